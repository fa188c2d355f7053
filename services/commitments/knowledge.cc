// SPDX-License-Identifier: Apache-2.0
#include "services/commitments/knowledge.h"

#include "services/base/resource_name.h"
#include "services/base/status_macros.h"
#include "services/intake/domain/change_request.h"
#include "storage/clearance_repository.h"
#include "storage/customer_repository.h"
#include "storage/deal_repository.h"
#include "storage/decision_repository.h"
#include "storage/journal/known_position.h"

namespace zusage::commitments {
namespace {

// Where there is nothing, that is known as well.
template <typename T>
absl::StatusOr<std::optional<T>> OrNothing(absl::StatusOr<T> found) {
  if (absl::IsNotFound(found.status())) return std::optional<T>();
  if (!found.ok()) return found.status();
  return std::optional<T>(*std::move(found));
}

}  // namespace

absl::StatusOr<Ground> Knowledge::GroundOf(std::string_view item, int64_t position) {
  if (intake::RequestOfItem(item).empty()) return GroundOfElementAt(item, position);
  ZUSAGE_ASSIGN_OR_RETURN(const ItemPlace place, PlaceOf(item, position));
  return place.history == nullptr ? Ground()
                                  : GroundOfRequestItem(*place.history, place.item, position);
}

absl::StatusOr<ItemPlace> Knowledge::PlaceOf(std::string_view item, int64_t position) {
  return FollowMergings(item, position,
                        [this](std::string_view request) { return HistoryOf(request); });
}

absl::StatusOr<Ground> Knowledge::GroundOfElementAt(std::string_view item, int64_t position) {
  const std::string_view product = ProductOf(item);
  ZUSAGE_ASSIGN_OR_RETURN(Strategies * strategies, StrategiesOf(product, position));
  for (;;) {
    Ground ground = GroundOfElement(strategies->versions, item, position);
    if (!ground.allowances.empty() || strategies->whole) {
      ZUSAGE_RETURN_IF_ERROR(ApplyDisplacements(item, position, ground));
      return ground;
    }
    ZUSAGE_RETURN_IF_ERROR(ReadFurther(product, *strategies));
  }
}

absl::Status Knowledge::ApplyDisplacements(std::string_view item, int64_t position,
                                           Ground& ground) {
  for (Allowance& allowance : ground.allowances) {
    const bool can_be_displaced =
        allowance.kind == Allowance::Kind::kRoadmapItem && allowance.end == Allowance::End::kNone;
    if (!can_be_displaced) continue;
    auto known = displacements_.find(std::string(item));
    if (known == displacements_.end()) {
      ZUSAGE_ASSIGN_OR_RETURN(
          std::vector<review::Displacement> found,
          storage::DecisionRepository::DisplacementsOf(tx_, item, view_.position));
      known = displacements_.emplace(std::string(item), std::move(found)).first;
    }
    for (const review::Displacement& displacement : known->second) {
      ZUSAGE_ASSIGN_OR_RETURN(const review::RequestHistory* history,
                              HistoryOf(displacement.request));
      if (history == nullptr || !Displaces(displacement, *history, allowance.position, position)) {
        continue;
      }
      allowance.end = Allowance::End::kDisplaced;
      allowance.ended_by = displacement.approval;
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<const review::RequestHistory*> Knowledge::HistoryOf(std::string_view request) {
  auto known = histories_.find(std::string(request));
  if (known == histories_.end()) {
    ZUSAGE_ASSIGN_OR_RETURN(
        std::optional<review::RequestHistory> history,
        OrNothing(storage::DecisionRepository::History(tx_, request, view_.position)));
    known = histories_.emplace(std::string(request), std::move(history)).first;
  }
  return known->second.has_value() ? &*known->second : nullptr;
}

void Knowledge::Provide(review::RequestHistory history) {
  std::string request = history.request;
  histories_.insert_or_assign(std::move(request), std::move(history));
}

void Knowledge::Provide(storage::PublishedStrategy strategy) {
  Strategies& strategies = strategies_[strategy.product];
  strategies.whole = strategy.version <= 1;
  strategies.versions.push_back({strategy.position, strategy.document.get()});
  strategies.published.push_back(std::move(strategy));
}

absl::StatusOr<Knowledge::Strategies*> Knowledge::StrategiesOf(std::string_view product,
                                                               int64_t position) {
  Strategies& strategies = strategies_[std::string(product)];
  if (strategies.published.empty() && !strategies.whole) {
    ZUSAGE_RETURN_IF_ERROR(ReadFurther(product, strategies));
  }
  while (!strategies.whole && strategies.versions.back().position > position) {
    ZUSAGE_RETURN_IF_ERROR(ReadFurther(product, strategies));
  }
  return &strategies;
}

absl::Status Knowledge::ReadFurther(std::string_view product, Strategies& strategies) {
  const auto read = [&]() -> absl::StatusOr<storage::PublishedStrategy> {
    if (strategies.published.empty()) {
      return storage::StrategyRepository::Current(tx_, product, view_.position);
    }
    return storage::StrategyRepository::Version(tx_, product,
                                                strategies.published.back().version - 1);
  };
  ZUSAGE_ASSIGN_OR_RETURN(std::optional<storage::PublishedStrategy> found, OrNothing(read()));
  if (!found.has_value()) {
    strategies.whole = true;
    return absl::OkStatus();
  }
  strategies.whole = found->version <= 1;
  strategies.versions.push_back({found->position, found->document.get()});
  strategies.published.push_back(*std::move(found));
  return absl::OkStatus();
}

absl::StatusOr<const strategy::Strategy*> Knowledge::StrategyAt(std::string_view product,
                                                                int64_t position) {
  ZUSAGE_ASSIGN_OR_RETURN(const Strategies* strategies, StrategiesOf(product, position));
  const StrategyVersion* version = InForceAt(strategies->versions, position);
  return version == nullptr ? nullptr : version->document;
}

absl::StatusOr<Calendar> Knowledge::CalendarAt(std::string_view product, int64_t position) {
  ZUSAGE_ASSIGN_OR_RETURN(const strategy::Strategy* strategy, StrategyAt(product, position));
  return CalendarOf(strategy);
}

absl::StatusOr<Date> Knowledge::DayAt(std::string_view product, int64_t position, absl::Time time) {
  ZUSAGE_ASSIGN_OR_RETURN(const Calendar calendar, CalendarAt(product, position));
  return DayOf(time, calendar.zone);
}

absl::Status Knowledge::Complete(Claim& claim, const Ground& ground, int64_t position) {
  if (DependsOnNames(ground, claim.customer)) {
    ZUSAGE_ASSIGN_OR_RETURN(claim.also_known_as, OtherNamesAt(claim.customer, position));
  }
  if (DependsOnSegment(ground)) {
    ZUSAGE_ASSIGN_OR_RETURN(claim.customer_segment, SegmentAt(claim.customer, position));
  }
  return absl::OkStatus();
}

absl::StatusOr<const std::vector<std::string>*> Knowledge::FamilyOf(std::string_view customer) {
  auto known = families_.find(std::string(customer));
  if (known == families_.end()) {
    ZUSAGE_ASSIGN_OR_RETURN(std::vector<std::string> found,
                            storage::CustomerRepository::Family(tx_, customer));
    known = families_.emplace(std::string(customer), std::move(found)).first;
  }
  return &known->second;
}

absl::StatusOr<std::string> Knowledge::CountedAs(std::string_view customer, int64_t position) {
  ZUSAGE_ASSIGN_OR_RETURN(const std::vector<std::string>* family, FamilyOf(customer));
  // Families only grow: who is alone now has always been.
  if (family->size() <= 1) return std::string(customer);
  return storage::CustomerRepository::Canonical(tx_, customer, position);
}

absl::StatusOr<absl::Span<const std::string>> Knowledge::OtherNamesAt(std::string_view customer,
                                                                      int64_t position) {
  ZUSAGE_ASSIGN_OR_RETURN(const std::vector<std::string>* family, FamilyOf(customer));
  if (family->size() <= 1) return absl::Span<const std::string>();
  const std::pair key(std::string(customer), position);
  auto known = other_names_.find(key);
  if (known == other_names_.end()) {
    ZUSAGE_ASSIGN_OR_RETURN(const std::string counted_as, CountedAs(customer, position));
    std::vector<std::string> others;
    for (const std::string& name : *family) {
      ZUSAGE_ASSIGN_OR_RETURN(const std::string other, CountedAs(name, position));
      if (name != customer && other == counted_as) others.push_back(name);
    }
    known = other_names_.emplace(key, std::move(others)).first;
  }
  return absl::MakeConstSpan(known->second);
}

absl::StatusOr<std::string_view> Knowledge::SegmentAt(std::string_view customer, int64_t position) {
  const std::pair key(std::string(customer), position);
  auto known = segments_.find(key);
  if (known == segments_.end()) {
    ZUSAGE_ASSIGN_OR_RETURN(const std::string counted_as, CountedAs(customer, position));
    ZUSAGE_ASSIGN_OR_RETURN(const std::optional<directory::Customer> found,
                            storage::CustomerRepository::AsOf(tx_, counted_as, position));
    known = segments_.emplace(key, found.has_value() ? found->segment : "").first;
  }
  return known->second;
}

absl::StatusOr<absl::Span<const IssuedClearance>> Knowledge::ClearancesFor(std::string_view item,
                                                                           absl::Time made) {
  if (ProductOf(item) == learnt_.product && learnt_.from <= made && made <= learnt_.until) {
    const auto found = learnt_.clearances.find(std::string(item));
    if (found == learnt_.clearances.end()) return absl::Span<const IssuedClearance>();
    return absl::MakeConstSpan(found->second);
  }
  auto known = clearances_.find(std::string(item));
  if (known == clearances_.end()) {
    ZUSAGE_ASSIGN_OR_RETURN(std::vector<IssuedClearance> found,
                            storage::ClearanceRepository::ForItem(tx_, item, view_.position));
    known = clearances_.emplace(std::string(item), std::move(found)).first;
  }
  return absl::MakeConstSpan(known->second);
}

absl::Status Knowledge::LearnClearances(std::string_view product, absl::Time from,
                                        absl::Time until) {
  // What was issued before a promise expires at most so long after it.
  ZUSAGE_ASSIGN_OR_RETURN(std::vector<IssuedClearance> found,
                          storage::ClearanceRepository::Expiring(
                              tx_, product, from, until + kClearanceLongest, view_.position));
  learnt_ = {.product = std::string(product), .from = from, .until = until, .clearances = {}};
  for (IssuedClearance& clearance : found) {
    std::vector<IssuedClearance>& of_item = learnt_.clearances[clearance.item];
    of_item.push_back(std::move(clearance));
  }
  return absl::OkStatus();
}

absl::StatusOr<const directory::Deal*> Knowledge::DealOf(std::string_view deal) {
  auto known = deals_.find(std::string(deal));
  if (known == deals_.end()) {
    ZUSAGE_ASSIGN_OR_RETURN(std::optional<directory::Deal> found,
                            storage::DealRepository::AsOf(tx_, deal, view_.position));
    known = deals_.emplace(std::string(deal), std::move(found)).first;
  }
  return known->second.has_value() ? &*known->second : nullptr;
}

absl::StatusOr<int64_t> Knowledge::MadePositionOf(const Promise& promise) {
  // Made as it was recorded: everything before it was known.
  if (promise.made_time >= promise.create_time) return promise.position - 1;
  ZUSAGE_ASSIGN_OR_RETURN(const storage::Store::Head known,
                          storage::EntryKnownAt(tx_, promise.made_time, promise.position - 1));
  return MadePosition(known.position, promise.position);
}

}  // namespace zusage::commitments
