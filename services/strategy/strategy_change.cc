// SPDX-License-Identifier: Apache-2.0
#include "services/strategy/strategy_change.h"

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <utility>

#include "services/base/log.h"
#include "services/base/status_macros.h"
#include "services/review/domain/request_history.h"
#include "services/strategy/open_requests.h"
#include "storage/decision_repository.h"
#include "storage/element_citations.h"
#include "storage/strategy_repository.h"

namespace zusage::strategy {
namespace {

using storage::PublishedStrategy;
using storage::ReadTransaction;

std::string NameOf(const std::string& product, const std::string& element) {
  return product + "/elements/" + element;
}

// The decision in force that a request's history ends with, if it is not revoked; or null.
const review::Decision* InForce(const review::RequestHistory& history) {
  const review::Decision* decision = review::DecisionAt(history, storage::kNewest);
  if (decision == nullptr || !decision->approval.has_value()) return decision;
  const bool revoked = std::any_of(
      history.revocations.begin(), history.revocations.end(),
      [&](const review::Revocation& r) { return r.approval == decision->approval->name; });
  return revoked ? nullptr : decision;
}

// How many decisions in force answer with `element` or displaced it.
absl::StatusOr<int> CountDecisions(ReadTransaction& tx, const std::string& element) {
  ZUSAGE_ASSIGN_OR_RETURN(const std::vector<std::string> answered,
                          storage::RequestsAnsweredWith(tx, element));
  std::set<std::string> requests(answered.begin(), answered.end());
  ZUSAGE_ASSIGN_OR_RETURN(const std::vector<review::Displacement> displacements,
                          storage::DecisionRepository::DisplacementsOf(tx, element));
  for (const review::Displacement& displacement : displacements) {
    requests.insert(displacement.request);
  }
  int count = 0;
  for (const std::string& request : requests) {
    ZUSAGE_ASSIGN_OR_RETURN(const review::RequestHistory history,
                            storage::DecisionRepository::History(tx, request));
    const review::Decision* decision = InForce(history);
    if (decision == nullptr) continue;
    const bool displaced = decision->approval.has_value() &&
                           std::count(decision->approval->displaced.begin(),
                                      decision->approval->displaced.end(), element) > 0;
    if (displaced || decision->as_is_element == element) ++count;
  }
  return count;
}

JudgedWish SaidBy(const alignment::Assessment& assessment) {
  return {.verdict = assessment.verdict,
          .confidence = assessment.confidence,
          .firm = assessment.firm,
          .element = ""};
}

// Finds out, step by step, what one publication changes.
class Publication {
 public:
  Publication(storage::Store& store, const PublishStrategyInput& input, WishJudge* judge,
              absl::Time now)
      : store_(store), input_(input), judge_(judge), now_(now) {}

  absl::StatusOr<StrategyChange> Run() {
    ZUSAGE_RETURN_IF_ERROR(store_.Read([&](ReadTransaction& tx) { return FindBefore(tx); }));
    if (!follows_) return StrategyChange();
    if (before_.document != nullptr) FindRetired();
    if (judge_ != nullptr) {
      change_.difference = DifferenceBetween(
          before_.document == nullptr ? Strategy() : *before_.document, *input_.document);
    }
    if (judge_ != nullptr || !retired_.empty()) {
      ZUSAGE_RETURN_IF_ERROR(GoThroughRequests());
      ZUSAGE_RETURN_IF_ERROR(store_.Read([&](ReadTransaction& tx) { return CountCitations(tx); }));
    }
    if (judge_ != nullptr && before_.document != nullptr) {
      ZUSAGE_RETURN_IF_ERROR(store_.Read([&](ReadTransaction& tx) { return FindAtRisk(tx); }));
    }
    NameRetired();
    return std::move(change_);
  }

 private:
  absl::Status FindBefore(ReadTransaction& tx) {
    before_ = PublishedStrategy();
    absl::StatusOr<PublishedStrategy> current =
        storage::StrategyRepository::Current(tx, input_.product);
    if (current.ok()) {
      before_ = *std::move(current);
    } else if (!absl::IsNotFound(current.status())) {
      return current.status();
    }
    follows_ = before_.version == input_.base_version;
    return absl::OkStatus();
  }

  void FindRetired() {
    std::set<std::string> kept;
    for (const Element& element : input_.document->elements) kept.insert(element.id);
    for (const Element& element : before_.document->elements) {
      if (kept.contains(element.id)) continue;
      retired_[element.id].element = {element.id, element.title, element.kind, before_.version};
    }
  }

  absl::Status GoThroughRequests() {
    OpenRequests open(store_, input_.product, now_);
    for (;;) {
      ZUSAGE_ASSIGN_OR_RETURN(const std::vector<OpenRequest> batch, open.Next());
      if (batch.empty()) return absl::OkStatus();
      change_.open_requests_count += static_cast<int>(batch.size());
      for (const OpenRequest& request : batch) CountFindings(request);
      if (judge_ != nullptr && !change_.requests_not_judged) JudgeAgain(batch);
    }
  }

  void CountFindings(const OpenRequest& request) {
    if (retired_.empty() || !request.assessment.has_value()) return;
    std::set<std::string> cited;
    for (const alignment::Finding& finding : request.assessment->findings) {
      cited.insert(finding.element);
    }
    for (const std::string& element : cited) {
      const auto found = retired_.find(element);
      if (found != retired_.end()) ++found->second.open_requests;
    }
  }

  void JudgeAgain(const std::vector<OpenRequest>& batch) {
    std::vector<alignment::Wish> wishes;
    for (const OpenRequest& request : batch) wishes.push_back(request.wish);
    const absl::StatusOr<std::vector<JudgedWish>> judged = judge_->Judge(*input_.document, wishes);
    if (!judged.ok()) {
      Log(Severity::kWarning, "preview_not_judged",
          {{"product", input_.product}, {"status", judged.status().ToString()}});
      change_.requests_not_judged = true;
      change_.requests.clear();
      change_.requests_count = 0;
      return;
    }
    for (size_t i = 0; i < batch.size(); ++i) Compare(batch[i], (*judged)[i]);
  }

  // What was not checked yet is not judged differently.
  void Compare(const OpenRequest& request, const JudgedWish& after) {
    if (!request.assessment.has_value()) return;
    const JudgedWish before = SaidBy(*request.assessment);
    if (before.verdict == after.verdict && before.firm == after.firm) return;
    ++change_.requests_count;
    if (change_.requests.size() == kMaxNamed) return;
    change_.requests.push_back({request.head, request.wish.title, before, after});
  }

  absl::Status CountCitations(ReadTransaction& tx) {
    for (auto& [id, cited] : retired_) {
      const std::string name = NameOf(input_.product, id);
      ZUSAGE_ASSIGN_OR_RETURN(cited.decisions, CountDecisions(tx, name));
      ZUSAGE_ASSIGN_OR_RETURN(cited.promises, commitments::CountPromisesAbout(tx, name, now_));
    }
    return absl::OkStatus();
  }

  absl::Status FindAtRisk(ReadTransaction& tx) {
    PublishedStrategy next = before_;
    ++next.version;
    next.document = input_.document;
    ZUSAGE_ASSIGN_OR_RETURN(change_.promises,
                            commitments::PromisesAtRisk(tx, std::move(next), now_));
    change_.promises_count = static_cast<int>(change_.promises.size());
    if (change_.promises.size() > kMaxNamed) change_.promises.resize(kMaxNamed);
    return absl::OkStatus();
  }

  void NameRetired() {
    for (auto& [id, cited] : retired_) {
      if (cited.citations() > 0) change_.retired.push_back(std::move(cited));
    }
    std::stable_sort(
        change_.retired.begin(), change_.retired.end(),
        [](const CitedElement& a, const CitedElement& b) { return a.citations() > b.citations(); });
    change_.retired_count = static_cast<int>(change_.retired.size());
    if (change_.retired.size() > kMaxNamed) change_.retired.resize(kMaxNamed);
  }

  storage::Store& store_;
  const PublishStrategyInput& input_;
  WishJudge* const judge_;
  const absl::Time now_;
  PublishedStrategy before_;  // without a document before the first publication
  bool follows_ = false;
  std::map<std::string, CitedElement> retired_;  // all that go, by id
  StrategyChange change_;
};

}  // namespace

absl::StatusOr<StrategyChange> ChangeBy(storage::Store& store, const PublishStrategyInput& input,
                                        WishJudge* judge, absl::Time now) {
  return Publication(store, input, judge, now).Run();
}

}  // namespace zusage::strategy
