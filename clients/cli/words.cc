// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/words.h"

#include <algorithm>
#include <cctype>
#include <iterator>

namespace zusage::cli {
namespace {

struct EnumPhrase {
  std::string_view value;
  Phrase phrase;
};

// In the order of the names.
constexpr EnumPhrase kEnumPhrases[] = {
    {"ADVICE_EXPECT_NO", {"raise no hopes", "keine Hoffnung wecken"}},
    {"ADVICE_MAY_PROMISE", {"may be promised", "darf zugesagt werden"}},
    {"ADVICE_SHOW_IT", {"show it", "zeigen"}},
    {"ADVICE_WAIT_FOR_DECISION", {"promise nothing yet", "noch nichts zusagen"}},
    {"CONTEXT_ADJACENT_MARKET", {"adjacent market", "benachbarter Markt"}},
    {"CONTEXT_COMPETITIVE_PRESSURE", {"competitive pressure", "Wettbewerbsdruck"}},
    {"CONTEXT_COMPLEX_PROCUREMENT", {"complex procurement", "komplexe Beschaffung"}},
    {"CONTEXT_EARLY_DISCOVERY", {"early discovery", "frühe Erkundung"}},
    {"CONTEXT_LARGE_ENTERPRISE", {"large enterprise", "Großunternehmen"}},
    {"CONTEXT_NEW_FEATURE", {"new feature", "neue Funktion"}},
    {"CONTEXT_SCALING", {"scaling", "Skalierung"}},
    {"CONTEXT_SELF_SERVICE", {"self-service", "Selbstbedienung"}},
    {"COURSE_BROKEN", {"broken", "gebrochen"}},
    {"COURSE_KEPT", {"kept", "gehalten"}},
    {"COURSE_OPEN", {"open", "offen"}},
    {"COURSE_RETRACTED", {"retracted", "zurückgenommen"}},
    {"COURSE_SUPERSEDED", {"superseded", "ersetzt"}},
    {"COURSE_VOID", {"void", "hinfällig"}},
    {"EXCESS_CONDITION", {"condition", "Bedingung"}},
    {"EXCESS_CUSTOMER", {"customer", "Kunde"}},
    {"EXCESS_DATE", {"date", "Termin"}},
    {"EXCESS_SCOPE", {"scope", "Umfang"}},
    {"FOCUS_CUSTOMER_LED", {"customer-led", "kundengetrieben"}},
    {"FOCUS_PRODUCT_LED", {"product-led", "produktgetrieben"}},
    {"FOCUS_SALES_LED", {"sales-led", "vertriebsgetrieben"}},
    {"OUTCOME_APPROVED", {"approved", "freigegeben"}},
    {"OUTCOME_AS_IS", {"as is", "kann es schon"}},
    {"OUTCOME_DECLINED", {"declined", "abgelehnt"}},
    {"OUTCOME_DEFERRED", {"deferred", "zurückgestellt"}},
    {"OUTCOME_DUPLICATE", {"duplicate", "Duplikat"}},
    {"OUTCOME_SERVICES", {"services", "als Dienstleistung"}},
    {"ROLE_ADMIN", {"admin", "Verwaltung"}},
    {"ROLE_AUDITOR", {"auditor", "Revision"}},
    {"ROLE_INTEGRATION", {"integration", "Integration"}},
    {"ROLE_LEADER", {"leader", "Leitung"}},
    {"ROLE_PRESALES", {"pre-sales", "Pre-Sales"}},
    {"ROLE_PRODUCT_MANAGER", {"product manager", "Produktmanagement"}},
    {"ROLE_SALES", {"sales", "Vertrieb"}},
    {"ROLE_SERVICE", {"service", "Dienst"}},
    {"ROLE_TOOL", {"tool", "Werkzeug"}},
    {"STANDING_AGAINST_DECISION", {"AGAINST DECISION", "GEGEN ENTSCHEIDUNG"}},
    {"STANDING_COVERED", {"covered", "gedeckt"}},
    {"STANDING_EXCEEDS", {"EXCEEDS", "ÜBERSCHREITET"}},
    {"STANDING_PENDING", {"PENDING", "UNENTSCHIEDEN"}},
    {"STANDING_UNREQUESTED", {"UNREQUESTED", "NICHT GEFRAGT"}},
    {"STATE_DECIDED", {"decided", "entschieden"}},
    {"STATE_FAILED", {"failed", "nicht erfüllt"}},
    {"STATE_IN_FORCE", {"in force", "in Kraft"}},
    {"STATE_IN_REVIEW", {"in review", "vorgelegt"}},
    {"STATE_LAPSED", {"lapsed", "abgelaufen"}},
    {"STATE_MERGED", {"merged", "zusammengeführt"}},
    {"STATE_MET", {"met", "erfüllt"}},
    {"STATE_NEEDS_EVIDENCE", {"needs evidence", "braucht Belege"}},
    {"STATE_OPEN", {"open", "offen"}},
    {"STATE_REVOKED", {"revoked", "widerrufen"}},
    {"STATE_SUBMITTED", {"submitted", "eingereicht"}},
    {"STATE_SUPERSEDED", {"superseded", "ersetzt"}},
    {"STATE_WITHDRAWN", {"withdrawn", "zurückgezogen"}},
    {"VERDICT_ALIGNED", {"aligned, a theme wants it", "passt, ein Thema will es"}},
    {"VERDICT_AS_IS", {"as is, the product does it today", "kann das Produkt schon heute"}},
    {"VERDICT_CONFLICTS", {"conflicts with the strategy", "widerspricht der Strategie"}},
    {"VERDICT_ON_ROADMAP", {"on the roadmap", "auf der Roadmap"}},
    {"VERDICT_UNCLEAR",
     {"unclear, the strategy does not say", "unklar, die Strategie sagt nichts"}},
    {"feasibility.KIND_AS_IS", {"yes, as it is", "ja, so wie es ist"}},
    {"feasibility.KIND_CONFIGURATION",
     {"yes, by configuration or extension", "ja, durch Konfiguration oder Erweiterung"}},
    {"feasibility.KIND_CONFLICTS",
     {"no, the strategy speaks against it", "nein, die Strategie spricht dagegen"}},
    {"feasibility.KIND_NEEDS_CHANGE",
     {"not today, it would need a change", "heute nicht, dafür braucht es eine Änderung"}},
    {"feasibility.KIND_ON_ROADMAP", {"not yet, it is planned", "noch nicht, es ist geplant"}},
    {"feasibility.KIND_UNSPECIFIED", {"nothing is known", "nichts bekannt"}},
    {"allowance.KIND_APPROVAL", {"approval", "Freigabe"}},
    {"allowance.KIND_CAPABILITY", {"capability", "Fähigkeit"}},
    {"allowance.KIND_CLEARANCE", {"clearance", "Auskunft"}},
    {"allowance.KIND_ROADMAP_ITEM", {"promisable roadmap item", "zusagbares Roadmap-Vorhaben"}},
    {"allowance.KIND_SERVICES", {"services", "Dienstleistung"}},
    {"element.KIND_CAPABILITY", {"Capabilities", "Fähigkeiten"}},
    {"element.KIND_GUARDRAIL", {"Guardrails", "Leitplanken"}},
    {"element.KIND_NON_GOAL", {"Non-goals", "Nicht-Ziele"}},
    {"element.KIND_ROADMAP_ITEM", {"Roadmap", "Roadmap"}},
    {"element.KIND_THEME", {"Themes", "Themen"}},
};

}  // namespace

std::string EnumWord(std::string_view value_name, Language language) {
  for (const EnumPhrase& entry : kEnumPhrases) {
    if (entry.value == value_name) return std::string(entry.phrase.in(language));
  }
  std::string word(value_name.substr(std::min(value_name.find('_'), value_name.size() - 1) + 1));
  std::transform(word.begin(), word.end(), word.begin(),
                 [](unsigned char c) { return c == '_' ? ' ' : std::tolower(c); });
  return word;
}

}  // namespace zusage::cli
