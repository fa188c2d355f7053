// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/review/review_world.h"

#include <cstdlib>
#include <iostream>
#include <utility>

#include "services/base/etag.h"
#include "services/base/status_macros.h"
#include "storage/fact.h"
#include "storage/principal_repository.h"
#include "storage/request_heads.h"

namespace zusage::testing {
namespace {

using directory::Role;

constexpr char kProduct[] = "products/atlas";

template <typename T>
T OrDie(absl::StatusOr<T> value) {
  if (!value.ok()) {
    std::cerr << value.status() << "\n";
    std::abort();
  }
  return *std::move(value);
}

std::string EtagOfView(const storage::RequestView& view) {
  return EtagOf(view.request.name, view.head.head);
}

}  // namespace

ReviewWorld::ReviewWorld() {
  for (const char* id : {"petra", "paula", "pia", "sofia"}) {
    if (!Record(id, {{Role::kProductManager, kProduct}}).ok()) std::abort();
  }
}

directory::Caller ReviewWorld::Pia() {
  return {.principal = "principals/pia", .grants = {{Role::kProductManager, kProduct}}};
}

directory::Caller ReviewWorld::Admin() {
  return {.principal = "principals/adam",
          .grants = {{Role::kAdmin, std::string(directory::kAllProducts)}}};
}

absl::Status ReviewWorld::Record(const std::string& id, std::vector<directory::Grant> grants,
                                 bool active) {
  return store().Write([&](storage::Unit& unit) {
    unit.Describe("UpdatePrincipal", {.principal = "principals/adam"});
    return storage::PrincipalRepository::Record(unit, {.name = "principals/" + id,
                                                       .display_name = id,
                                                       .language = "en",
                                                       .grants = grants,
                                                       .active = active});
  });
}

storage::RequestView ReviewWorld::RequestOf(const std::string& customer,
                                            const directory::Caller& submitter) {
  intake::Draft draft = SampleDraft();
  draft.customer.display_name = customer;
  draft.items = {"Map of tours"};
  return OrDie(Do<intake::SubmittedChangeRequest>([&](storage::Unit& unit) {
           return intake::SubmitChangeRequest(unit, submitter, draft, nullptr,
                                              intake::IfOutdated::kCheckLater, store().random());
         }))
      .view;
}

storage::RequestView ReviewWorld::Approved(const storage::RequestView& view,
                                           review::Approval approval) {
  review::DecideChangeRequestInput input = Decision(view, review::Outcome::kApproved);
  input.decision.approval = std::move(approval);
  return OrDie(Decide(input, Petra()));
}

absl::StatusOr<storage::RequestView> ReviewWorld::Assign(const storage::RequestView& view,
                                                         const std::string& owner,
                                                         const directory::Caller& caller) {
  return Do<storage::RequestView>([&](storage::Unit& unit) {
    return review::AssignReview(
        unit, caller,
        {.name = view.request.name, .owner = owner, .note = "You know it.", .etag = ""});
  });
}

absl::StatusOr<storage::RequestView> ReviewWorld::Ask(const storage::RequestView& view) {
  return Do<storage::RequestView>([&](storage::Unit& unit) {
    return review::AskForEvidence(
        unit, Petra(), {.name = view.request.name, .question = "How many tours?", .etag = ""});
  });
}

absl::StatusOr<review::MergedChangeRequests> ReviewWorld::Merge(
    const storage::RequestView& source, const storage::RequestView& target,
    std::vector<review::ItemMapping> items, const directory::Caller& caller) {
  return Do<review::MergedChangeRequests>([&](storage::Unit& unit) {
    return review::MergeChangeRequests(unit, caller,
                                       {.name = source.request.name,
                                        .etag = EtagOfView(source),
                                        .into = target.request.name,
                                        .items = items,
                                        .reason = "The same."});
  });
}

absl::StatusOr<storage::RequestView> ReviewWorld::Reopen(const storage::RequestView& view,
                                                         const directory::Caller& caller) {
  return Do<storage::RequestView>([&](storage::Unit& unit) {
    return review::ReopenChangeRequest(
        unit, caller,
        {.name = view.request.name, .etag = EtagOfView(view), .reason = "There is news."});
  });
}

absl::StatusOr<review::ConditionStateSet> ReviewWorld::SetCondition(
    const storage::RequestView& view, const std::string& condition, review::Condition::State state,
    const directory::Caller& caller) {
  return Do<review::ConditionStateSet>([&](storage::Unit& unit) {
    return review::SetConditionState(unit, caller,
                                     {.name = view.history.decisions.back().approval->name,
                                      .condition = condition,
                                      .state = state,
                                      .note = "Tested.",
                                      .etag = ""});
  });
}

absl::StatusOr<review::Substitute> ReviewWorld::Substitute(const std::string& principal,
                                                           const std::string& substitute, int first,
                                                           int last,
                                                           const directory::Caller& caller) {
  return Do<review::Substitute>([&](storage::Unit& unit) {
    return review::SetSubstitute(unit, caller,
                                 {.principal = "principals/" + principal,
                                  .substitute = "principals/" + substitute,
                                  .first_day = Today() + first,
                                  .last_day = Today() + last},
                                 store().random());
  });
}

absl::StatusOr<review::Substitute> ReviewWorld::End(const std::string& name,
                                                    const directory::Caller& caller) {
  return Do<review::Substitute>(
      [&](storage::Unit& unit) { return review::EndSubstitute(unit, caller, {.name = name}); });
}

absl::Status ReviewWorld::Withdraw(const storage::RequestView& view) {
  return store().Write([&](storage::Unit& unit) -> absl::Status {
    unit.Describe("WithdrawChangeRequest", {.principal = view.request.submitter});
    for (const storage::FactTable* table : storage::FactTables()) {
      if (table->name != "withdrawals") continue;
      ZUSAGE_RETURN_IF_ERROR(
          unit.Insert(*table,
                      {std::string_view(view.request.name), std::string_view("Solved."),
                       std::string_view(view.request.submitter)},
                      {.resource = view.request.name})
              .status());
    }
    ZUSAGE_ASSIGN_OR_RETURN(const storage::RequestHead head,
                            storage::RequestRepository::GetHead(unit.tx(), view.request.name));
    return storage::MoveHead(unit, head, intake::State::kWithdrawn, head.outcome);
  });
}

Date ReviewWorld::Today() { return DayOf(clock().Now(), *ParseTimeZone("Europe/Berlin")); }

}  // namespace zusage::testing
