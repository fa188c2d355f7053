// SPDX-License-Identifier: Apache-2.0
#include "services/commitments/knowledge.h"

#include "services/base/resource_name.h"
#include "services/base/status_macros.h"
#include "services/intake/domain/change_request.h"
#include "storage/customer_repository.h"
#include "storage/deal_repository.h"
#include "storage/journal/known_position.h"
#include "storage/request_repository.h"

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
  const std::string_view request = intake::RequestOfItem(item);
  if (request.empty()) return GroundOfElementAt(item, position);
  ZUSAGE_ASSIGN_OR_RETURN(const review::RequestHistory* history, HistoryOf(request));
  return history == nullptr ? Ground() : GroundOfRequestItem(*history, item, position);
}

absl::StatusOr<Ground> Knowledge::GroundOfElementAt(std::string_view item, int64_t position) {
  const std::string_view product = ProductOf(item);
  ZUSAGE_ASSIGN_OR_RETURN(Strategies * strategies, StrategiesOf(product, position));
  for (;;) {
    Ground ground = GroundOfElement(strategies->versions, item, position);
    if (!ground.allowances.empty() || strategies->whole) return ground;
    ZUSAGE_RETURN_IF_ERROR(ReadFurther(product, *strategies));
  }
}

absl::StatusOr<const review::RequestHistory*> Knowledge::HistoryOf(std::string_view request) {
  auto known = histories_.find(std::string(request));
  if (known == histories_.end()) {
    ZUSAGE_ASSIGN_OR_RETURN(
        std::optional<review::RequestHistory> history,
        OrNothing(storage::RequestRepository::History(tx_, request, view_.position)));
    known = histories_.emplace(std::string(request), std::move(history)).first;
  }
  return known->second.has_value() ? &*known->second : nullptr;
}

void Knowledge::Provide(review::RequestHistory history) {
  std::string request = history.request;
  histories_.insert_or_assign(std::move(request), std::move(history));
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

absl::StatusOr<std::string_view> Knowledge::SegmentAt(std::string_view customer, int64_t position) {
  const std::pair key(std::string(customer), position);
  auto known = segments_.find(key);
  if (known == segments_.end()) {
    ZUSAGE_ASSIGN_OR_RETURN(const std::optional<directory::Customer> found,
                            storage::CustomerRepository::AsOf(tx_, customer, position));
    known = segments_.emplace(key, found.has_value() ? found->segment : "").first;
  }
  return known->second;
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
