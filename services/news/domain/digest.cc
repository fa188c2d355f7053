// SPDX-License-Identifier: Apache-2.0
#include "services/news/domain/digest.h"

#include "absl/strings/str_cat.h"
#include "services/base/resource_name.h"
#include "services/base/time.h"
#include "services/commitments/domain/explain.h"

namespace zusage::news {

Text HeadingOf(Topic topic) {
  switch (topic) {
    case Topic::kUnspecified:
      break;
    case Topic::kDecided:
      return {"Decided", "Entschieden"};
    case Topic::kPromised:
      return {"Promised", "Zugesagt"};
    case Topic::kUnilateral:
      return {"Unilateral promises", "Eigenmächtige Zusagen"};
    case Topic::kLostGround:
      return {"Promises that lost their ground", "Zusagen, die den Boden verloren haben"};
    case Topic::kOverdue:
      return {"Overdue", "Überfällig"};
    case Topic::kHeard:
      return {"What the field hears", "Was draußen zu hören ist"};
  }
  return {};
}

Text NothingOf(Topic topic) {
  switch (topic) {
    case Topic::kUnspecified:
      break;
    case Topic::kDecided:
      return {"Nothing was decided.", "Nichts wurde entschieden."};
    case Topic::kPromised:
      return {"No promise was recorded.", "Keine Zusage wurde erfasst."};
    case Topic::kUnilateral:
      return {"None: all that was promised was covered.", "Keine: Alles Zugesagte war gedeckt."};
    case Topic::kLostGround:
      return {"None.", "Keine."};
    case Topic::kOverdue:
      return {"Nothing: no decision and no delivery is late.",
              "Nichts: Keine Entscheidung und keine Lieferung ist im Verzug."};
    case Topic::kHeard:
      return {"No request came in.", "Kein Wunsch ging ein."};
  }
  return {};
}

Text TitleOf(const Digest& digest) {
  return commitments::FillIn(
      {"{product}: the week from {first} to {last}", "{product}: die Woche vom {first} bis {last}"},
      {{"product", std::string(LastSegment(digest.product))},
       {"first", FormatDate(digest.week.first_day)},
       {"last", FormatDate(digest.week.last_day)}});
}

Text ForewordOf(const Digest& digest) {
  Text foreword;
  if (!digest.is_over) {
    foreword = {"This week is not over; it is told as far as it has come.",
                "Diese Woche ist nicht vorbei; es steht da, was bisher geschah."};
  }
  if (!digest.is_whole) {
    commitments::Append(foreword, {"There is more than could be counted: numbers are at least so.",
                                   "Es gibt mehr, als gezählt werden konnte: Zahlen sind "
                                   "Mindestzahlen."});
  }
  return foreword;
}

Text RestOf(const DigestSection& section) {
  const int rest = section.total_count - static_cast<int>(section.lines.size());
  if (rest <= 0) return {};
  return {absl::StrCat("and ", rest, " more"), absl::StrCat("und ", rest, " weitere")};
}

}  // namespace zusage::news
