// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/linguistic_data.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <string>
#include <vector>

#include "services/alignment/domain/check.h"
#include "services/alignment/domain/data_lexicon.h"
#include "services/alignment/domain/meaning.h"
#include "services/alignment/domain/words.h"
#include "services/alignment/linguistic_file.h"
#include "services/alignment/linguistics/linguistic_builder.h"
#include "services/base/error.h"
#include "tests/support/temporary_directory.h"

namespace zusage::alignment {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

// A small world of our own: words that occur often enough to be taken for known.
std::string ToyBytes() {
  LinguisticBuilder builder;
  const std::pair<const char*, const char*> kPairs[] = {
      {"Aufzeichnung", "recording"}, {"Wartung", "maintenance"}, {"Fenster", "window"},
      {"Konto", "account"},          {"Übersicht", "overview"},  {"Band", "tape"}};
  for (const auto& [german, english] : kPairs) {
    for (int i = 0; i < 5; ++i) {
      // Otherwise the same again would be left out.
      builder.AddPair(german, english, 1 + 0.01f * static_cast<float>(i), 6);
      builder.AddPair(std::string(german) + " Nummer" + std::to_string(i),
                      std::string(english) + " number" + std::to_string(i), 1, 6);
    }
  }
  builder.AddSynonyms("recording", "tape");
  for (int i = 0; i < 20; ++i) {
    const std::string number = " " + std::to_string(100 + i);
    builder.AddText("music of the recording keeps sound" + number);
    builder.AddText("music of the tape keeps sound" + number);
    builder.AddText("money of the account pays a bank" + number);
    builder.AddText("money of the overview pays a bank" + number);
  }
  return WriteLinguisticData(builder.Build());
}

struct Toy {
  std::string bytes = ToyBytes();
  DataLexicon lexicon{*LinguisticData::Read(bytes)};
};

std::vector<std::string> Translations(const Lexicon& lexicon, std::string_view word) {
  std::vector<std::string> stems;
  const std::string folded = Fold(word);
  lexicon.Translate(folded, Stem(folded, Language::kGerman),
                    [&](std::string_view stem, float) { stems.emplace_back(stem); });
  return stems;
}

TEST(LinguisticDataTest, WhatIsWrittenIsRead) {
  const std::string bytes = WriteLinguisticData({.english = {"account", "tape"},
                                                 .telling = {0.5f, 1},
                                                 .related = {{}, {{0, 0.25f}}},
                                                 .vectors = {{0.6f, 0.8f}, {}},
                                                 .german = {"band", "konto"},
                                                 .counts = {1, 7},
                                                 .translations = {{{1, 1}}, {{0, 0.75f}, {1, 0}}}});
  const auto data = LinguisticData::Read(bytes);
  ASSERT_TRUE(data.ok()) << data.status();
  EXPECT_EQ(data->digest().size(), 64u);
  EXPECT_EQ(data->FindEnglish("tape"), 1u);
  EXPECT_EQ(data->FindEnglish("tap"), std::nullopt);
  EXPECT_EQ(data->FindGerman("zz"), std::nullopt);
  EXPECT_EQ(data->German(1), "konto");
  EXPECT_EQ(data->CountOf(1), 7);
  EXPECT_EQ(data->TellingOf(0), 0.5f);
  ASSERT_EQ(data->TranslationsOf(1).size(), 2u);
  EXPECT_EQ(data->TranslationsOf(1)[0].stem, 0u);
  EXPECT_NEAR(data->TranslationsOf(1)[0].weight, 0.75, 1e-4);
  EXPECT_EQ(data->RelatedTo(0).size(), 0u);
  EXPECT_EQ(data->RelatedTo(1)[0].stem, 0u);
  EXPECT_EQ(data->dimensions(), 2u);
  EXPECT_THAT(data->VectorOf(0).values, ElementsAre(95, 127));
  EXPECT_NEAR(data->VectorOf(0).factor * 127, 0.8, 0.01);
  EXPECT_THAT(data->VectorOf(1).values, IsEmpty());
}

TEST(LinguisticDataTest, SameInputsGiveTheSameBytes) { EXPECT_EQ(ToyBytes(), ToyBytes()); }

TEST(LinguisticDataTest, EmptyTablesAreWhole) {
  EXPECT_TRUE(LinguisticData::Read(WriteLinguisticData({})).ok());
}

TEST(LinguisticDataTest, EveryTruncationIsRefused) {
  const std::string bytes = WriteLinguisticData(
      {.english = {"tape"}, .telling = {1}, .related = {{}}, .vectors = {{1.0f}}});
  for (size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_EQ(ReasonOf(LinguisticData::Read(bytes.substr(0, size)).status()),
              "LINGUISTIC_DATA_DAMAGED");
  }
  EXPECT_EQ(ReasonOf(LinguisticData::Read(bytes + "x").status()), "LINGUISTIC_DATA_DAMAGED");
}

TEST(LinguisticDataTest, EveryAlteredByteIsRefused) {
  const std::string bytes = WriteLinguisticData(
      {.english = {"tape"}, .telling = {1}, .related = {{}}, .vectors = {{1.0f}}});
  for (size_t i = 0; i < bytes.size(); ++i) {
    std::string altered = bytes;
    altered[i] = static_cast<char>(altered[i] ^ 1);
    EXPECT_FALSE(LinguisticData::Read(altered).ok()) << i;
  }
}

TEST(LinguisticDataTest, OtherVersionsAreRefusedAsSuch) {
  std::string bytes = WriteLinguisticData({});
  bytes[8] = 99;
  const absl::Status status = LinguisticData::Read(bytes).status();
  EXPECT_EQ(ReasonOf(status), "LINGUISTIC_DATA_VERSION");
}

TEST(LinguisticDataTest, TablesThatDoNotFitAreRefused) {
  // Rightly signed, but a translation leads to a stem that is not there, or stems are not sorted.
  EXPECT_FALSE(
      LinguisticData::Read(
          WriteLinguisticData({.german = {"band"}, .counts = {1}, .translations = {{{5, 1}}}}))
          .ok());
  EXPECT_FALSE(
      LinguisticData::Read(
          WriteLinguisticData(
              {.english = {"b", "a"}, .telling = {1, 1}, .related = {{}, {}}, .vectors = {{}, {}}}))
          .ok());
  EXPECT_FALSE(LinguisticData::Read(WriteLinguisticData({.english = {"a"}})).ok());
}

TEST(DataLexiconTest, GermanWordsFindTheirTranslations) {
  const Toy toy;
  EXPECT_THAT(Translations(toy.lexicon, "Aufzeichnungen"), Contains("record"));
  EXPECT_THAT(Translations(toy.lexicon, "Unbekanntes"), IsEmpty());
  EXPECT_EQ(toy.lexicon.fingerprint().size(), 12u);
}

TEST(DataLexiconTest, CompoundsMeanWhatTheirPartsMean) {
  const Toy toy;
  EXPECT_THAT(Translations(toy.lexicon, "Wartungsfenster"), Contains("mainten"));
  EXPECT_THAT(Translations(toy.lexicon, "Wartungsfenster"), Contains("window"));
  EXPECT_THAT(Translations(toy.lexicon, "Kontoübersicht"), Contains("account"));
  EXPECT_THAT(toy.lexicon.PartsOf("wartung"), IsEmpty());
}

TEST(DataLexiconTest, RelatedWordsAreSynonyms) {
  const Toy toy;
  std::vector<std::string> related;
  toy.lexicon.Related("record", [&](std::string_view stem, float) { related.emplace_back(stem); });
  EXPECT_THAT(related, Contains("tape"));
  EXPECT_THAT(related, Not(Contains("account")));
}

PackedMeaning MeaningOf(std::string_view text, const Lexicon& lexicon) {
  Meaning meaning(lexicon);
  for (const Word& word : Analyse(text)) meaning.Add(word, 1);
  return meaning.Finish();
}

TEST(MeaningTest, TextsOfOneMeaningPointTheSameWayAcrossLanguages) {
  const Toy toy;
  const PackedMeaning recording = MeaningOf("recording", toy.lexicon);
  EXPECT_NEAR(Likeness(recording, recording), 1, 0.01);
  EXPECT_GT(Likeness(recording, MeaningOf("Die Aufzeichnung ist wichtig.", toy.lexicon)), 0.5);
  EXPECT_GT(Likeness(recording, MeaningOf("tape", toy.lexicon)),
            Likeness(recording, MeaningOf("account", toy.lexicon)));
  EXPECT_EQ(Likeness(recording, MeaningOf("", toy.lexicon)), 0);
  EXPECT_THAT(MeaningOf("recording", BuiltInLexicon()).values, IsEmpty());
}

Assessment CheckToy(const Lexicon& lexicon, const std::string& title, const std::string& body) {
  strategy::Strategy strategy;
  strategy.product = "atlas";
  strategy.language = "en";
  const auto add = [&](const char* id, const char* title, const char* description) {
    strategy::Element element;
    element.id = id;
    element.kind = strategy::ElementKind::kCapability;
    element.title = title;
    element.description = description;
    strategy.elements.push_back(element);
  };
  add("C1", "Recording of calls", "Calls are kept.");
  add("C2", "Overview of accounts", "All accounts at a glance.");
  add("C3", "Single sign-on by SAML", "Users sign in once.");
  Wish wish;
  wish.title = title;
  wish.body = body;
  const CompiledStrategy compiled(std::move(strategy), 1, lexicon);
  return Check(compiled, wish, PastRequests(lexicon));
}

TEST(SimilarRequestsWithLinguisticDataTest, MeaningFindsWhatSharesNoWord) {
  const Toy toy;
  PastRequests past(toy.lexicon);
  past.Append({.name = "r/1", .title = "", .text = "Tape"}, 1);
  past.Append({.name = "r/2", .title = "", .text = "Bank"}, 2);
  for (const char* text : {"recording", "Aufzeichnung"}) {
    const SimilarAnswer answer = past.Similar(text, 1);
    ASSERT_EQ(answer.requests.size(), 1u) << text;
    EXPECT_EQ(answer.requests[0].name, "r/1");
    EXPECT_TRUE(answer.requests[0].by_meaning);
    EXPECT_THAT(answer.requests[0].matched_words, IsEmpty());
  }
  EXPECT_FALSE(past.Similar("tape", 1).requests.at(0).by_meaning);
}

TEST(CheckWithLinguisticDataTest, FindingNamesTheTranslatedWord) {
  const Toy toy;
  const Assessment assessment =
      CheckToy(toy.lexicon, "Aufzeichnung", "Wir möchten eine Aufzeichnung.");
  EXPECT_EQ(assessment.elements.front().element, "C1");
  ASSERT_FALSE(assessment.findings.empty());
  EXPECT_EQ(assessment.findings.front().element, "C1");
  EXPECT_THAT(assessment.findings.front().matched_words,
              Contains(MatchedWord{"Aufzeichnung", "Recording"}));
  EXPECT_EQ(assessment.linguistic_fingerprint, toy.lexicon.fingerprint());
}

TEST(CheckWithLinguisticDataTest, CompoundMeetsBothOfItsWords) {
  const Toy toy;
  const Assessment assessment = CheckToy(toy.lexicon, "", "Die Kontoübersicht fehlt uns.");
  EXPECT_EQ(assessment.elements.front().element, "C2");
}

TEST(CheckWithLinguisticDataTest, AcronymsAreNeverLostToMeaning) {
  const Toy toy;
  const Assessment assessment =
      CheckToy(toy.lexicon, "Anmeldung mit SAML",
               "Aufzeichnung, Aufzeichnung und noch eine Aufzeichnung, dazu SAML.");
  const bool ranked =
      std::any_of(assessment.elements.begin(), assessment.elements.end(),
                  [](const RankedElement& element) { return element.element == "C3"; });
  const bool cited = std::any_of(assessment.findings.begin(), assessment.findings.end(),
                                 [](const Finding& finding) { return finding.element == "C3"; });
  EXPECT_TRUE(ranked && cited);
}

class LinguisticFileTest : public ::testing::Test {
 protected:
  void Write(std::string_view bytes) { std::ofstream(path_, std::ios::binary) << bytes; }

  const testing::TemporaryDirectory files_;
  const std::string path_ = files_.File("linguistic-data.bin");
};

TEST_F(LinguisticFileTest, FileIsUsedAndNamedByItsFingerprint) {
  const std::string bytes = ToyBytes();
  Write(bytes);
  const auto loaded = LoadLexicon(path_);
  ASSERT_TRUE(loaded.ok()) << loaded.status();
  EXPECT_EQ(loaded->path, path_);
  EXPECT_EQ(loaded->lexicon->fingerprint(), LinguisticData::Read(bytes)->digest().substr(0, 12));
  EXPECT_THAT(Translations(*loaded->lexicon, "Aufzeichnung"), Contains("record"));
}

TEST_F(LinguisticFileTest, NamedFileMustBeThereAndWhole) {
  EXPECT_EQ(ReasonOf(LoadLexicon(path_).status()), "LINGUISTIC_DATA_MISSING");
  Write("");
  EXPECT_EQ(ReasonOf(LoadLexicon(path_).status()), "LINGUISTIC_DATA_MISSING");
  const std::string bytes = ToyBytes();
  Write(bytes.substr(0, bytes.size() - 8));
  EXPECT_EQ(ReasonOf(LoadLexicon(path_).status()), "LINGUISTIC_DATA_DAMAGED");
  EXPECT_EQ(ReasonOf(LoadLexicon(files_.path()).status()), "LINGUISTIC_DATA_MISSING");
}

TEST_F(LinguisticFileTest, WithoutAnInstalledFileTheBuiltInListIsUsed) {
  // The test's program has no share/zusage beside its directory.
  const auto loaded = LoadLexicon("");
  ASSERT_TRUE(loaded.ok());
  EXPECT_EQ(loaded->path, "");
  EXPECT_EQ(loaded->lexicon->fingerprint(), "none");
  EXPECT_EQ(ReasonOf(loaded->problem), "LINGUISTIC_DATA_MISSING");
}

}  // namespace
}  // namespace zusage::alignment
