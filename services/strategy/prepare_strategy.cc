// SPDX-License-Identifier: Apache-2.0
#include "services/strategy/prepare_strategy.h"

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <utility>

#include "services/alignment/domain/preparation_proposals.h"
#include "services/alignment/domain/strip_personal.h"
#include "services/base/resource_name.h"
#include "services/base/status_macros.h"
#include "services/intake/domain/draft.h"
#include "services/review/domain/request_history.h"
#include "storage/customer_repository.h"
#include "storage/decision_repository.h"
#include "storage/principal_repository.h"
#include "storage/request_repository.h"
#include "storage/strategy_repository.h"

namespace zusage::strategy {
namespace {

using alignment::BacktestRequest;
using alignment::Verdict;
using storage::ReadTransaction;

constexpr int kBatch = 100;

// The beginning of a text, cut between characters.
std::string Beginning(std::string text) {
  if (text.size() <= kMaxDecidedTextBytes) return text;
  size_t end = kMaxDecidedTextBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  text.resize(end);
  return text;
}

// The best ranked element of one of these kinds, or null.
const Element* FirstOf(const Strategy& document,
                       const std::optional<alignment::Assessment>& assessment,
                       std::initializer_list<ElementKind> kinds) {
  if (!assessment.has_value()) return nullptr;
  for (const alignment::RankedElement& ranked : assessment->elements) {
    const Element* element = document.Find(ranked.element);
    if (element == nullptr) continue;
    if (std::find(kinds.begin(), kinds.end(), element->kind) != kinds.end()) return element;
  }
  return nullptr;
}

// What the check should have said, by what was decided.
void Expect(const review::Decision& decision,
            const std::optional<alignment::Assessment>& assessment, const Strategy& document,
            BacktestRequest& request) {
  const Element* element = nullptr;
  if (decision.outcome == review::Outcome::kAsIs) {
    element = document.Find(LastSegment(decision.as_is_element));
    if (element != nullptr) request.expected = Verdict::kAsIs;
  } else if (decision.outcome == review::Outcome::kApproved) {
    element = FirstOf(document, assessment, {ElementKind::kTheme, ElementKind::kRoadmapItem});
    if (element != nullptr) {
      request.expected =
          element->kind == ElementKind::kTheme ? Verdict::kAligned : Verdict::kOnRoadmap;
      request.acceptable = {Verdict::kAligned, Verdict::kOnRoadmap};
    }
  } else if (decision.outcome == review::Outcome::kDeclined) {
    element = FirstOf(document, assessment, {ElementKind::kNonGoal});
    if (element != nullptr) request.expected = Verdict::kConflicts;
  }
  if (element != nullptr) request.expected_refs = {element->id};
}

absl::StatusOr<alignment::KnownNames> NamesIn(ReadTransaction& tx,
                                              const intake::ChangeRequest& request,
                                              const directory::Customer& customer) {
  alignment::KnownNames names;
  names.customers = customer.aliases;
  names.customers.push_back(customer.display_name);
  for (const std::string& person : {request.submitter, request.recorded_by}) {
    ZUSAGE_ASSIGN_OR_RETURN(const std::optional<directory::RecordedPrincipal> found,
                            storage::PrincipalRepository::Find(tx, person));
    if (found.has_value()) names.people.push_back(found->principal.display_name);
  }
  return names;
}

absl::StatusOr<BacktestRequest> Load(ReadTransaction& tx, const std::string& name,
                                     const Strategy& document) {
  ZUSAGE_ASSIGN_OR_RETURN(const intake::ChangeRequest request,
                          storage::RequestRepository::Get(tx, name));
  ZUSAGE_ASSIGN_OR_RETURN(const directory::RecordedCustomer customer,
                          storage::CustomerRepository::Get(tx, request.customer));
  ZUSAGE_ASSIGN_OR_RETURN(const alignment::KnownNames names,
                          NamesIn(tx, request, customer.customer));
  const alignment::Wish wish = intake::WishOf(request, customer.customer);
  BacktestRequest decided;
  decided.id = name;
  decided.title = alignment::StripPersonal(wish.title, names);
  decided.body = Beginning(alignment::StripPersonal(wish.body + "\n" + wish.problem, names));
  ZUSAGE_ASSIGN_OR_RETURN(const review::RequestHistory history,
                          storage::DecisionRepository::History(tx, name));
  ZUSAGE_ASSIGN_OR_RETURN(const std::optional<alignment::Assessment> assessment,
                          storage::RequestRepository::LatestAssessment(tx, name));
  const review::Decision* decision = review::DecisionAt(history, storage::kNewest);
  if (decision != nullptr) Expect(*decision, assessment, document, decided);
  return decided;
}

// Reads the next requests behind the fact `before`, which it moves on; 0 at the end.
absl::Status LoadBatch(ReadTransaction& tx, const PrepareStrategyInput& input,
                       const Strategy& document, int64_t& before,
                       std::vector<BacktestRequest>& requests) {
  storage::RequestFilter filter;
  filter.product = input.product;
  filter.states = {intake::State::kDecided};
  ZUSAGE_ASSIGN_OR_RETURN(const std::vector<storage::RequestHead> heads,
                          storage::RequestRepository::List(tx, filter, before, kBatch));
  for (const storage::RequestHead& head : heads) {
    ZUSAGE_ASSIGN_OR_RETURN(BacktestRequest request, Load(tx, head.name, document));
    requests.push_back(std::move(request));
  }
  before = heads.empty() ? 0 : heads.back().fact;
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<PrepareStrategyOutput> PrepareStrategy(storage::Store& store,
                                                      const PrepareStrategyInput& input) {
  PrepareStrategyOutput output{.document = input.document, .requests = {}};
  if (output.document == nullptr) {
    ZUSAGE_RETURN_IF_ERROR(store.Read([&](ReadTransaction& tx) -> absl::Status {
      ZUSAGE_ASSIGN_OR_RETURN(const storage::PublishedStrategy current,
                              storage::StrategyRepository::Current(tx, input.product));
      output.document = current.document;
      return absl::OkStatus();
    }));
  }
  size_t bytes = 0;
  for (int64_t before = storage::kNewest; before > 0;) {
    std::vector<BacktestRequest> batch;
    int64_t next = before;
    ZUSAGE_RETURN_IF_ERROR(store.Read([&](ReadTransaction& tx) {
      batch.clear();
      next = before;
      return LoadBatch(tx, input, *output.document, next, batch);
    }));
    before = next;
    for (BacktestRequest& request : batch) {
      bytes += request.title.size() + request.body.size();
      const bool full = output.requests.size() == alignment::kMaxPreparationRequests;
      if (full || bytes > kMaxDecidedBytes) return output;
      output.requests.push_back(std::move(request));
    }
  }
  return output;
}

}  // namespace zusage::strategy
