// SPDX-License-Identifier: Apache-2.0
#include "services/news/get_digest.h"

#include <algorithm>
#include <utility>

#include "absl/functional/function_ref.h"
#include "services/alignment/domain/assessment_json.h"
#include "services/base/error.h"
#include "services/base/status_macros.h"
#include "services/commitments/domain/standing.h"
#include "services/commitments/knowledge.h"
#include "services/news/digest_lines.h"
#include "services/news/domain/digest_text.h"
#include "services/news/domain/errors.h"
#include "services/news/week_promises.h"
#include "storage/journal/known_position.h"
#include "storage/strategy_repository.h"
#include "storage/week_repository.h"

namespace zusage::news {
namespace {

using storage::WeekRepository;

// Most decisions, requests and waiting reviews that are looked at.
constexpr int kMaxDecisions = 10'000;
constexpr int kMaxRequests = 5'000;
constexpr int kMaxWaiting = 1'000;

// A section of which the first lines are made by `make`.
template <typename Fact>
absl::StatusOr<DigestSection> SectionOf(
    Topic topic, const std::vector<Fact>& facts, Text note,
    absl::FunctionRef<absl::StatusOr<DigestLine>(const Fact&)> make) {
  DigestSection section{.topic = topic, .total_count = static_cast<int>(facts.size())};
  section.note = std::move(note);
  for (size_t i = 0; i < facts.size() && i < kMaxDigestLines; ++i) {
    ZUSAGE_ASSIGN_OR_RETURN(DigestLine line, make(facts[i]));
    section.lines.push_back(std::move(line));
  }
  return section;
}

// A digest while it is made. Not thread-safe.
class Making {
 public:
  Making(commitments::Knowledge& knowledge, storage::Period period, Digest& digest)
      : knowledge_(knowledge),
        period_(std::move(period)),
        lines_(knowledge, digest.zone),
        digest_(digest) {}

  absl::Status Make() {
    ZUSAGE_ASSIGN_OR_RETURN(const WeekPromises promises,
                            JudgeWeek(knowledge_, period_, digest_.week.begin));
    Took(promises.is_whole);
    ZUSAGE_RETURN_IF_ERROR(AddDecided());
    ZUSAGE_RETURN_IF_ERROR(AddPromised(promises));
    ZUSAGE_RETURN_IF_ERROR(AddOverdue(promises.undelivered));
    return AddHeard();
  }

 private:
  void Took(bool all) { digest_.is_whole = digest_.is_whole && all; }

  absl::Status Add(absl::StatusOr<DigestSection> section) {
    ZUSAGE_RETURN_IF_ERROR(section.status());
    digest_.sections.push_back(*std::move(section));
    return absl::OkStatus();
  }

  absl::Status AddDecided();
  absl::Status AddPromised(const WeekPromises& promises);
  absl::Status AddOverdue(const std::vector<PromisedFact>& undelivered);
  absl::Status AddHeard();

  commitments::Knowledge& knowledge_;
  const storage::Period period_;
  DigestLines lines_;
  Digest& digest_;
};

absl::Status Making::AddDecided() {
  ZUSAGE_ASSIGN_OR_RETURN(const auto found,
                          WeekRepository::Decisions(knowledge_.tx(), period_, kMaxDecisions));
  Took(found.size() < static_cast<size_t>(kMaxDecisions));
  std::vector<DecidedFact> decisions;
  for (const storage::WeekDecision& decision : found) {
    decisions.push_back({decision.request, decision.outcome, decision.decider, decision.decide_time,
                         decision.due_time, decision.position});
  }
  SortDecided(decisions);
  return Add(SectionOf<DecidedFact>(
      Topic::kDecided, decisions, DecidedNote(decisions),
      [this](const DecidedFact& decision) { return lines_.Decided(decision); }));
}

absl::Status Making::AddPromised(const WeekPromises& promises) {
  ZUSAGE_RETURN_IF_ERROR(Add(SectionOf<PromisedFact>(
      Topic::kPromised, promises.recorded, PromisedNote(promises.recorded),
      [this](const PromisedFact& promise) { return lines_.Promised(promise); })));
  std::vector<PromisedFact> unilateral;
  std::ranges::copy_if(promises.recorded, std::back_inserter(unilateral),
                       &PromisedFact::unilateral);
  ZUSAGE_RETURN_IF_ERROR(Add(SectionOf<PromisedFact>(
      Topic::kUnilateral, unilateral, UnilateralNote(unilateral),
      [this](const PromisedFact& promise) { return lines_.Unilateral(promise); })));
  return Add(SectionOf<PromisedFact>(
      Topic::kLostGround, promises.lost_ground,
      LostGroundNote(promises.lost_ground, promises.without_ground_before),
      [this](const PromisedFact& promise) { return lines_.LostGround(promise); }));
}

// Decisions and deliveries share the lines evenly: neither crowds the other out.
absl::Status Making::AddOverdue(const std::vector<PromisedFact>& undelivered) {
  ZUSAGE_ASSIGN_OR_RETURN(
      const auto waiting,
      WeekRepository::Overdue(knowledge_.tx(), period_.product, knowledge_.view().position,
                              knowledge_.view().time, kMaxWaiting));
  Took(waiting.size() < static_cast<size_t>(kMaxWaiting));
  const size_t half = kMaxDigestLines / 2;
  const size_t reviews =
      std::min(waiting.size(), kMaxDigestLines - std::min(half, undelivered.size()));
  const size_t deliveries = std::min(undelivered.size(), kMaxDigestLines - reviews);
  DigestSection section{.topic = Topic::kOverdue,
                        .total_count = static_cast<int>(waiting.size() + undelivered.size())};
  for (size_t i = 0; i < reviews; ++i) {
    ZUSAGE_ASSIGN_OR_RETURN(DigestLine line, lines_.Waiting(waiting[i]));
    section.lines.push_back(std::move(line));
  }
  for (size_t i = 0; i < deliveries; ++i) {
    ZUSAGE_ASSIGN_OR_RETURN(DigestLine line, lines_.Undelivered(undelivered[i]));
    section.lines.push_back(std::move(line));
  }
  const auto owed =
      std::ranges::count(undelivered, commitments::Standing::kCovered, &PromisedFact::now);
  section.note = OverdueNote(static_cast<int>(waiting.size()), static_cast<int>(undelivered.size()),
                             static_cast<int>(owed));
  return Add(std::move(section));
}

// The element that the verdict of a stored assessment rests on; "" if it rests on none.
absl::StatusOr<std::string> ElementOf(const std::string& assessment_json) {
  if (assessment_json.empty()) return std::string();
  ZUSAGE_ASSIGN_OR_RETURN(const alignment::Assessment assessment,
                          alignment::AssessmentFromJson(assessment_json));
  if (assessment.verdict == alignment::Verdict::kUnclear || assessment.elements.empty()) {
    return std::string();
  }
  return assessment.elements.front().element;
}

absl::Status Making::AddHeard() {
  ZUSAGE_ASSIGN_OR_RETURN(const auto found,
                          WeekRepository::Requests(knowledge_.tx(), period_, kMaxRequests));
  Took(found.size() < static_cast<size_t>(kMaxRequests));
  std::vector<HeardFact> requests;
  for (const storage::WeekRequest& request : found) {
    HeardFact heard{.request = request.name, .position = request.position};
    ZUSAGE_ASSIGN_OR_RETURN(heard.element, ElementOf(request.assessment));
    ZUSAGE_ASSIGN_OR_RETURN(heard.customer,
                            knowledge_.CountedAs(request.customer, knowledge_.view().position));
    requests.push_back(std::move(heard));
  }
  return Add(SectionOf<HeardGroup>(
      Topic::kHeard, GroupHeard(requests), HeardNote(requests),
      [this](const HeardGroup& group) { return lines_.Heard(period_.product, group); }));
}

}  // namespace

absl::StatusOr<Digest> GetDigest(storage::ReadTransaction& tx, const GetDigestInput& input,
                                 absl::Time now) {
  ZUSAGE_ASSIGN_OR_RETURN(const storage::PublishedStrategy strategy,
                          storage::StrategyRepository::Current(tx, input.parent));
  Digest digest;
  digest.product = input.parent;
  digest.zone = commitments::CalendarOf(strategy.document.get()).zone;
  digest.week =
      input.week.has_value() ? WeekOf(*input.week, digest.zone) : LastWholeWeek(now, digest.zone);
  if (digest.week.begin > now) {
    return FieldError("week", kWeekInFuture, {{"day", FormatDate(digest.week.first_day)}});
  }
  digest.is_over = digest.week.end < now;
  ZUSAGE_ASSIGN_OR_RETURN(const storage::Store::Head newest, storage::NewestEntry(tx));
  ZUSAGE_ASSIGN_OR_RETURN(
      const storage::Store::Head before,
      storage::EntryKnownAt(tx, digest.week.begin - absl::Microseconds(1), newest.position));
  ZUSAGE_ASSIGN_OR_RETURN(const storage::Store::Head last,
                          storage::EntryKnownAt(tx, digest.week.end, newest.position));
  digest.known_position = last.position;
  commitments::Knowledge knowledge(tx, {last.position, std::min(now, digest.week.end)});
  Making making(knowledge, {input.parent, before.position + 1, last.position}, digest);
  ZUSAGE_RETURN_IF_ERROR(making.Make());
  return digest;
}

}  // namespace zusage::news
