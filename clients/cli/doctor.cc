// SPDX-License-Identifier: Apache-2.0
// zusage doctor
#include <algorithm>
#include <nlohmann/json.hpp>

#include "clients/cli/doctor_checks.h"
#include "clients/cli/nouns.h"
#include "clients/cli/session.h"

namespace zusage::cli {
namespace {

constexpr Phrase kWell{"well", "gut"};
constexpr Phrase kNote{"note", "Hinweis"};
constexpr Phrase kBroken{"broken", "defekt"};
constexpr Phrase kUnknown{"unknown", "unbekannt"};
constexpr Phrase kAllWell{"Everything that is needed works.",
                          "Alles, was nötig ist, funktioniert."};
constexpr Phrase kSomethingBroken{"Something is broken.", "Etwas ist defekt."};

const Phrase& WordFor(Health health) {
  switch (health) {
    case Health::kGood:
      return kWell;
    case Health::kNote:
      return kNote;
    case Health::kBroken:
      return kBroken;
    case Health::kUnknown:
      break;
  }
  return kUnknown;
}

Style StyleOf(Health health) {
  switch (health) {
    case Health::kGood:
      return Style::kGood;
    case Health::kNote:
      return Style::kWarning;
    case Health::kBroken:
      return Style::kBad;
    case Health::kUnknown:
      break;
  }
  return Style::kDim;
}

void Show(const std::vector<Diagnosis>& diagnoses, bool healthy, Page& page) {
  for (const Diagnosis& diagnosis : diagnoses) {
    page.Paragraph({"[" + page.In(WordFor(diagnosis.health)) + "] " + diagnosis.text,
                    StyleOf(diagnosis.health)});
    if (!diagnosis.todo.empty()) page.Paragraph("→ " + diagnosis.todo, 4);
  }
  page.Blank();
  page.Paragraph({page.In(healthy ? kAllWell : kSomethingBroken), Style::kStrong});
}

std::string_view KeyOf(Health health) { return WordFor(health).english; }

// {"healthy", "checks": [{"check", "state", "text", "todo"}]}
std::string Json(const std::vector<Diagnosis>& diagnoses, bool healthy) {
  nlohmann::json json = {{"healthy", healthy}, {"checks", nlohmann::json::array()}};
  for (const Diagnosis& diagnosis : diagnoses) {
    json["checks"].push_back({{"check", diagnosis.check},
                              {"state", KeyOf(diagnosis.health)},
                              {"text", diagnosis.text},
                              {"todo", diagnosis.todo}});
  }
  return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

absl::StatusOr<ExitCode> Doctor(const Arguments&, Session& session) {
  const std::vector<Diagnosis> diagnoses = Diagnose(session);
  const bool healthy =
      std::none_of(diagnoses.begin(), diagnoses.end(),
                   [](const Diagnosis& diagnosis) { return diagnosis.health == Health::kBroken; });
  if (session.json()) {
    *session.environment().out << Json(diagnoses, healthy) << "\n";
  } else {
    Page page = session.out_page();
    Show(diagnoses, healthy, page);
  }
  return healthy ? ExitCode::kOk : ExitCode::kNo;
}

}  // namespace

Noun DoctorNoun() {
  const Phrase help = {"What is well, what is not, and what to do about it",
                       "Was in Ordnung ist, was nicht, und was zu tun ist"};
  return {"doctor", help, {{"doctor", help, {}, &Doctor}}};
}

}  // namespace zusage::cli
