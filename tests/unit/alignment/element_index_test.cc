// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/element_index.h"

#include <gtest/gtest.h>
#include <malloc.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace zusage::alignment {
namespace {

// German words of the built-in lexicon that no element holds by itself.
constexpr std::array<std::string_view, 40> kTranslated = {
    "Rechnung", "Konto",   "Kalender", "Passwort",  "Datei",     "Drucker",          "Bericht",
    "Adresse",  "Aufgabe", "Auftrag",  "Lizenz",    "Nachricht", "Ordner",           "Projekt",
    "Rabatt",   "Schrift", "Server",   "Spalte",    "Sprache",   "Steuer",           "Tabelle",
    "Termin",   "Umsatz",  "Vertrag",  "Vorlage",   "Warnung",   "Werkzeug",         "Zeile",
    "Zahlung",  "Zugriff", "Angebot",  "Antwort",   "Artikel",   "Benachrichtigung", "Bestellung",
    "Betrag",   "Browser", "Diagramm", "Einladung", "Ereignis"};

strategy::Strategy WithElements(const std::vector<std::string>& titles) {
  strategy::Strategy strategy;
  strategy.product = "atlas";
  strategy.language = "de";
  for (const std::string& title : titles) {
    strategy::Element element;
    element.kind = strategy::ElementKind::kCapability;
    element.id = "C" + std::to_string(strategy.elements.size());
    element.title = title;
    element.language = "de";
    strategy.elements.push_back(element);
  }
  return strategy;
}

// Frees memory as something else than it was, so that a view of what moved away shows even where
// no sanitizer watches.
class ElementIndexTest : public testing::Test {
 protected:
  ElementIndexTest() { mallopt(M_PERTURB, 0xA5); }
  ~ElementIndexTest() override { mallopt(M_PERTURB, 0); }
};

// The translations of a compound's first part are new stems that come between its parts while the
// index is built; its second part must stay what it is.
TEST_F(ElementIndexTest, EveryCompoundIsFoundByItsSecondPart) {
  std::vector<std::string> titles = {"Flansch"};
  for (const std::string_view word : kTranslated) titles.push_back(std::string(word) + "flansch");
  const strategy::Strategy strategy = WithElements(titles);
  const ElementIndex index(strategy, BuiltInLexicon());
  const std::vector<Word> words = Analyse("Flansch", Language::kGerman);
  const WishMatch match = index.Match(DistinctWords(words, {}));
  ASSERT_EQ(match.candidates.size(), titles.size());
  for (size_t i = 0; i < titles.size(); ++i) {
    EXPECT_TRUE(match.candidates[i].shares_word) << titles[i];
  }
}

// A word that the name's word may mean is as good as that word itself, in whichever language the
// name is; an acronym means itself alone.
TEST_F(ElementIndexTest, NamesAreHeldWholeByWhatTheirWordsMayMean) {
  const strategy::Strategy strategy = WithElements({"Rechnung", "Kalender", "SAML"});
  const ElementIndex index(strategy, BuiltInLexicon());
  const auto cover = [&](std::string_view text, size_t element) {
    const std::vector<Word> words = Analyse(text);
    return index.Match(DistinctWords(words, {})).candidates[element].features[kNameCover];
  };
  const double whole = cover("Rechnung", 0);
  EXPECT_GT(whole, 0);
  EXPECT_EQ(cover("invoice", 0), whole);
  EXPECT_EQ(cover("calendar", 1), cover("Kalender", 1));
  EXPECT_EQ(cover("invoice", 1), 0);
  EXPECT_GT(cover("SAML", 2), 0);
  EXPECT_EQ(cover("SAM", 2), 0);
}

// What a thread remembers of a word in one index says nothing of another.
// A title is compared with an element's own text, its examples and its names; of these half.
TEST_F(ElementIndexTest, ATitleMeetsNames) {
  strategy::Strategy strategy = WithElements({"Role-based access", "Rollen"});
  strategy.elements[0].aliases = {"SSO", "federated login"};
  const ElementIndex index(strategy, BuiltInLexicon());
  const auto cosine = [&index](std::string_view title) {
    const std::vector<Word> words = Analyse(title);
    return index.Match(DistinctWords(words, {})).candidates[0].features[kTitleCosine];
  };
  EXPECT_NEAR(cosine("SSO"), kNameWeight, 1e-6);
  EXPECT_NEAR(cosine("federated login"), kNameWeight, 0.01);
  EXPECT_LT(cosine("SSO for suppliers"), kNameWeight);
  EXPECT_GT(cosine("Role-based access"), 0.8) << "its own text counts whole";
  EXPECT_EQ(cosine("invoices"), 0);
}

// What the title lacks counts for a quarter of what it would count in it.
TEST_F(ElementIndexTest, TheWholeWishStandsInForAPartOfItsTitle) {
  const strategy::Strategy strategy = WithElements({"Flansch", "Rollen"});
  const ElementIndex index(strategy, BuiltInLexicon());
  const auto cosine = [&index](std::string_view title, std::string_view text) {
    const std::vector<Word> in_title = Analyse(title), in_text = Analyse(text);
    return index.Match(DistinctWords(in_title, in_text)).candidates[0].features[kTitleCosine];
  };
  EXPECT_NEAR(cosine("Flansch", ""), 1, 1e-6);
  EXPECT_NEAR(cosine("", "Flansch"), 1, 1e-6) << "it stands for the title if there is none";
  const double alone = cosine("", "Schraube Flansch");
  EXPECT_LT(alone, 0.8);
  EXPECT_NEAR(cosine("Schraube", "Flansch"), 0.25 * alone, 1e-6);
  EXPECT_NEAR(cosine("Flansch", "Schraube"), 0.75 + 0.25 * alone, 1e-6);
}

TEST_F(ElementIndexTest, IndexesDoNotShareWhatTheyRemember) {
  const std::vector<Word> words = Analyse("Flansch", Language::kGerman);
  const DistinctWords wish(words, {});
  for (int round = 0; round < 2; ++round) {
    for (const char* title : {"Flansch", "Kran"}) {
      const strategy::Strategy strategy = WithElements({title, "Winde"});
      const ElementIndex index(strategy, BuiltInLexicon());
      const bool found = index.Match(wish).candidates[0].shares_word;
      EXPECT_EQ(found, std::string_view(title) == "Flansch");
    }
  }
}

}  // namespace
}  // namespace zusage::alignment
