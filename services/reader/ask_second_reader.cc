// SPDX-License-Identifier: Apache-2.0
#include "services/reader/ask_second_reader.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "services/base/log.h"
#include "services/base/status_macros.h"
#include "services/reader/load_question.h"
#include "storage/crypto.h"
#include "storage/request_repository.h"

namespace zusage::reader {
namespace {

using storage::OpinionRepository;
using storage::ReaderCall;
using storage::WaitingOpinion;

constexpr int kFollowedAtOnce = 256;
constexpr int kAskedInARound = 64;
constexpr absl::Duration kSayInUseEvery = absl::Minutes(1);
constexpr absl::Duration kPause = absl::Milliseconds(500);

std::string FingerprintOf(std::string_view message) {
  const storage::Digest digest = storage::Sha256({message});
  return absl::BytesToHexString(
      absl::string_view(reinterpret_cast<const char*>(digest.data()), digest.size()));
}

}  // namespace

SecondReading::SecondReading(storage::Store& store, const Clock& clock, SecondReader& reader,
                             Budget budget, absl::Duration longest_call, ReaderFigures& figures)
    : store_(store),
      clock_(clock),
      reader_(reader),
      budget_(budget),
      longest_call_(longest_call),
      figures_(figures) {}

absl::StatusOr<bool> SecondReading::FollowSome() {
  int64_t from = 0;
  std::vector<storage::AssessedRequest> assessed;
  ZUSAGE_RETURN_IF_ERROR(store_.Read([&](storage::ReadTransaction& tx) -> absl::Status {
    ZUSAGE_ASSIGN_OR_RETURN(from, OpinionRepository::Followed(tx));
    ZUSAGE_ASSIGN_OR_RETURN(assessed, OpinionRepository::AssessedAfter(tx, from, kFollowedAtOnce));
    return absl::OkStatus();
  }));
  if (assessed.empty()) return false;
  const absl::Time now = clock_.Now();
  ZUSAGE_RETURN_IF_ERROR(store_.WriteAndWait([&](storage::Unit& unit) -> absl::Status {
    ZUSAGE_ASSIGN_OR_RETURN(
        const bool first, OpinionRepository::Advance(unit.tx(), from, assessed.back().assessment));
    if (!first) return absl::OkStatus();
    for (const storage::AssessedRequest& one : assessed) {
      if (one.open) ZUSAGE_RETURN_IF_ERROR(OpinionRepository::Add(unit.tx(), one, now));
    }
    return absl::OkStatus();
  }));
  return assessed.size() == static_cast<size_t>(kFollowedAtOnce);
}

absl::Status SecondReading::Follow() {
  bool more = true;
  while (more) {
    ZUSAGE_ASSIGN_OR_RETURN(more, FollowSome());
  }
  return absl::OkStatus();
}

absl::StatusOr<SecondReading::Step> SecondReading::TakeIn(storage::Unit& unit,
                                                          const WaitingOpinion& waiting,
                                                          const ReaderCall& call,
                                                          const std::string& fingerprint) {
  ZUSAGE_ASSIGN_OR_RETURN(std::optional<SecondOpinion> given,
                          OpinionRepository::FindGiven(unit.tx(), waiting.product, fingerprint));
  if (given.has_value()) {
    given->reused = true;
    given->time = call.time;
    ZUSAGE_RETURN_IF_ERROR(OpinionRepository::Settle(unit.tx(), waiting, *given, fingerprint));
    return Step::kSettled;
  }
  ZUSAGE_ASSIGN_OR_RETURN(
      const bool over_budget,
      WaitIfOverBudget(unit.tx(), waiting.product, static_cast<int64_t>(call.message.size()),
                       budget_, call.time));
  if (over_budget) return Step::kOverBudget;
  ZUSAGE_ASSIGN_OR_RETURN(
      const bool taken,
      OpinionRepository::Take(unit.tx(), waiting, call.time, call.time + longest_call_ + kReserve));
  if (!taken) return Step::kNothing;
  ZUSAGE_RETURN_IF_ERROR(OpinionRepository::AddCall(unit.tx(), call));
  return Step::kAsk;
}

absl::StatusOr<SecondReading::Step> SecondReading::Take(const WaitingOpinion& waiting,
                                                        const ReaderCall& call,
                                                        const std::string& fingerprint) {
  Step step = Step::kNothing;
  ZUSAGE_RETURN_IF_ERROR(store_.WriteAndWait([&](storage::Unit& unit) -> absl::Status {
    ZUSAGE_ASSIGN_OR_RETURN(step, TakeIn(unit, waiting, call, fingerprint));
    return absl::OkStatus();
  }));
  return step;
}

absl::StatusOr<bool> SecondReading::Record(const WaitingOpinion& waiting, const ReaderCall& call,
                                           const Reading& reading, const std::string& fingerprint) {
  const absl::Time now = clock_.Now();
  const bool again = MayPass(reading.failure) && call.number < kMostCalls;
  const bool is_given = reading.failure == Failure::kNone;
  const SecondOpinion opinion{.state = is_given ? State::kGiven : State::kNone,
                              .opinion = reading.opinion,
                              .failure = reading.failure,
                              .model = call.model,
                              .time = now};
  ZUSAGE_RETURN_IF_ERROR(store_.WriteAndWait([&](storage::Unit& unit) -> absl::Status {
    ZUSAGE_RETURN_IF_ERROR(OpinionRepository::EndCall(unit.tx(), call, reading.failure));
    if (again) {
      return OpinionRepository::Postpone(unit.tx(), waiting, reading.failure,
                                         now + PauseAfter(waiting.calls, reading.retry_after));
    }
    return OpinionRepository::Settle(unit.tx(), waiting, opinion, fingerprint);
  }));
  ++(is_given ? figures_.given : figures_.failed);
  if (!is_given && !again) ++figures_.none;
  return !again;
}

// The log says when a reader fails, or fails otherwise, and when it answers again.
void SecondReading::Tell(const ReaderCall& call, const Reading& reading) {
  failures_in_a_row_ = MayPass(reading.failure) ? failures_in_a_row_ + 1 : 0;
  if (reading.failure == told_) return;
  told_ = reading.failure;
  const bool fails = told_ != Failure::kNone;
  Log(fails ? Severity::kWarning : Severity::kInfo,
      fails ? "second_reader_failing" : "second_reader_answers",
      {{"address", call.address},
       {"model", call.model},
       {"failure", std::string(NameOf(told_))},
       {"http_status", std::to_string(reading.http_status)},
       {"request", call.request}});
}

void SecondReading::TellOverBudget(const std::string& product) {
  spent_.insert(product);
  const Date today = DayOf(clock_.Now(), absl::UTCTimeZone());
  Date& told = used_up_[product];
  if (told == today) return;
  told = today;
  ++figures_.over_budget;
  Log(Severity::kWarning, "second_reader_budget_used_up",
      {{"product", product},
       {"daily_calls", std::to_string(budget_.daily_calls)},
       {"daily_bytes", std::to_string(budget_.daily_bytes)}});
}

absl::StatusOr<bool> SecondReading::AskAbout(const WaitingOpinion& waiting) {
  std::optional<Question> question;
  ZUSAGE_RETURN_IF_ERROR(store_.Read([&](storage::ReadTransaction& tx) -> absl::Status {
    ZUSAGE_ASSIGN_OR_RETURN(question, LoadQuestion(tx, waiting.request));
    return absl::OkStatus();
  }));
  if (!question.has_value()) {
    ZUSAGE_RETURN_IF_ERROR(store_.WriteAndWait(
        [&](storage::Unit& unit) { return OpinionRepository::Drop(unit.tx(), waiting); }));
    return false;
  }
  const ReaderCall call{.request = waiting.request,
                        .assessment = waiting.assessment,
                        .number = waiting.calls + 1,
                        .product = waiting.product,
                        .time = clock_.Now(),
                        .address = reader_.address(),
                        .model = reader_.model(),
                        .message = reader_.Compose(*question)};
  const std::string fingerprint = FingerprintOf(call.message);
  ZUSAGE_ASSIGN_OR_RETURN(const Step step, Take(waiting, call, fingerprint));
  if (step == Step::kSettled) ++figures_.reused;
  if (step == Step::kOverBudget) TellOverBudget(waiting.product);
  if (step != Step::kAsk) return step == Step::kSettled;
  figures_.sent_bytes += static_cast<int64_t>(call.message.size());
  const Reading reading = reader_.Ask(call.message, question->candidates);
  Tell(call, reading);
  return Record(waiting, call, reading, fingerprint);
}

absl::Status SecondReading::SayInUse() {
  const absl::Time now = clock_.Now();
  if (now < said_in_use_ + kSayInUseEvery) return absl::OkStatus();
  ZUSAGE_RETURN_IF_ERROR(store_.WriteAndWait([&](storage::Unit& unit) {
    return OpinionRepository::SayInUse(unit.tx(), {.model = reader_.model(),
                                                   .address = reader_.address(),
                                                   .daily_calls = budget_.daily_calls,
                                                   .daily_bytes = budget_.daily_bytes,
                                                   .seen_time = now});
  }));
  said_in_use_ = now;
  return absl::OkStatus();
}

absl::StatusOr<int> SecondReading::Run() {
  ZUSAGE_RETURN_IF_ERROR(SayInUse());
  ZUSAGE_RETURN_IF_ERROR(Follow());
  std::vector<WaitingOpinion> due;
  ZUSAGE_RETURN_IF_ERROR(store_.Read([&](storage::ReadTransaction& tx) -> absl::Status {
    ZUSAGE_ASSIGN_OR_RETURN(due, OpinionRepository::Due(tx, clock_.Now(), kAskedInARound));
    ZUSAGE_ASSIGN_OR_RETURN(figures_.waiting, OpinionRepository::CountWaiting(tx, ""));
    return absl::OkStatus();
  }));
  int settled = 0;
  failures_in_a_row_ = 0;
  spent_.clear();
  for (const WaitingOpinion& waiting : due) {
    if (failures_in_a_row_ == kFailuresInARow) break;
    if (spent_.contains(waiting.product)) continue;
    ZUSAGE_ASSIGN_OR_RETURN(const bool done, AskAbout(waiting));
    if (done) ++settled;
  }
  figures_.waiting -= settled;
  return settled;
}

AskSecondReader::AskSecondReader(storage::Store& store, const Clock& clock,
                                 std::unique_ptr<SecondReader> reader, Budget budget,
                                 absl::Duration longest_call, ReaderFigures& figures)
    : store_(store),
      reader_(std::move(reader)),
      elements_(store, clock, *reader_, budget, longest_call, figures),
      reading_(store, clock, *reader_, budget, longest_call, figures) {
  thread_ = std::thread([this] { Run(); });
}

AskSecondReader::~AskSecondReader() {
  stopping_ = true;
  reader_->Stop();
  thread_.join();
}

// Somebody waits for what is said of elements; nobody does for opinions.
absl::StatusOr<int> AskSecondReader::RunOnce() {
  ZUSAGE_ASSIGN_OR_RETURN(const int elements, elements_.Run());
  ZUSAGE_ASSIGN_OR_RETURN(const int requests, reading_.Run());
  return elements + requests;
}

void AskSecondReader::Run() {
  bool failing = false;
  while (!stopping_) {
    const absl::StatusOr<int> settled = RunOnce();
    if (settled.ok() == failing) {
      failing = !settled.ok();
      Log(failing ? Severity::kWarning : Severity::kInfo,
          failing ? "second_opinions_failing" : "second_opinions_back",
          {{"status", std::string(settled.status().message())}});
    }
    if (settled.ok() && *settled > 0) continue;
    // No news is waited for, only the end of the store: what is assessed now is asked about soon.
    store_.WaitForNews(storage::kNewest, kPause);
  }
}

}  // namespace zusage::reader
