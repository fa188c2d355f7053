// SPDX-License-Identifier: Apache-2.0
//
// What one call knows: the facts that judging promises rests on, each read once and kept as long as
// the call lasts. Not thread-safe.
#ifndef ZUSAGE_SERVICES_COMMITMENTS_KNOWLEDGE_H_
#define ZUSAGE_SERVICES_COMMITMENTS_KNOWLEDGE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/container/node_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/commitments/domain/allowance.h"
#include "services/commitments/domain/standing.h"
#include "services/commitments/view.h"
#include "services/directory/domain/customer.h"
#include "services/review/domain/decision.h"
#include "storage/store.h"
#include "storage/strategy_repository.h"

namespace zusage::commitments {

// Answers are views that live as long as the object. Positions asked about are not after
// view().position.
class Knowledge {
 public:
  Knowledge(storage::ReadTransaction& tx, const View& view) : tx_(tx), view_(view) {}
  Knowledge(const Knowledge&) = delete;
  Knowledge& operator=(const Knowledge&) = delete;

  const View& view() const { return view_; }
  storage::ReadTransaction& tx() { return tx_; }

  // What was known at `position` about an item of a request or an element. The name must live as
  // long as the answer.
  absl::StatusOr<Ground> GroundOf(std::string_view item, int64_t position);

  // The request's history up to the view, or null if it was not submitted yet.
  absl::StatusOr<const review::RequestHistory*> HistoryOf(std::string_view request);
  // Gives a history instead of having it read.
  void Provide(review::RequestHistory history);

  // The strategy in force at `position`, or null.
  absl::StatusOr<const strategy::Strategy*> StrategyAt(std::string_view product, int64_t position);
  absl::StatusOr<Calendar> CalendarAt(std::string_view product, int64_t position);
  // The day that `time` falls on in the product's calendar at `position`.
  absl::StatusOr<Date> DayAt(std::string_view product, int64_t position, absl::Time time);

  // The customer's segment as known at `position`; "" if unknown.
  absl::StatusOr<std::string_view> SegmentAt(std::string_view customer, int64_t position);
  // The deal as known at the view, or null.
  absl::StatusOr<const directory::Deal*> DealOf(std::string_view deal);

  // The position at which the promise is judged as made.
  absl::StatusOr<int64_t> MadePositionOf(const Promise& promise);

 private:
  // A product's strategies, newest first, read as far back as was needed.
  struct Strategies {
    std::vector<storage::PublishedStrategy> published;
    std::vector<StrategyVersion> versions;
    bool whole = false;
  };

  absl::StatusOr<Strategies*> StrategiesOf(std::string_view product, int64_t position);
  // Reads one more version back; sets `whole` if there is none.
  absl::Status ReadFurther(std::string_view product, Strategies& strategies);
  absl::StatusOr<Ground> GroundOfElementAt(std::string_view item, int64_t position);

  storage::ReadTransaction& tx_;
  const View view_;
  absl::node_hash_map<std::string, std::optional<review::RequestHistory>> histories_;
  absl::node_hash_map<std::string, Strategies> strategies_;
  absl::node_hash_map<std::string, std::optional<directory::Deal>> deals_;
  absl::node_hash_map<std::pair<std::string, int64_t>, std::string> segments_;
};

}  // namespace zusage::commitments

#endif  // ZUSAGE_SERVICES_COMMITMENTS_KNOWLEDGE_H_
