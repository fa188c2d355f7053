// SPDX-License-Identifier: Apache-2.0
#include "tests/support/world.h"

#include <cstdlib>
#include <iostream>
#include <utility>

#include "services/base/etag.h"
#include "services/base/status_macros.h"
#include "storage/strategy_repository.h"

namespace zusage::testing {
namespace {

constexpr char kProduct[] = "products/atlas";

directory::Caller CallerWith(std::string name, directory::Role role) {
  return {.principal = "principals/" + std::move(name), .grants = {{role, kProduct}}};
}

// A test whose world cannot be built has nothing to say.
template <typename T>
T OrDie(absl::StatusOr<T> value) {
  if (!value.ok()) {
    std::cerr << value.status() << "\n";
    std::abort();
  }
  return *std::move(value);
}

strategy::Element Make(strategy::ElementKind kind, std::string id, std::string title) {
  strategy::Element element;
  element.kind = kind;
  element.id = std::move(id);
  element.title = std::move(title);
  element.language = "en";
  return element;
}

}  // namespace

World::World() {
  const absl::Status published = Publish(SampleStrategy());
  if (!published.ok()) std::abort();
}

strategy::Strategy World::SampleStrategy() {
  using strategy::ElementKind;
  strategy::Strategy strategy;
  strategy.product = "atlas";
  strategy.language = "en";
  strategy.time_zone = "Europe/Berlin";
  strategy.vision = "Routes that plan themselves.";
  strategy.elements = {
      Make(ElementKind::kTheme, "T1", "Plan without a dispatcher"),
      Make(ElementKind::kNonGoal, "N1", "No accounting"),
      Make(ElementKind::kCapability, "C1", "Export tours as CSV"),
      Make(ElementKind::kRoadmapItem, "R1", "Offline app for drivers"),
      Make(ElementKind::kGuardrail, "G1", "Enough customers want it"),
  };
  strategy.elements[2].area = "reporting";
  strategy.elements[3].horizon = "2026-Q3";
  strategy.elements[3].promisable = true;
  strategy.elements[4].measure = "similar_customers";
  strategy.elements[4].at_least = 2;
  strategy.owners = {{.area = "", .principal = "principals/petra", .decide_within_days = 3},
                     {.area = "reporting", .principal = "principals/paula"}};
  return strategy;
}

intake::Draft World::SampleDraft() {
  intake::Draft draft;
  draft.product = kProduct;
  draft.title = "Tours on a map";
  draft.wish = "They want to see all tours of a day on one map.";
  draft.customer.display_name = "Contoso";
  draft.customer.segment = "Retail";
  draft.items = {"Map of tours", "Live position"};
  return draft;
}

directory::Caller World::Sofia() { return CallerWith("sofia", directory::Role::kSales); }
directory::Caller World::Petra() { return CallerWith("petra", directory::Role::kProductManager); }
directory::Caller World::Paula() { return CallerWith("paula", directory::Role::kProductManager); }
directory::Caller World::Lena() { return CallerWith("lena", directory::Role::kLeader); }

absl::Status World::Publish(const strategy::Strategy& strategy) {
  const std::string product = "products/" + strategy.product;
  return store_.Write([&](storage::Unit& unit) -> absl::Status {
    ZUSAGE_ASSIGN_OR_RETURN(const int version,
                            storage::StrategyRepository::CurrentVersion(unit.tx(), product));
    unit.Describe("PublishStrategy", {.principal = "principals/petra"});
    storage::PublishedStrategy published;
    published.product = product;
    published.version = version + 1;
    published.document = std::make_shared<const strategy::Strategy>(strategy);
    published.publisher = "principals/petra";
    return storage::StrategyRepository::Add(unit, published);
  });
}

absl::StatusOr<intake::SubmittedChangeRequest> World::Submit(
    const intake::Draft& draft, std::optional<alignment::Assessment> assessment) {
  std::shared_ptr<const alignment::EncodedAssessment> checked;
  if (assessment.has_value()) {
    checked = std::make_shared<const alignment::EncodedAssessment>(*std::move(assessment));
  }
  absl::StatusOr<intake::SubmittedChangeRequest> submitted;
  ZUSAGE_RETURN_IF_ERROR(store_.Write([&](storage::Unit& unit) {
    submitted = intake::SubmitChangeRequest(unit, Sofia(), draft, checked,
                                            intake::IfOutdated::kCheckLater, store_.random());
    return submitted.status();
  }));
  return submitted;
}

absl::StatusOr<storage::RequestView> World::Decide(const review::DecideChangeRequestInput& input,
                                                   const directory::Caller& caller) {
  absl::StatusOr<storage::RequestView> decided;
  ZUSAGE_RETURN_IF_ERROR(store_.Write([&](storage::Unit& unit) {
    decided = review::DecideChangeRequest(unit, caller, input, store_.random());
    return decided.status();
  }));
  return decided;
}

absl::StatusOr<storage::RequestView> World::Load(const std::string& name) {
  absl::StatusOr<storage::RequestView> view;
  ZUSAGE_RETURN_IF_ERROR(store_.Read([&](storage::ReadTransaction& tx) {
    view = storage::LoadRequestView(tx, name);
    return view.status();
  }));
  return view;
}

storage::RequestView World::Request() { return OrDie(Submit(SampleDraft())).view; }

review::DecideChangeRequestInput World::Decision(const storage::RequestView& view,
                                                 review::Outcome outcome) {
  review::DecideChangeRequestInput input;
  input.name = view.request.name;
  input.etag = EtagOf(view.request.name, view.head.head);
  input.decision.outcome = outcome;
  input.decision.reason = "Because it fits.";
  if (outcome == review::Outcome::kAsIs) {
    input.decision.as_is_element = view.request.product + "/elements/C1";
  }
  return input;
}

}  // namespace zusage::testing
