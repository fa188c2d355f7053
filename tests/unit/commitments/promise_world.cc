// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/commitments/promise_world.h"

#include <cstdlib>
#include <iostream>
#include <utility>

#include "services/base/etag.h"
#include "services/base/status_macros.h"
#include "services/commitments/get_promise.h"
#include "services/commitments/promises_without_ground.h"
#include "storage/customer_repository.h"
#include "storage/deal_repository.h"
#include "storage/decision_repository.h"
#include "storage/principal_repository.h"

namespace zusage::commitments::testing {
namespace {

void OrDie(const absl::Status& status) {
  if (status.ok()) return;
  std::cerr << status << "\n";
  std::abort();
}

template <typename T>
T OrDie(absl::StatusOr<T> value) {
  OrDie(value.status());
  return *std::move(value);
}

}  // namespace

PromiseWorld::PromiseWorld() {
  OrDie(world_.store().Write([](storage::Unit& unit) -> absl::Status {
    unit.Describe("CreatePrincipal", {.principal = "principals/admin"});
    for (const directory::Caller& caller : {Sofia(), Petra(), Lena(), Emil()}) {
      ZUSAGE_RETURN_IF_ERROR(
          storage::PrincipalRepository::Record(unit, {.name = caller.principal,
                                                      .display_name = "Person " + caller.principal,
                                                      .language = "en",
                                                      .grants = caller.grants}));
    }
    return absl::OkStatus();
  }));
  Know(directory::Customer{.name = kAcme, .display_name = "Acme", .segment = "Retail"});
  Know(directory::Customer{.name = kBolt, .display_name = "Bolt", .segment = "Banks"});
  Know(AcmeDeal(directory::DealStage::kProposal));
}

directory::Caller PromiseWorld::Emil() {
  return {.principal = "principals/emil", .grants = {{directory::Role::kPresales, kProduct}}};
}

directory::Deal PromiseWorld::AcmeDeal(directory::DealStage stage) {
  return {.name = kAcmeDeal, .stage = stage, .amount = Money{"EUR", 1000}};
}

void PromiseWorld::Know(const directory::Customer& customer) {
  OrDie(world_.store().Write([&](storage::Unit& unit) {
    unit.Describe("UpsertCustomer", {.principal = "principals/sofia"});
    return storage::CustomerRepository::Record(unit, customer);
  }));
}

void PromiseWorld::Know(const directory::Deal& deal) {
  OrDie(world_.store().Write([&](storage::Unit& unit) {
    unit.Describe("UpsertDeal", {.principal = "principals/sofia"});
    return storage::DealRepository::Record(unit, deal);
  }));
}

std::string PromiseWorld::Request() {
  intake::Draft draft = zusage::testing::World::SampleDraft();
  draft.customer = {};
  draft.customer.name = kAcme;
  return OrDie(world_.Submit(draft)).view.request.name;
}

std::string PromiseWorld::ItemOf(const std::string& request, int number) {
  return request + "/items/" + std::to_string(number);
}

std::string PromiseWorld::Decide(const std::string& request, review::Outcome outcome,
                                 std::optional<review::Approval> approval) {
  review::DecideChangeRequestInput input =
      zusage::testing::World::Decision(OrDie(world_.Load(request)), outcome);
  input.decision.approval = std::move(approval);
  input.decision.customers_given =
      input.decision.approval.has_value() &&
      (input.decision.approval->customers.kind != review::CustomerScope::Kind::kCustomers ||
       !input.decision.approval->customers.customers.empty());
  const storage::RequestView view = OrDie(world_.Decide(input, Petra()));
  const review::Decision& decision = view.history.decisions.back();
  return decision.approval.has_value() ? decision.approval->name : "";
}

std::string PromiseWorld::Approve(const std::string& request) {
  return Decide(request, review::Outcome::kApproved, review::Approval{.included = {"1"}});
}

void PromiseWorld::Revoke(const std::string& request, const std::string& approval) {
  OrDie(world_.store().Write([&](storage::Unit& unit) -> absl::Status {
    ZUSAGE_ASSIGN_OR_RETURN(const storage::RequestHead head,
                            storage::RequestRepository::GetHead(unit.tx(), request));
    unit.Describe("RevokeApproval", {.principal = "principals/petra"});
    const review::Revocation revocation{
        .approval = approval, .request = request, .reason = "no", .position = unit.position()};
    ZUSAGE_RETURN_IF_ERROR(storage::DecisionRepository::AddRevocation(unit, head, revocation));
    ZUSAGE_ASSIGN_OR_RETURN(const review::RequestHistory history,
                            storage::DecisionRepository::History(unit.tx(), request));
    ZUSAGE_ASSIGN_OR_RETURN(
        without_ground_,
        PromisesWithoutGround(unit.tx(), history, unit.position(), unit.commit_time()));
    return absl::OkStatus();
  }));
}

void PromiseWorld::SetCondition(const std::string& request, const std::string& approval,
                                review::Condition::State state) {
  OrDie(world_.store().Write([&](storage::Unit& unit) -> absl::Status {
    ZUSAGE_ASSIGN_OR_RETURN(const storage::RequestHead head,
                            storage::RequestRepository::GetHead(unit.tx(), request));
    unit.Describe("SetConditionState", {.principal = "principals/petra"});
    return storage::DecisionRepository::AddConditionChange(
        unit, head, {.approval = approval, .condition = "1", .state = state});
  }));
}

void PromiseWorld::Reopen(const std::string& request) {
  OrDie(world_.store().Write([&](storage::Unit& unit) -> absl::Status {
    ZUSAGE_ASSIGN_OR_RETURN(const storage::RequestHead head,
                            storage::RequestRepository::GetHead(unit.tx(), request));
    unit.Describe("ReopenChangeRequest", {.principal = "principals/petra"});
    return storage::DecisionRepository::AddReopening(unit, head, {.reason = "news"});
  }));
}

void PromiseWorld::Merge(const std::string& source, const std::string& target) {
  OrDie(world_.store().Write([&](storage::Unit& unit) -> absl::Status {
    ZUSAGE_ASSIGN_OR_RETURN(const storage::RequestHead from,
                            storage::RequestRepository::GetHead(unit.tx(), source));
    ZUSAGE_ASSIGN_OR_RETURN(const storage::RequestHead to,
                            storage::RequestRepository::GetHead(unit.tx(), target));
    unit.Describe("MergeChangeRequests", {.principal = "principals/petra"});
    return storage::DecisionRepository::AddMerging(unit, from, to,
                                                   {.request = source,
                                                    .outcome = review::Outcome::kDuplicate,
                                                    .reason = "the same",
                                                    .decider = "principals/petra",
                                                    .duplicate_of = target},
                                                   {.request = source,
                                                    .into = target,
                                                    .customer = kAcme,
                                                    .items = {{ItemOf(source), ItemOf(target)}},
                                                    .merged_by = "principals/petra"});
  }));
}

void PromiseWorld::MergeCustomers(const std::string& customer, const std::string& target) {
  OrDie(world_.store().Write([&](storage::Unit& unit) {
    unit.Describe("MergeCustomers", {.principal = "principals/petra"});
    return storage::CustomerRepository::Merge(
        unit, {.customer = customer, .target = target, .merged_by = "principals/petra"});
  }));
}

RecordPromiseInput PromiseWorld::ToAcme(const std::string& item) {
  return {.product = kProduct,
          .customer = kAcme,
          .deal = kAcmeDeal,
          .lines = {{.text = "You will get it", .item = item}}};
}

absl::StatusOr<JudgedPromise> PromiseWorld::Change(
    const std::function<absl::StatusOr<JudgedPromise>(storage::Unit&)>& change) {
  absl::StatusOr<JudgedPromise> changed;
  ZUSAGE_RETURN_IF_ERROR(world_.store().Write([&](storage::Unit& unit) {
    changed = change(unit);
    return changed.status();
  }));
  return changed;
}

absl::StatusOr<JudgedPromise> PromiseWorld::TryRecord(const RecordPromiseInput& input,
                                                      const directory::Caller& caller) {
  return Change([&](storage::Unit& unit) {
    return RecordPromise(unit, caller, input, world_.store().random());
  });
}

JudgedPromise PromiseWorld::Record(const RecordPromiseInput& input) {
  return OrDie(TryRecord(input));
}

absl::StatusOr<JudgedPromise> PromiseWorld::Link(const LinkPromiseInput& input,
                                                 const directory::Caller& caller) {
  return Change([&](storage::Unit& unit) { return LinkPromise(unit, caller, input); });
}

absl::StatusOr<JudgedPromise> PromiseWorld::Retract(const RetractPromiseInput& input,
                                                    const directory::Caller& caller) {
  return Change([&](storage::Unit& unit) { return RetractPromise(unit, caller, input); });
}

absl::StatusOr<JudgedPromise> PromiseWorld::Deliver(const MarkDeliveredInput& input,
                                                    const directory::Caller& caller) {
  return Change([&](storage::Unit& unit) { return MarkDelivered(unit, caller, input); });
}

absl::StatusOr<JudgedPromise> PromiseWorld::Dispute(const DisputePromiseInput& input,
                                                    const directory::Caller& caller) {
  return Change([&](storage::Unit& unit) { return DisputePromise(unit, caller, input); });
}

absl::StatusOr<JudgedPromise> PromiseWorld::Resolve(const ResolveDisputeInput& input,
                                                    const directory::Caller& caller) {
  return Change([&](storage::Unit& unit) { return ResolveDispute(unit, caller, input); });
}

absl::StatusOr<ClearanceView> PromiseWorld::Issue(const IssueClearanceInput& input,
                                                  const directory::Caller& caller) {
  absl::StatusOr<ClearanceView> issued;
  ZUSAGE_RETURN_IF_ERROR(world_.store().Write([&](storage::Unit& unit) {
    issued = IssueClearance(unit, caller, input, world_.store().random());
    return issued.status();
  }));
  return issued;
}

absl::StatusOr<ClearancePage> PromiseWorld::Clearances(const ListClearancesInput& input,
                                                       const directory::Caller& caller) {
  absl::StatusOr<ClearancePage> page;
  ZUSAGE_RETURN_IF_ERROR(world_.store().Read([&](storage::ReadTransaction& tx) {
    page = ListClearances(tx, caller, input, now());
    return page.status();
  }));
  return page;
}

absl::StatusOr<OfferPage> PromiseWorld::Offers(const ListAllowancesInput& input) {
  absl::StatusOr<OfferPage> page;
  ZUSAGE_RETURN_IF_ERROR(world_.store().Read([&](storage::ReadTransaction& tx) {
    page = ListAllowances(tx, input, now());
    return page.status();
  }));
  return page;
}

absl::StatusOr<JudgedPromise> PromiseWorld::TryGet(const std::string& name,
                                                   std::optional<absl::Time> as_of) {
  absl::StatusOr<JudgedPromise> got;
  ZUSAGE_RETURN_IF_ERROR(world_.store().Read([&](storage::ReadTransaction& tx) {
    got = GetPromise(tx, {.name = name, .as_of_time = as_of}, now());
    return got.status();
  }));
  return got;
}

JudgedPromise PromiseWorld::Get(const std::string& name, std::optional<absl::Time> as_of) {
  return OrDie(TryGet(name, as_of));
}

absl::StatusOr<PromisePage> PromiseWorld::List(const ListPromisesInput& input,
                                               const directory::Caller& caller) {
  absl::StatusOr<PromisePage> page;
  ZUSAGE_RETURN_IF_ERROR(world_.store().Read([&](storage::ReadTransaction& tx) {
    page = ListPromises(tx, caller, input, now());
    return page.status();
  }));
  return page;
}

absl::StatusOr<CheckedClearance> PromiseWorld::Clear(const CheckClearanceInput& input) {
  absl::StatusOr<CheckedClearance> checked;
  ZUSAGE_RETURN_IF_ERROR(world_.store().Read([&](storage::ReadTransaction& tx) {
    checked = CheckClearance(tx, input, now());
    return checked.status();
  }));
  return checked;
}

absl::StatusOr<Comparison> PromiseWorld::Compare(const ComparePromisesInput& input,
                                                 const directory::Caller& caller) {
  absl::StatusOr<Comparison> comparison;
  ZUSAGE_RETURN_IF_ERROR(world_.store().Read([&](storage::ReadTransaction& tx) {
    comparison = ComparePromises(tx, caller, input, now());
    return comparison.status();
  }));
  return comparison;
}

std::string PromiseWorld::EtagFor(const std::string& name) {
  return EtagOf(name, Get(name).promise.head());
}

}  // namespace zusage::commitments::testing
