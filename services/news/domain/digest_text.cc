// SPDX-License-Identifier: Apache-2.0
#include "services/news/domain/digest_text.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/commitments/domain/explain.h"

namespace zusage::news {
namespace {

using commitments::FillIn;
using commitments::Standing;
using review::Outcome;

// "1 day", "3 days"; "1 Tag", "3 Tage".
Text Count(int64_t count, const Text& one, const Text& many) {
  const Text& noun = count == 1 ? one : many;
  return {absl::StrCat(count, " ", noun.english), absl::StrCat(count, " ", noun.german)};
}

Text Days(int64_t days) { return Count(days, {"day", "Tag"}, {"days", "Tage"}); }
Text Requests(int64_t count) {
  return Count(count, {"request", "Wunsch"}, {"requests", "Wünsche"});
}
Text Promises(int64_t count) {
  return Count(count, {"promise", "Zusage"}, {"promises", "Zusagen"});
}

// Texts put together piece by piece, in both languages at once.
Text operator+(Text a, const Text& b) {
  a.english += b.english;
  a.german += b.german;
  return a;
}

Text Same(std::string text) { return {text, text}; }

Text Join(const std::vector<Text>& texts, const Text& separator) {
  Text joined;
  for (const Text& text : texts) {
    if (!joined.english.empty()) joined = joined + separator;
    joined = joined + text;
  }
  return joined;
}

Text WordOf(Outcome outcome) {
  switch (outcome) {
    case Outcome::kUnspecified:
      break;
    case Outcome::kApproved:
      return {"approved", "freigegeben"};
    case Outcome::kDeclined:
      return {"declined", "abgelehnt"};
    case Outcome::kDeferred:
      return {"deferred", "zurückgestellt"};
    case Outcome::kAsIs:
      return {"answered “as is”", "mit „kann es schon“ beantwortet"};
    case Outcome::kServices:
      return {"services", "als Dienstleistung"};
    case Outcome::kDuplicate:
      return {"merged into another request", "mit einem anderen Wunsch zusammengeführt"};
  }
  return {};
}

Text WordOf(Standing standing) {
  switch (standing) {
    case Standing::kUnspecified:
      break;
    case Standing::kCovered:
      return {"covered", "gedeckt"};
    case Standing::kExceeds:
      return {"beyond what is allowed", "über das Erlaubte hinaus"};
    case Standing::kPending:
      return {"before the decision", "vor der Entscheidung"};
    case Standing::kUnrequested:
      return {"without having asked", "ohne gefragt zu haben"};
    case Standing::kAgainstDecision:
      return {"against the decision", "gegen die Entscheidung"};
  }
  return {};
}

std::string Grouped(int64_t units, char separator) {
  std::string digits = std::to_string(units);
  for (int at = static_cast<int>(digits.size()) - 3; at > 0; at -= 3)
    digits.insert(at, 1, separator);
  return digits;
}

Text Amount(const Money& money) {
  return {absl::StrCat(Grouped(money.units, ','), " ", money.currency_code),
          absl::StrCat(Grouped(money.units, '.'), " ", money.currency_code)};
}

// " At stake: 1,200 EUR, 300 USD."; "" if no deal says an amount.
Text AtStake(absl::Span<const PromisedFact> promises) {
  std::set<std::string_view> deals;
  std::map<std::string, int64_t> sums;  // by currency
  for (const PromisedFact& promise : promises) {
    if (promise.never_made || !promise.at_stake.has_value()) continue;
    if (!deals.insert(promise.deal).second) continue;
    sums[promise.at_stake->currency_code] += promise.at_stake->units;
  }
  if (sums.empty()) return {};
  std::vector<Text> amounts;
  for (const auto& [currency, units] : sums) amounts.push_back(Amount({currency, units}));
  return Text{" At stake: ", " Es geht um "} + Join(amounts, {", ", ", "}) + Same(".");
}

}  // namespace

// --- decisions ----------------------------------------------------------------------------------

void SortDecided(std::vector<DecidedFact>& decisions) {
  std::ranges::sort(decisions, {}, [](const DecidedFact& decision) {
    const absl::Duration lateness =
        decision.late() ? decision.decide_time - decision.due_time : absl::ZeroDuration();
    return std::make_tuple(-lateness, -decision.position);
  });
}

Text DecidedText(const DecidedFact& decision, std::string_view reason, absl::TimeZone zone) {
  Text text = WordOf(decision.outcome);
  if (decision.late()) {
    const int64_t days = DayOf(decision.decide_time, zone) - DayOf(decision.due_time, zone);
    text = text + (days == 0 ? Text{", hours late", ", um Stunden verspätet"}
                             : FillIn({", {days} late", ", {tage} zu spät"},
                                      {{"days", Days(days).english}, {"tage", Days(days).german}}));
  }
  return reason.empty() ? text + Same(".") : text + Same(absl::StrCat(": ", std::string(reason)));
}

Text DecidedNote(absl::Span<const DecidedFact> decisions) {
  std::map<Outcome, int> outcomes;
  int late = 0;
  for (const DecidedFact& decision : decisions) {
    ++outcomes[decision.outcome];
    if (decision.late()) ++late;
  }
  if (outcomes.empty()) return {};
  std::vector<Text> counts;
  for (const auto& [outcome, count] : outcomes) {
    counts.push_back(Same(absl::StrCat(count, " ")) + WordOf(outcome));
  }
  Text note = Join(counts, {", ", ", "}) + Same(".");
  if (late > 0) {
    note = note + Text{absl::StrCat(" ", late, " came after the day by which it was asked for."),
                       absl::StrCat(" Nach dem Tag, bis zu dem gefragt war: ", late, ".")};
  }
  return note;
}

// --- promises -----------------------------------------------------------------------------------

Text PromisedText(const PromisedFact& promise) {
  std::vector<Text> parts = {WordOf(promise.when_made)};
  if (promise.never_made) parts = {{"was never made, as it turned out", "war nie gegeben worden"}};
  if (promise.disputed) parts.push_back({"disputed", "angefochten"});
  if (promise.due.has_value()) {
    const std::string due = FormatDate(*promise.due);
    parts.push_back({"due " + due, "fällig am " + due});
  }
  if (promise.at_stake.has_value()) {
    parts.push_back(Amount(*promise.at_stake) + Text{" at stake", " im Spiel"});
  }
  return Join(parts, {"; ", "; "}) + Same(".");
}

Text PromisedNote(absl::Span<const PromisedFact> promises) {
  if (promises.empty()) return {};
  const auto never_made = std::ranges::count_if(promises, &PromisedFact::never_made);
  const auto unilateral = std::ranges::count_if(promises, &PromisedFact::unilateral);
  const auto made = static_cast<int64_t>(promises.size()) - never_made;
  return Promises(made) +
         Text{absl::StrCat(", ", made - unilateral, " covered, ", unilateral, " unilateral."),
              absl::StrCat(", ", made - unilateral, " gedeckt, ", unilateral, " eigenmächtig.")} +
         AtStake(promises);
}

Text UngroundedText(const PromisedFact& promise, Standing standing, const Text& reason) {
  Text text = WordOf(standing);
  text = reason.english.empty() ? text + Same(".") : text + Same(": ") + reason;
  return text + AtStake({&promise, 1});
}

Text UnilateralNote(absl::Span<const PromisedFact> promises) {
  if (promises.empty()) return {};
  return Promises(static_cast<int64_t>(promises.size())) +
         Text{" not covered when made.", ", bei der Zusage nicht gedeckt."} + AtStake(promises);
}

Text LostGroundNote(absl::Span<const PromisedFact> promises, int before) {
  Text note;
  if (!promises.empty()) {
    note = Promises(static_cast<int64_t>(promises.size())) +
           Text{" lost ground: the organisation moved, not who promised.",
                " ohne den Boden von einst: Bewegt hat sich die Organisation, nicht wer zugesagt "
                "hat."} +
           AtStake(promises);
  }
  if (before > 0) {
    commitments::Append(note, {absl::StrCat("Since earlier weeks without ground: ", before, "."),
                               absl::StrCat("Seit früheren Wochen ohne Boden: ", before, ".")});
  }
  return note;
}

// --- delays -------------------------------------------------------------------------------------

Text OverdueReviewText(Date due, Date today) {
  const Text days = Days(today - due);
  const std::string date = FormatDate(due);
  return {absl::StrCat("Waits for a decision that was due on ", date, ", ", days.english, " ago."),
          absl::StrCat("Wartet auf eine Entscheidung, die am ", date, " fällig war; das ist ",
                       days.german, " her.")};
}

Text OverduePromiseText(const PromisedFact& promise, Date today) {
  Text text;
  if (promise.due.has_value()) {
    const std::string date = FormatDate(*promise.due);
    const Text days = Days(today - *promise.due);
    text = {
        absl::StrCat("Due on ", date, ", ", days.english, " ago, and not delivered. "),
        absl::StrCat("Fällig am ", date, ", das ist ", days.german, " her, und nicht geliefert. ")};
  }
  if (promise.now == Standing::kCovered) {
    return text + Text{"It is covered: product management owes it.",
                       "Sie ist gedeckt: Das Produktmanagement schuldet sie."};
  }
  if (promise.when_made == Standing::kCovered) {
    return text + Text{"It was covered when made and has lost its ground.",
                       "Sie war gedeckt, als sie gegeben wurde, und hat den Boden verloren."};
  }
  return text + Text{"It was never covered.", "Sie war nie gedeckt."};
}

Text OverdueNote(int reviews, int deliveries, int owed) {
  if (reviews + deliveries == 0) return {};
  Text note = Count(reviews, {"decision", "Entscheidung"}, {"decisions", "Entscheidungen"}) +
              Text{" and ", " und "} +
              Count(deliveries, {"delivery", "Lieferung"}, {"deliveries", "Lieferungen"}) +
              Text{" overdue.", " überfällig."};
  if (owed > 0) {
    note =
        note + Text{absl::StrCat(" Of the deliveries, covered and so owed by product "
                                 "management: ",
                                 owed, "."),
                    absl::StrCat(
                        " Davon gedeckt und damit vom Produktmanagement geschuldet: ", owed, ".")};
  }
  return note;
}

// --- wishes -------------------------------------------------------------------------------------

std::vector<HeardGroup> GroupHeard(absl::Span<const HeardFact> requests) {
  struct Counting {
    HeardGroup group;
    std::set<std::string_view> customers;
  };
  std::map<std::string_view, Counting> by_element;
  for (const HeardFact& request : requests) {
    Counting& counting = by_element[request.element];
    counting.group.element = request.element;
    ++counting.group.requests;
    counting.customers.insert(request.customer);
    if (request.position < counting.group.newest_position) continue;
    counting.group.newest_position = request.position;
    counting.group.newest_request = request.request;
  }
  std::vector<HeardGroup> groups;
  for (auto& [element, counting] : by_element) {
    counting.group.customers = static_cast<int>(counting.customers.size());
    groups.push_back(std::move(counting.group));
  }
  std::ranges::stable_sort(groups, {}, [](const HeardGroup& group) {
    return std::make_tuple(-group.customers, -group.requests);
  });
  return groups;
}

Text HeardText(const HeardGroup& group, std::string_view newest_title) {
  Text text;
  if (group.element.empty()) {
    text = {"Nothing in the strategy speaks to it: ", "Dazu sagt die Strategie nichts: "};
  }
  const std::string title(newest_title);
  return text + Requests(group.requests) + Text{" of ", " von "} +
         Count(group.customers, {"customer", "Kunden"}, {"customers", "Kunden"}) +
         Text{", the newest: “" + title + "”", ", der neueste: „" + title + "“"};
}

Text HeardNote(absl::Span<const HeardFact> requests) {
  if (requests.empty()) return {};
  std::set<std::string_view> customers;
  for (const HeardFact& request : requests) customers.insert(request.customer);
  return Requests(static_cast<int64_t>(requests.size())) + Text{" of ", " von "} +
         Count(static_cast<int64_t>(customers.size()), {"customer", "Kunden"},
               {"customers", "Kunden"}) +
         Text{", by the element of the strategy that speaks to them.",
              ", nach dem Element der Strategie, das zu ihnen etwas sagt."};
}

}  // namespace zusage::news
