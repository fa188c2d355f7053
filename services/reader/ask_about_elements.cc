// SPDX-License-Identifier: Apache-2.0
#include "services/reader/ask_about_elements.h"

#include <string>
#include <vector>

#include "services/base/log.h"
#include "services/base/status_macros.h"

namespace zusage::reader {
namespace {

using storage::ElementSuggestions;
using storage::OpinionRepository;
using storage::ReaderCall;
using storage::SuggestionRepository;

constexpr int kAskedInARound = 64;

}  // namespace

AskElements::AskElements(storage::Store& store, const Clock& clock, SecondReader& reader,
                         Budget budget, absl::Duration longest_call, ReaderFigures& figures)
    : store_(store),
      clock_(clock),
      reader_(reader),
      budget_(budget),
      longest_call_(longest_call),
      figures_(figures) {}

absl::StatusOr<AskElements::Step> AskElements::TakeIn(storage::WriteTransaction& tx,
                                                      const ElementSuggestions& due,
                                                      ReaderCall& call) {
  ZUSAGE_ASSIGN_OR_RETURN(
      const bool over_budget,
      WaitIfOverBudget(tx, call.product, static_cast<int64_t>(call.message.size()), budget_,
                       call.time));
  if (over_budget) return Step::kOverBudget;
  ZUSAGE_ASSIGN_OR_RETURN(
      const bool taken,
      SuggestionRepository::Take(tx, due, call.time, call.time + longest_call_ + kReserve));
  if (!taken) return Step::kNothing;
  // Of all that the element ever read.
  ZUSAGE_ASSIGN_OR_RETURN(const std::vector<ReaderCall> before,
                          OpinionRepository::CallsAbout(tx, call.request, 1));
  call.number = before.empty() ? 1 : before.front().number + 1;
  ZUSAGE_RETURN_IF_ERROR(OpinionRepository::AddCall(tx, call));
  return Step::kAsk;
}

absl::StatusOr<AskElements::Step> AskElements::Take(const ElementSuggestions& due,
                                                    ReaderCall& call) {
  Step step = Step::kNothing;
  ZUSAGE_RETURN_IF_ERROR(store_.WriteAndWait([&](storage::Unit& unit) -> absl::Status {
    ZUSAGE_ASSIGN_OR_RETURN(step, TakeIn(unit.tx(), due, call));
    return absl::OkStatus();
  }));
  return step;
}

absl::StatusOr<bool> AskElements::Record(const ElementSuggestions& due, const ReaderCall& call,
                                         const ElementReading& reading) {
  const absl::Time now = clock_.Now();
  const bool again = MayPass(reading.failure) && due.calls + 1 < kMostCalls;
  ElementSuggestions settled = due;
  settled.state = reading.failure == Failure::kNone ? State::kGiven : State::kNone;
  settled.failure = reading.failure;
  settled.suggestions = reading.suggestions;
  settled.model = call.model;
  ZUSAGE_RETURN_IF_ERROR(store_.WriteAndWait([&](storage::Unit& unit) -> absl::Status {
    ZUSAGE_RETURN_IF_ERROR(OpinionRepository::EndCall(unit.tx(), call, reading.failure));
    if (again) {
      return SuggestionRepository::Postpone(unit.tx(), due.asked, reading.failure,
                                            now + PauseAfter(due.calls, reading.retry_after));
    }
    return SuggestionRepository::Settle(unit.tx(), settled, now);
  }));
  if (reading.failure != Failure::kNone) {
    ++figures_.failed;
    Log(Severity::kWarning, "second_reader_no_suggestions",
        {{"element", call.request}, {"failure", std::string(NameOf(reading.failure))}});
  }
  return !again;
}

absl::StatusOr<bool> AskElements::AskAbout(const ElementSuggestions& due) {
  ReaderCall call{.request = due.asked.name(),
                  .product = due.asked.product,
                  .time = clock_.Now(),
                  .address = reader_.address(),
                  .model = reader_.model(),
                  .message = reader_.Compose(due.asked.question)};
  ZUSAGE_ASSIGN_OR_RETURN(const Step step, Take(due, call));
  if (step != Step::kAsk) return false;
  figures_.sent_bytes += static_cast<int64_t>(call.message.size());
  const ElementReading reading = reader_.Ask(call.message, due.asked.question);
  failures_in_a_row_ = MayPass(reading.failure) ? failures_in_a_row_ + 1 : 0;
  return Record(due, call, reading);
}

absl::StatusOr<int> AskElements::Run() {
  std::vector<ElementSuggestions> due;
  ZUSAGE_RETURN_IF_ERROR(store_.Read([&](storage::ReadTransaction& tx) -> absl::Status {
    ZUSAGE_ASSIGN_OR_RETURN(due, SuggestionRepository::Due(tx, clock_.Now(), kAskedInARound));
    return absl::OkStatus();
  }));
  int settled = 0;
  failures_in_a_row_ = 0;
  for (const ElementSuggestions& one : due) {
    if (failures_in_a_row_ == kFailuresInARow) break;
    ZUSAGE_ASSIGN_OR_RETURN(const bool done, AskAbout(one));
    if (done) ++settled;
  }
  return settled;
}

}  // namespace zusage::reader
