// SPDX-License-Identifier: Apache-2.0
#include "services/news/digest_lines.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "services/base/status_macros.h"
#include "storage/customer_repository.h"
#include "storage/decision_repository.h"
#include "storage/principal_repository.h"
#include "storage/promise_repository.h"
#include "storage/request_repository.h"

namespace zusage::news {
namespace {

using commitments::JudgedLine;
using commitments::JudgedPromise;
using commitments::LineStanding;

// The number of the line that `standing_of` finds worst.
template <typename StandingOf>
size_t WorstLine(const JudgedPromise& judged, StandingOf standing_of) {
  size_t worst = 0;
  for (size_t i = 1; i < judged.lines.size(); ++i) {
    if (standing_of(judged.lines[i]).standing > standing_of(judged.lines[worst]).standing)
      worst = i;
  }
  return worst;
}

const LineStanding& WhenMade(const JudgedLine& line) { return line.when_made; }
const LineStanding& Now(const JudgedLine& line) { return line.now; }

// The number of the first line that is due on `due`.
size_t LineDue(const commitments::Promise& promise, const std::optional<Date>& due) {
  for (size_t i = 0; i < promise.lines.size(); ++i) {
    if (promise.lines[i].due == due) return i;
  }
  return 0;
}

}  // namespace

absl::Status DigestLines::AddNames(DigestLine& line) {
  if (!line.customer.empty()) {
    ZUSAGE_ASSIGN_OR_RETURN(line.customer,
                            knowledge_.CountedAs(line.customer, knowledge_.view().position));
    ZUSAGE_ASSIGN_OR_RETURN(const auto customer,
                            storage::CustomerRepository::Find(knowledge_.tx(), line.customer));
    if (customer.has_value()) line.customer_display_name = customer->customer.display_name;
  }
  if (line.person.empty()) return absl::OkStatus();
  const auto [person, is_new] = people_.try_emplace(line.person);
  if (is_new) {
    ZUSAGE_ASSIGN_OR_RETURN(const auto found,
                            storage::PrincipalRepository::Find(knowledge_.tx(), line.person));
    if (found.has_value()) person->second = found->principal.display_name;
  }
  line.person_display_name = person->second;
  return absl::OkStatus();
}

absl::StatusOr<DigestLine> DigestLines::AboutRequest(std::string_view request) {
  ZUSAGE_ASSIGN_OR_RETURN(
      intake::ChangeRequest recorded,
      storage::RequestRepository::Get(knowledge_.tx(), request, knowledge_.view().position));
  DigestLine line;
  line.subject = std::move(recorded.name);
  line.title = std::move(recorded.title);
  line.customer = std::move(recorded.customer);
  return line;
}

absl::StatusOr<DigestLine> DigestLines::Decided(const DecidedFact& decision) {
  ZUSAGE_ASSIGN_OR_RETURN(DigestLine line, AboutRequest(decision.request));
  ZUSAGE_ASSIGN_OR_RETURN(const review::RequestHistory* history,
                          knowledge_.HistoryOf(decision.request));
  std::string_view reason;
  if (history != nullptr) {
    const review::Decision* said = review::DecisionAt(*history, decision.position);
    if (said != nullptr) reason = said->reason;
  }
  line.person = decision.decider;
  line.time = decision.decide_time;
  line.text = DecidedText(decision, reason, zone_);
  ZUSAGE_RETURN_IF_ERROR(AddNames(line));
  return line;
}

absl::StatusOr<JudgedPromise> DigestLines::Judge(const PromisedFact& promise) {
  ZUSAGE_ASSIGN_OR_RETURN(
      commitments::Promise recorded,
      storage::PromiseRepository::Get(knowledge_.tx(), promise.name, knowledge_.view().position));
  return commitments::JudgePromise(knowledge_, std::move(recorded));
}

absl::StatusOr<DigestLine> DigestLines::AboutPromise(const commitments::Promise& promise,
                                                     size_t line_number) {
  DigestLine line;
  line.subject = promise.name;
  line.title = promise.lines[line_number].text;
  line.customer = promise.customer;
  line.person = promise.promised_by;
  line.time = promise.made_time;
  ZUSAGE_RETURN_IF_ERROR(AddNames(line));
  return line;
}

absl::StatusOr<DigestLine> DigestLines::Promised(const PromisedFact& promise) {
  ZUSAGE_ASSIGN_OR_RETURN(
      const auto recorded,
      storage::PromiseRepository::Get(knowledge_.tx(), promise.name, knowledge_.view().position));
  ZUSAGE_ASSIGN_OR_RETURN(DigestLine line, AboutPromise(recorded, 0));
  line.text = PromisedText(promise);
  return line;
}

absl::StatusOr<DigestLine> DigestLines::Unilateral(const PromisedFact& promise) {
  ZUSAGE_ASSIGN_OR_RETURN(const JudgedPromise judged, Judge(promise));
  const size_t worst = WorstLine(judged, WhenMade);
  ZUSAGE_ASSIGN_OR_RETURN(DigestLine line, AboutPromise(judged.promise, worst));
  const LineStanding& standing = judged.lines[worst].when_made;
  line.text = UngroundedText(promise, standing.standing, standing.reason);
  return line;
}

absl::StatusOr<DigestLine> DigestLines::LostGround(const PromisedFact& promise) {
  ZUSAGE_ASSIGN_OR_RETURN(const JudgedPromise judged, Judge(promise));
  const size_t worst = WorstLine(judged, Now);
  ZUSAGE_ASSIGN_OR_RETURN(DigestLine line, AboutPromise(judged.promise, worst));
  const LineStanding& standing = judged.lines[worst].now;
  line.text = UngroundedText(promise, standing.standing, standing.reason);
  return line;
}

absl::StatusOr<DigestLine> DigestLines::Undelivered(const PromisedFact& promise) {
  ZUSAGE_ASSIGN_OR_RETURN(
      const auto recorded,
      storage::PromiseRepository::Get(knowledge_.tx(), promise.name, knowledge_.view().position));
  ZUSAGE_ASSIGN_OR_RETURN(DigestLine line, AboutPromise(recorded, LineDue(recorded, promise.due)));
  line.text = OverduePromiseText(promise, today());
  return line;
}

absl::StatusOr<DigestLine> DigestLines::Waiting(const storage::OverdueReview& review) {
  ZUSAGE_ASSIGN_OR_RETURN(DigestLine line, AboutRequest(review.request));
  line.person = review.owner;
  line.time = review.due_time;
  line.text = OverdueReviewText(DayOf(review.due_time, zone_), today());
  ZUSAGE_RETURN_IF_ERROR(AddNames(line));
  return line;
}

absl::StatusOr<DigestLine> DigestLines::Heard(std::string_view product, const HeardGroup& group) {
  ZUSAGE_ASSIGN_OR_RETURN(const DigestLine newest, AboutRequest(group.newest_request));
  DigestLine line;
  line.time = absl::UnixEpoch();
  if (!group.element.empty()) {
    line.subject = absl::StrCat(std::string(product), "/elements/", group.element);
    line.title = group.element;
    ZUSAGE_ASSIGN_OR_RETURN(const strategy::Strategy* strategy,
                            knowledge_.StrategyAt(product, knowledge_.view().position));
    const strategy::Element* element =
        strategy == nullptr ? nullptr : strategy->Find(group.element);
    if (element != nullptr) line.title = element->title;
  }
  line.text = HeardText(group, newest.title);
  return line;
}

}  // namespace zusage::news
