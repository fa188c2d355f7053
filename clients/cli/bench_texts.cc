// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/bench_texts.h"

#include <array>
#include <cstdio>

namespace zusage::cli {
namespace {

using strategy::v1::Element;

// SplitMix64: small, good enough for texts, and the same everywhere, which std's distributions are
// not.
class Dice {
 public:
  Dice(uint64_t seed, uint64_t stream) : state_(seed * 0x9E3779B97F4A7C15u + stream) { Next(); }

  uint64_t Next() {
    uint64_t z = (state_ += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }
  size_t Below(size_t bound) { return static_cast<size_t>(Next() % bound); }
  template <size_t N>
  std::string_view Pick(const std::array<std::string_view, N>& words) {
    return words[Below(N)];
  }

 private:
  uint64_t state_;
};

// What a text is put together from in one language.
struct Vocabulary {
  std::array<std::string_view, 24> things;
  std::array<std::string_view, 16> deeds;
  std::array<std::string_view, 16> ways;
  std::array<std::string_view, 12> people;
  std::array<std::string_view, 6> sentences;  // with {deed} {thing} {way} {who}
};

constexpr Vocabulary kEnglish = {
    {"invoices",         "delivery notes",  "price lists",
     "approval chains",  "audit logs",      "dashboards",
     "warehouse stock",  "purchase orders", "customer contracts",
     "spare parts",      "shift plans",     "quality reports",
     "returns",          "shipping labels", "cost centres",
     "tax rates",        "user accounts",   "access rights",
     "mobile scanners",  "sensor readings", "maintenance tickets",
     "supplier portals", "batch numbers",   "calendar entries"},
    {"export", "import", "merge", "archive", "translate", "encrypt", "schedule", "filter",
     "compare", "approve", "share", "print", "synchronise", "forecast", "anonymise", "version"},
    {"as PDF", "through a REST interface", "with single sign-on", "on mobile devices", "offline",
     "per tenant", "in bulk", "with a digital signature", "every night", "in real time",
     "for several currencies", "with custom fields", "by drag and drop", "through SAP", "by e-mail",
     "with role based permissions"},
    {"the finance team", "our auditors", "field engineers", "the works council", "plant managers",
     "resellers", "the help desk", "new employees", "the security officer", "external partners",
     "controllers", "dispatchers"},
    {"We need to {deed} {thing} {way}. ", "Today {who} cannot {deed} {thing} {way}. ",
     "It takes {who} hours to {deed} {thing}. ",
     "If {who} could {deed} {thing} {way}, the project would go on. ",
     "Please let {who} {deed} {thing} {way}. ", "Competitors already {deed} {thing} {way}. "}};

constexpr Vocabulary kGerman = {
    {"Rechnungen",       "Lieferscheine",      "Preislisten",    "Freigabeketten",
     "Prüfprotokolle",   "Auswertungen",       "Lagerbestände",  "Bestellungen",
     "Kundenverträge",   "Ersatzteile",        "Schichtpläne",   "Qualitätsberichte",
     "Rücksendungen",    "Versandetiketten",   "Kostenstellen",  "Steuersätze",
     "Benutzerkonten",   "Zugriffsrechte",     "mobile Scanner", "Sensordaten",
     "Wartungsaufträge", "Lieferantenportale", "Chargennummern", "Kalendereinträge"},
    {"exportieren", "importieren", "zusammenführen", "archivieren", "übersetzen", "verschlüsseln",
     "einplanen", "filtern", "vergleichen", "freigeben", "teilen", "drucken", "abgleichen",
     "vorhersagen", "anonymisieren", "versionieren"},
    {"als PDF", "über eine REST-Schnittstelle", "mit Single Sign-on", "auf Mobilgeräten", "offline",
     "je Mandant", "in einem Durchgang", "mit digitaler Signatur", "jede Nacht", "in Echtzeit",
     "in mehreren Währungen", "mit eigenen Feldern", "per Drag and Drop", "über SAP", "per E-Mail",
     "mit rollenbasierten Rechten"},
    {"die Buchhaltung", "unsere Prüfer", "die Servicetechniker", "der Betriebsrat",
     "die Werksleitung", "die Händler", "der Helpdesk", "neue Beschäftigte",
     "der Sicherheitsbeauftragte", "externe Partner", "das Controlling", "die Disposition"},
    {"Wir müssen {thing} {way} {deed}. ", "Heute kann {who} {thing} nicht {way} {deed}. ",
     "Es kostet Stunden, bis {who} {thing} {deed} kann. ",
     "Könnte {who} {thing} {way} {deed}, ginge das Projekt weiter. ",
     "Bitte lasst {who} {thing} {way} {deed}. ",
     "Der Wettbewerb kann {thing} längst {way} {deed}. "}};

// The wish that a text is about; a number means the same wish in both languages.
struct Wish {
  size_t thing;
  size_t deed;
  size_t way;
};

Wish AnyWish(Dice& dice) { return {dice.Below(24), dice.Below(16), dice.Below(16)}; }

std::string Phrased(const Vocabulary& words, std::string_view form, const Wish& wish,
                    std::string_view who) {
  std::string text(form);
  const auto replace = [&text](std::string_view name, std::string_view value) {
    const size_t at = text.find(name);
    if (at != std::string::npos) text.replace(at, name.size(), value);
  };
  replace("{deed}", words.deeds[wish.deed]);
  replace("{thing}", words.things[wish.thing]);
  replace("{way}", words.ways[wish.way]);
  replace("{who}", who);
  return text;
}

std::string TitleOf(const Wish& wish, bool german) {
  const Vocabulary& words = german ? kGerman : kEnglish;
  return Phrased(words, german ? "{thing} {way} {deed}" : "{deed} {thing} {way}", wish, "");
}

std::string Numbered(std::string_view prefix, int64_t number) {
  char digits[24];
  std::snprintf(digits, sizeof digits, "%04lld", static_cast<long long>(number));
  return std::string(prefix) + digits;
}

struct KindOfElement {
  Element::Kind kind;
  std::string_view prefix;
};

// One in four of each.
constexpr KindOfElement kKinds[] = {{Element::KIND_CAPABILITY, "C"},
                                    {Element::KIND_ROADMAP_ITEM, "R"},
                                    {Element::KIND_THEME, "T"},
                                    {Element::KIND_NON_GOAL, "N"}};

}  // namespace

std::string BenchCapability(int number) { return Numbered("C", number); }

strategy::v1::StrategyDocument BenchStrategy(std::string_view product, int elements,
                                             uint64_t seed) {
  strategy::v1::StrategyDocument document;
  document.set_product(std::string(product));
  document.set_language("en");
  document.set_time_zone("UTC");
  document.set_fiscal_year_start_month(1);
  document.set_vision("Plants and warehouses that run themselves.");
  document.set_focus(type::v1::FOCUS_PRODUCT_LED);
  document.add_target_segments()->set_title("manufacturing");
  for (int i = 0; i < elements; ++i) {
    Dice dice(seed, 1'000'000 + static_cast<uint64_t>(i));
    const KindOfElement& kind = kKinds[i % 4];
    const bool german = dice.Below(3) == 0;
    const Wish wish = AnyWish(dice);
    Element& element = *document.add_elements();
    element.set_kind(kind.kind);
    element.set_id(Numbered(kind.prefix, i / 4 + 1));
    element.set_title(TitleOf(wish, german));
    element.set_language(german ? "de" : "en");
    const Vocabulary& words = german ? kGerman : kEnglish;
    element.set_description(Phrased(words, words.sentences[0], wish, "") +
                            Phrased(words, words.sentences[4], wish, dice.Pick(words.people)));
    element.add_aliases(TitleOf(wish, !german));
    if (kind.kind == Element::KIND_CAPABILITY) element.set_how("Settings, then the matching page.");
    if (kind.kind == Element::KIND_ROADMAP_ITEM) element.set_horizon("2027-Q2");
  }
  return document;
}

type::v1::Customer BenchCustomer(int64_t index, uint64_t seed) {
  static constexpr std::array<std::string_view, 8> kNames = {
      "Alder", "Birke", "Cedar", "Distel", "Elm", "Fichte", "Gorse", "Holunder"};
  static constexpr std::array<std::string_view, 4> kForms = {"GmbH", "Ltd", "AG", "Inc"};
  static constexpr std::array<std::string_view, 3> kSegments = {"manufacturing", "logistics",
                                                                "retail"};
  Dice dice(seed, 2'000'000'000 + static_cast<uint64_t>(index));
  type::v1::Customer customer;
  customer.set_display_name(std::string(dice.Pick(kNames)) + " " + Numbered("", index) + " " +
                            std::string(dice.Pick(kForms)));
  customer.set_external_id(Numbered("BENCH-", index));
  customer.set_segment(std::string(dice.Pick(kSegments)));
  customer.set_size(std::to_string(50 + dice.Below(20'000)) + " employees");
  return customer;
}

type::v1::ChangeRequestDraft BenchRequest(int64_t index, int64_t customers, uint64_t seed) {
  Dice dice(seed, 4'000'000'000 + static_cast<uint64_t>(index));
  const bool german = dice.Below(2) == 0;
  const Vocabulary& words = german ? kGerman : kEnglish;
  const Wish wish = AnyWish(dice);
  type::v1::ChangeRequestDraft draft;
  draft.set_title(TitleOf(wish, german));
  std::string text;
  while (text.size() < kBenchRequestBytes) {
    // Mostly about the wish, now and then about something else, as people write.
    const Wish& about = dice.Below(4) == 0 ? AnyWish(dice) : wish;
    text += Phrased(words, dice.Pick(words.sentences), about, dice.Pick(words.people));
  }
  const size_t half = text.find(". ", text.size() / 2) + 2;
  draft.set_wish(text.substr(0, half));
  draft.set_problem(text.substr(half));
  *draft.mutable_customer() =
      BenchCustomer(static_cast<int64_t>(dice.Below(static_cast<size_t>(customers))), seed);
  draft.set_context(static_cast<type::v1::Context>(1 + dice.Below(8)));
  draft.mutable_evidence()->set_pain(1 + static_cast<int32_t>(dice.Below(5)));
  draft.mutable_evidence()->set_similar_customers(static_cast<int32_t>(dice.Below(30)));
  return draft;
}

}  // namespace zusage::cli
