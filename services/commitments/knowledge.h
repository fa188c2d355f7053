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
#include "absl/types/span.h"
#include "services/commitments/domain/allowance.h"
#include "services/commitments/domain/issued_clearance.h"
#include "services/commitments/domain/standing.h"
#include "services/commitments/view.h"
#include "services/directory/domain/customer.h"
#include "services/review/domain/decision.h"
#include "services/review/domain/request_history.h"
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

  // What was known at `position` about an item of a request or an element: of a merged request what
  // it stands as, of a roadmap item whether it was displaced. The name must live as long as the
  // answer.
  absl::StatusOr<Ground> GroundOf(std::string_view item, int64_t position);
  // By which item of which request the item was judged at `position`.
  absl::StatusOr<ItemPlace> PlaceOf(std::string_view item, int64_t position);

  // The request's history up to the view, or null if it was not submitted yet.
  absl::StatusOr<const review::RequestHistory*> HistoryOf(std::string_view request);
  // Gives a history instead of having it read.
  void Provide(review::RequestHistory history);
  // Takes a version for the newest that is not published yet, in force from its position on. Before
  // anything of its product is asked.
  void Provide(storage::PublishedStrategy strategy);

  // The strategy in force at `position`, or null.
  absl::StatusOr<const strategy::Strategy*> StrategyAt(std::string_view product, int64_t position);
  absl::StatusOr<Calendar> CalendarAt(std::string_view product, int64_t position);
  // The day that `time` falls on in the product's calendar at `position`.
  absl::StatusOr<Date> DayAt(std::string_view product, int64_t position, absl::Time time);

  // Adds to the claim what the ground makes it depend on: the customer's other names and its
  // segment, as they were at `position`.
  absl::Status Complete(Claim& claim, const Ground& ground, int64_t position);
  // Whom the customer counted as at `position`: itself unless it had been merged into another.
  absl::StatusOr<std::string> CountedAs(std::string_view customer, int64_t position);
  // The other names that counted as the same customer at `position`.
  absl::StatusOr<absl::Span<const std::string>> OtherNamesAt(std::string_view customer,
                                                             int64_t position);
  // The customer's segment as known at `position`; "" if unknown.
  absl::StatusOr<std::string_view> SegmentAt(std::string_view customer, int64_t position);
  // The deal as known at the view, or null.
  absl::StatusOr<const directory::Deal*> DealOf(std::string_view deal);

  // All clearances that were issued for the item, up to the view.
  absl::StatusOr<absl::Span<const IssuedClearance>> ClearancesFor(std::string_view item,
                                                                  absl::Time made);
  // Reads at once the clearances that promises of `product` can rest on which were made from
  // `from` to `until`.
  absl::Status LearnClearances(std::string_view product, absl::Time from, absl::Time until);

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
  // All who count as the same customer now, itself included.
  absl::StatusOr<const std::vector<std::string>*> FamilyOf(std::string_view customer);
  absl::StatusOr<Ground> GroundOfElementAt(std::string_view item, int64_t position);
  // Ends what is allowed on a roadmap item that was displaced at `position`.
  absl::Status ApplyDisplacements(std::string_view item, int64_t position, Ground& ground);

  storage::ReadTransaction& tx_;
  const View view_;
  absl::node_hash_map<std::string, std::optional<review::RequestHistory>> histories_;
  absl::node_hash_map<std::string, Strategies> strategies_;
  absl::node_hash_map<std::string, std::optional<directory::Deal>> deals_;
  absl::node_hash_map<std::pair<std::string, int64_t>, std::string> segments_;
  absl::node_hash_map<std::string, std::vector<review::Displacement>> displacements_;
  // Who counts as the same customer now, and those who did at a position.
  absl::node_hash_map<std::string, std::vector<std::string>> families_;
  absl::node_hash_map<std::pair<std::string, int64_t>, std::vector<std::string>> other_names_;
  absl::node_hash_map<std::string, std::vector<IssuedClearance>> clearances_;
  // What LearnClearances() read last: of which product, for promises made when.
  struct Learnt {
    std::string product;
    absl::Time from;
    absl::Time until;
    absl::node_hash_map<std::string, std::vector<IssuedClearance>> clearances;
  };
  Learnt learnt_;
};

}  // namespace zusage::commitments

#endif  // ZUSAGE_SERVICES_COMMITMENTS_KNOWLEDGE_H_
