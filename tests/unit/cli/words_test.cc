// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/words.h"

#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include "zusage/alignment/v1/alignment_service.pb.h"
#include "zusage/commitments/v1/commitment_service.pb.h"
#include "zusage/directory/v1/directory_service.pb.h"
#include "zusage/intake/v1/intake_service.pb.h"
#include "zusage/news/v1/news_service.pb.h"
#include "zusage/strategy/v1/strategy_service.pb.h"

namespace zusage::cli {
namespace {

// What EnumWord() makes up for a value that its table lacks.
bool IsMadeUp(const std::string& word, const std::string& value_name) {
  std::string lower = value_name.substr(value_name.find('_') + 1);
  for (char& c : lower) c = c == '_' ? ' ' : static_cast<char>(std::tolower(c));
  return word == lower;
}

void ExpectWords(const google::protobuf::EnumDescriptor& type, const std::string& prefix = "") {
  for (int i = 0; i < type.value_count(); ++i) {
    const std::string& name = type.value(i)->name();
    if (type.value(i)->number() == 0) continue;
    const std::string german = EnumWord(prefix + name, Language::kGerman);
    EXPECT_FALSE(EnumWord(prefix + name, Language::kEnglish).empty()) << name;
    // German words differ from the contract's English names, but for a few that both share.
    if (german == "open" || name == "ROLE_INTEGRATION") continue;
    EXPECT_FALSE(IsMadeUp(german, name)) << name << ": " << german;
  }
}

TEST(WordsTest, EveryEnumThatIsShownHasWordsInBothLanguages) {
  ExpectWords(*type::v1::Verdict_descriptor());
  ExpectWords(*type::v1::Focus_descriptor());
  ExpectWords(*type::v1::Context_descriptor());
  ExpectWords(*type::v1::Role_descriptor());
  ExpectWords(*type::v1::DealStage_descriptor());
  ExpectWords(*directory::v1::LookAlike::Likeness_descriptor());
  ExpectWords(*type::v1::ChangeRequest::State_descriptor());
  ExpectWords(*type::v1::Decision::Outcome_descriptor());
  ExpectWords(*type::v1::Approval::State_descriptor());
  ExpectWords(*type::v1::Condition::State_descriptor());
  ExpectWords(*intake::v1::CustomerGuidance::Advice_descriptor());
  ExpectWords(*intake::v1::Study::Kind_descriptor(), "study.");
  ExpectWords(*intake::v1::Study::Result_descriptor());
  ExpectWords(*type::v1::Conversation::Kind_descriptor(), "conversation.");
  ExpectWords(*type::v1::Review::Cause_descriptor());
  ExpectWords(*commitments::v1::Standing_descriptor());
  ExpectWords(*commitments::v1::Excess_descriptor());
  ExpectWords(*commitments::v1::Course_descriptor());
  ExpectWords(*commitments::v1::Allowance::Kind_descriptor(), "allowance.");
  ExpectWords(*alignment::v1::FeasibilityAnswer::Kind_descriptor(), "feasibility.");
  ExpectWords(*news::v1::Kind_descriptor(), "news.");
  ExpectWords(*news::v1::Delivery::State_descriptor());
  ExpectWords(*news::v1::Webhook::State_descriptor());
  ExpectWords(*strategy::v1::Element::Kind_descriptor(), "element.");
  ExpectWords(*strategy::v1::StrategyDifference::Bearing_descriptor());
  ExpectWords(*strategy::v1::StrategyDifference::Change_descriptor());
}

// That no phrase lacks a language, and that placeholders agree, the compiler makes sure; see
// Phrase.
TEST(WordsTest, PlaceholdersMayStandInAnyOrder) {
  constexpr Phrase kPhrase{"{a} then {b}", "{b} vor {a}"};
  EXPECT_EQ(PlaceholderSum(kPhrase.english), PlaceholderSum(kPhrase.german));
  EXPECT_NE(PlaceholderSum("{a}"), PlaceholderSum("{b}"));
}

TEST(WordsTest, AnUnknownValueIsShownReadably) {
  EXPECT_EQ(EnumWord("COURSE_FROM_THE_FUTURE", Language::kEnglish), "from the future");
}

}  // namespace
}  // namespace zusage::cli
