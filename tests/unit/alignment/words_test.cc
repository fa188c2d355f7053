// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

#include "services/alignment/domain/lexicon.h"
#include "services/alignment/domain/variants.h"

namespace zusage::alignment {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

std::vector<std::string> Surfaces(std::string_view text) {
  std::vector<std::string> surfaces;
  for (const Word& word : Analyse(text)) surfaces.emplace_back(word.surface);
  return surfaces;
}

TEST(WordsTest, StopWordsOfTheSentencesLanguageAreLeftOut) {
  EXPECT_THAT(Surfaces("We have to export the invoices."), ElementsAre("export", "invoices"));
  EXPECT_THAT(Surfaces("Wir müssen die Rechnungen exportieren."),
              ElementsAre("Rechnungen", "exportieren"));
}

TEST(WordsTest, LanguageIsJudgedPerSentence) {
  const std::vector<Word> words =
      Analyse("We want to export the plans. Das wäre für uns die wichtigste Auswertung.");
  ASSERT_GE(words.size(), 4u);
  EXPECT_EQ(words.front().language, Language::kEnglish);
  EXPECT_EQ(words.back().language, Language::kGerman);
  EXPECT_EQ(LanguageOf("Die Pläne sollen sich drucken lassen."), Language::kGerman);
}

TEST(WordsTest, WordsAreFoldedAndStemmed) {
  const std::vector<Word> english = Analyse("the exported invoices");
  EXPECT_EQ(english[0].stem, "export");
  EXPECT_EQ(english[1].stem, "invoic");
  EXPECT_EQ(Fold("STRASSE"), Fold("Straße"));
  EXPECT_EQ(Fold("Scha\xCC\x88rfe"), "schärfe");  // u with combining diaeresis
}

TEST(WordsTest, AcronymsAndNumbersAreKept) {
  const std::vector<Word> words = Analyse("We need IT to do SAML and ISO 27001 by 2 people.");
  std::vector<std::string> exact;
  for (const Word& word : words) {
    if (word.exact) exact.emplace_back(word.surface);
  }
  EXPECT_THAT(exact, ElementsAre("IT", "SAML", "ISO", "27001"));
}

TEST(WordsTest, RelayWordsWeighLess) {
  const std::vector<Word> words = Analyse("The customer wants an export.");
  EXPECT_LT(words.front().weight, 0.5f);
  EXPECT_EQ(words.back().weight, 1.0f);
}

TEST(WordsTest, MarkupHeadersAndAddressesAreLeftOut) {
  const std::vector<std::string> words = Surfaces(
      "From: Anna <anna@example.com>\nDate: Mon, 1 Jan 2027\nSubject: Printing\n\n"
      "<p class=\"x\">Please print <b>labels</b>, at https://example.com/labels?id=1</p>");
  EXPECT_THAT(words, ElementsAre("Printing", "Please", "print", "labels"));
}

TEST(WordsTest, NothingMeaningfulGivesNoWords) {
  EXPECT_THAT(Surfaces(""), IsEmpty());
  EXPECT_THAT(Surfaces("the of and, to the!"), IsEmpty());
  EXPECT_THAT(Surfaces(" \n\t..!?"), IsEmpty());
}

TEST(WordsTest, LongTextsAreBounded) {
  std::string text;
  while (text.size() < 500'000) text += "Alpha beta gamma delta epsilon. ";
  EXPECT_LE(Analyse(text).size(), kMaxWords);
  EXPECT_THAT(Surfaces(std::string(10'000, 'x')), IsEmpty());
}

TEST(WordsTest, OtherScriptsDoNotHurt) {
  EXPECT_THAT(Surfaces("Нужен экспорт"), ElementsAre("Нужен", "экспорт"));
  EXPECT_FALSE(Analyse("Nous voulons exporter les factures au format CSV").empty());
  Analyse("需要导出日历");
}

RC_GTEST_PROP(WordsTest, AnyBytesAreAccepted, (const std::string& bytes)) {
  for (const Word& word : Analyse(bytes)) {
    RC_ASSERT(word.surface.data() >= bytes.data());
    RC_ASSERT(word.surface.size() <= kMaxWordBytes);
  }
}

TEST(WordsTest, ClausesAreSentencesAndParts) {
  EXPECT_THAT(Clauses("One thing; version 2.0 of it.\nAnother!"),
              ElementsAre("One thing;", "version 2.0 of it.", "Another!"));
}

std::vector<std::string> VariantsOf(std::string_view text,
                                    const std::vector<std::string>& vocabulary) {
  std::vector<std::string> stems;
  const auto known = [&](std::string_view word) -> std::string_view {
    for (const std::string& candidate : vocabulary) {
      if (candidate == word) return candidate;
    }
    return "";
  };
  for (const Word& word : Analyse(text, Language::kGerman)) {
    ForEachVariant(word, BuiltInLexicon(), Related::kWith, known,
                   [&](std::string_view stem, float) { stems.emplace_back(stem); });
  }
  return stems;
}

TEST(VariantsTest, GermanWordsFindTheirTranslations) {
  EXPECT_THAT(VariantsOf("Währungen", {}), Contains("currenc"));
  EXPECT_THAT(VariantsOf("Passwort", {}), Contains("password"));
}

TEST(VariantsTest, CompoundsAreSplitOverVocabularyAndLexicon) {
  EXPECT_THAT(VariantsOf("Kontenbenachrichtigung", {}), Contains("notif"));
  EXPECT_THAT(VariantsOf("Wartungsfenster", {}), Contains("window"));
  EXPECT_THAT(VariantsOf("Turbinenwartung", {"turbin"}), Contains("turbin"));
}

TEST(VariantsTest, KnownWordsAreNotSplit) {
  EXPECT_THAT(VariantsOf("Datenschutz", {}), Not(Contains("data")));
}

}  // namespace
}  // namespace zusage::alignment
