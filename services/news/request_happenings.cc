// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "services/base/resource_name.h"
#include "services/base/status_macros.h"
#include "services/news/happenings.h"
#include "services/review/domain/approval_terms.h"
#include "storage/decision_repository.h"
#include "storage/promise_repository.h"
#include "storage/request_repository.h"

namespace zusage::news {
namespace {

using review::RequestHistory;
using storage::DecisionRepository;
using storage::PromiseRepository;
using storage::RequestRepository;

// Whether `said` has something that was said at `position`.
template <typename Said>
const Said* SaidAt(const std::vector<Said>& said, int64_t position) {
  const auto found = std::ranges::find(said, position, &Said::position);
  return found == said.end() ? nullptr : &*found;
}

// Adds who handed in the request and what was part of it at `position`, and names all of it.
absl::Status AddSubmitters(storage::ReadTransaction& tx, const std::string& request, Part part,
                           int64_t position, std::set<std::string>& seen,
                           std::vector<Concerned>& concerned) {
  if (!seen.insert(request).second) return absl::OkStatus();
  ZUSAGE_ASSIGN_OR_RETURN(const intake::ChangeRequest submitted,
                          RequestRepository::Get(tx, request, position));
  concerned.push_back({part, submitted.submitter});
  ZUSAGE_ASSIGN_OR_RETURN(const RequestHistory history,
                          DecisionRepository::History(tx, request, position));
  for (const review::Merging& merging : history.merged) {
    if (!merging.HoldsAt(position)) continue;
    ZUSAGE_RETURN_IF_ERROR(
        AddSubmitters(tx, merging.request, Part::kMergedSubmitter, position, seen, concerned));
  }
  return absl::OkStatus();
}

// Adds who made promises about items of `request` that are not over.
absl::Status AddPromisers(storage::ReadTransaction& tx, const std::string& request,
                          int64_t position, std::vector<Concerned>& concerned) {
  ZUSAGE_ASSIGN_OR_RETURN(const std::vector<commitments::Promise> promises,
                          PromiseRepository::AboutRequest(tx, request, position));
  for (const commitments::Promise& promise : promises) {
    const bool about = std::ranges::any_of(promise.lines, [&](const commitments::Line& line) {
      return intake::RequestOfItem(promise.ItemOf(line)) == request;
    });
    if (about && !promise.over()) concerned.push_back({Part::kPromiser, promise.promised_by});
  }
  return absl::OkStatus();
}

// Adds everybody whom the answer to a request concerns: see Part.
absl::Status AddConcerned(storage::ReadTransaction& tx, Happening& happening) {
  const int64_t position = happening.news.position;
  std::set<std::string> requests;
  ZUSAGE_RETURN_IF_ERROR(AddSubmitters(tx, happening.news.subject, Part::kSubmitter, position,
                                       requests, happening.concerned));
  for (const std::string& request : requests) {
    ZUSAGE_RETURN_IF_ERROR(AddPromisers(tx, request, position, happening.concerned));
  }
  return absl::OkStatus();
}

// What was said about the request itself by the entry, if anything was.
std::optional<Happening> AnswerIn(const storage::Leaf& entry, const std::set<Meaning>& meanings,
                                  const RequestHistory& history) {
  const review::Decision* decision = SaidAt(history.decisions, entry.position);
  if (decision != nullptr && meanings.contains(Meaning::kMerged)) {
    Happening happening = HappeningBy(entry, Kind::kRequestMerged, history.request);
    happening.news.details = {{"into", decision->duplicate_of}};
    happening.concerned.push_back({Part::kStoodInFor, decision->on_behalf_of});
    return happening;
  }
  if (decision != nullptr && meanings.contains(Meaning::kDecided)) {
    Happening happening = HappeningBy(entry, Kind::kRequestDecided, history.request);
    happening.news.details = {{"outcome", std::string(review::NameOf(decision->outcome))}};
    happening.concerned.push_back({Part::kStoodInFor, decision->on_behalf_of});
    return happening;
  }
  if (meanings.contains(Meaning::kReopened) && SaidAt(history.reopenings, entry.position)) {
    return HappeningBy(entry, Kind::kRequestReopened, history.request);
  }
  if (meanings.contains(Meaning::kEvidenceAsked) &&
      SaidAt(history.evidence_questions, entry.position)) {
    return HappeningBy(entry, Kind::kEvidenceAsked, history.request);
  }
  return std::nullopt;
}

std::string_view NameOf(intake::RoutingCause cause) {
  switch (cause) {
    case intake::RoutingCause::kAssigned:
      return "ASSIGNED";
    case intake::RoutingCause::kEscalated:
      return "ESCALATED";
    case intake::RoutingCause::kReopened:
      return "REOPENED";
    case intake::RoutingCause::kSubmitted:
    case intake::RoutingCause::kReassessed:
    case intake::RoutingCause::kUnspecified:
      break;
  }
  return "";
}

// The review came to somebody, who did not have it already unless it waits anew.
absl::Status AddRouted(storage::ReadTransaction& tx, const storage::Leaf& entry,
                       const std::string& request, std::vector<Happening>& happenings) {
  ZUSAGE_ASSIGN_OR_RETURN(const std::optional<intake::Routing> routing,
                          RequestRepository::LatestRouting(tx, request, entry.position));
  if (!routing.has_value() || routing->owner.empty()) return absl::OkStatus();
  if (routing->cause == intake::RoutingCause::kAssigned) {
    ZUSAGE_ASSIGN_OR_RETURN(const std::optional<intake::Routing> before,
                            RequestRepository::LatestRouting(tx, request, entry.position - 1));
    if (before.has_value() && before->owner == routing->owner) return absl::OkStatus();
  }
  Happening happening = HappeningBy(entry, Kind::kReviewAssigned, request);
  happening.news.details = {{"cause", std::string(NameOf(routing->cause))},
                            {"owner", routing->owner}};
  happening.concerned.push_back({Part::kOwner, routing->owner});
  happenings.push_back(std::move(happening));
  return absl::OkStatus();
}

bool ConcernsRequests(const std::set<Meaning>& meanings) {
  return std::ranges::any_of(meanings, [](Meaning meaning) {
    return meaning == Meaning::kDecided || meaning == Meaning::kMerged ||
           meaning == Meaning::kReopened || meaning == Meaning::kEvidenceAsked;
  });
}

}  // namespace

absl::Status AddAboutRequests(storage::ReadTransaction& tx, const storage::Leaf& entry,
                              const std::set<Meaning>& meanings,
                              std::vector<Happening>& happenings) {
  const bool answers = ConcernsRequests(meanings);
  const bool routes = meanings.contains(Meaning::kRouted);
  if (!answers && !routes) return absl::OkStatus();
  for (const std::string& request : NamesIn(entry, kChangeRequestPattern)) {
    bool reopened = !meanings.contains(Meaning::kReopened);
    if (answers) {
      ZUSAGE_ASSIGN_OR_RETURN(const RequestHistory history,
                              DecisionRepository::History(tx, request, entry.position));
      std::optional<Happening> answer = AnswerIn(entry, meanings, history);
      if (answer.has_value()) {
        reopened = true;
        ZUSAGE_RETURN_IF_ERROR(AddConcerned(tx, *answer));
        happenings.push_back(*std::move(answer));
      }
    }
    // What a reopened request was part of is named, too, and goes nowhere.
    if (routes && reopened) ZUSAGE_RETURN_IF_ERROR(AddRouted(tx, entry, request, happenings));
  }
  return absl::OkStatus();
}

}  // namespace zusage::news
