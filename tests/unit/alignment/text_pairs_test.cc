// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/linguistics/text_pairs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <tuple>
#include <vector>

#include "services/alignment/linguistics/wordnet.h"

namespace zusage::alignment {
namespace {

using ::testing::ElementsAre;
using ::testing::FloatNear;
using ::testing::IsEmpty;
using ::testing::Pair;

using Pairs = std::vector<std::tuple<std::string, std::string, float>>;

Pairs Read(std::string_view ding) {
  Pairs pairs;
  ReadDing(ding, [&](std::string_view german, std::string_view english, float weight) {
    pairs.emplace_back(german, english, weight);
  });
  return pairs;
}

TEST(ReadDingTest, PartsArePairedWithTheirCounterparts) {
  EXPECT_EQ(Read("Haus {n} [arch.] | Häuser {pl} :: house | houses\n"),
            (Pairs{{"Haus", "house", 1.0f}, {"Häuser", "houses", 1.0f}}));
}

TEST(ReadDingTest, WordsForOneThingShareTheWeight) {
  const Pairs pairs = Read("Bild {n}; Abbildung {f} (Kunst) :: picture; image <imago>\n");
  ASSERT_EQ(pairs.size(), 4u);
  EXPECT_EQ(std::get<0>(pairs[3]), "Abbildung");
  EXPECT_EQ(std::get<1>(pairs[3]), "image");
  EXPECT_NEAR(std::get<2>(pairs[3]), 0.5, 1e-6);
}

TEST(ReadDingTest, OtherLinesAreLeftOut) {
  EXPECT_THAT(Read("# Haus :: house\nHaus\n\n :: \nHaus | Buch :: \n"), IsEmpty());
}

TEST(ReadHelpPageTest, ParagraphsComeWithoutMarkup) {
  EXPECT_THAT(ReadHelpPage("<h1 id=\"hd_id1\">A &amp; B</h1><p id=\"par_id2\" class=\"x\">Two <b>"
                           "words</b></p><p id=\"par_id3\"></p><p id=\"nav\">no</p>"),
              ElementsAre(Pair("hd_id1", "A & B"), Pair("par_id2", "Two words")));
  EXPECT_THAT(ReadHelpPage("<p id=\"par_id1"), IsEmpty());
}

TEST(ReadTranslationsTest, TextsComeByTheirKeys) {
  EXPECT_THAT(ReadTranslations("de:\n  yes: 'Ja'\n  no: Nein\n  empty:\n"),
              ElementsAre(Pair("no", "Nein"), Pair("yes", "Ja")));
}

TEST(ReadDescriptionsTest, ParagraphsAreKnownByTheDigestAndTheirNumber) {
  EXPECT_THAT(ReadDescriptions("Package: a\nDescription-md5: 12\nDescription-de: Kurz\n Eins\n"
                               " mehr\n .\n Zwei\n\nPackage: b\nDescription-md5: 13\n"),
              ElementsAre(Pair("12/3/0", "Kurz"), Pair("12/3/1", " Eins\n mehr\n"),
                          Pair("12/3/2", " Zwei\n")));
}

TEST(PairByKeyTest, OnlyCommonKeysArePaired) {
  Pairs pairs;
  PairByKey({{"a", "Haus"}, {"b", "Buch"}}, {{"a", "house"}},
            [&](std::string_view german, std::string_view english, float weight) {
              pairs.emplace_back(german, english, weight);
            });
  EXPECT_EQ(pairs, (Pairs{{"Haus", "house", 1.0f}}));
}

TEST(ForEachParagraphTest, TextIsCutAtEmptyLinesAndParagraphs) {
  std::vector<std::string> paragraphs;
  ForEachParagraph("One\ntwo\n\nThree<p>Four",
                   [&](std::string_view text) { paragraphs.emplace_back(text); });
  EXPECT_THAT(paragraphs, ElementsAre("One\ntwo", "\n\nThree", "<p>Four"));
}

TEST(WordNetTest, WordsOfOneMeaningAreSynonyms) {
  const std::string data =
      "  licence\n00000010 04 n 02 recording 0 tape 0 000 | sound that was kept\n";
  std::vector<std::pair<std::string, std::string>> synonyms;
  ReadSynonyms(
      "  licence\ntape n 1 1 @ 1 0 00000010\nodd n 1 0 1 0 99999999\n", data,
      [&](std::string_view word, std::string_view other) { synonyms.emplace_back(word, other); });
  EXPECT_THAT(synonyms, ElementsAre(Pair("tape", "recording")));
  std::vector<std::string> glosses;
  ReadGlosses(data, [&](std::string_view gloss) { glosses.emplace_back(gloss); });
  EXPECT_THAT(glosses, ElementsAre("sound that was kept"));
}

}  // namespace
}  // namespace zusage::alignment
