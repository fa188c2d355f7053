// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_STORAGE_STRATEGY_REPOSITORY_H_
#define ZUSAGE_STORAGE_STRATEGY_REPOSITORY_H_

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/strategy/domain/strategy.h"
#include "storage/fact.h"
#include "storage/store.h"

namespace zusage::storage {

// The tables of facts, for fact_tables.h.
extern const FactTable kStrategies;
extern const FactTable kStrategyAcknowledgements;

// One published version.
struct PublishedStrategy {
  std::string product;                                 // "products/atlas"
  int version = 0;                                     // 1, 2, …
  std::shared_ptr<const strategy::Strategy> document;  // null in lists
  std::string memo;
  std::string publisher;    // "principals/…"
  int64_t position = 0;     // in force from here on
  absl::Time publish_time;  // the epoch where Current() read it

  std::string name() const { return product + "/strategies/" + std::to_string(version); }
};

// Published strategies. Documents do not change, so parsed ones are kept in memory and shared.
class StrategyRepository {
 public:
  static absl::Status Add(Unit& unit, const PublishedStrategy& strategy);

  // The version in force at `position`, without its time; NOT_FOUND if there is none (yet). What
  // nearly every mutation asks, so that it names no table to which every mutation adds.
  static absl::StatusOr<PublishedStrategy> Current(ReadTransaction& tx, std::string_view product,
                                                   int64_t position = int64_t{1} << 52);
  // NOT_FOUND if there is no such version.
  static absl::StatusOr<PublishedStrategy> Version(ReadTransaction& tx, std::string_view product,
                                                   int version);
  // The number of the newest version; 0 if there is none.
  static absl::StatusOr<int> CurrentVersion(ReadTransaction& tx, std::string_view product);
  // The position since which the newest version is in force; 0 if there is none.
  static absl::StatusOr<int64_t> CurrentPosition(ReadTransaction& tx, std::string_view product);
  // Versions of one product, newest first, with fact < `before`, without documents.
  static absl::StatusOr<std::vector<PublishedStrategy>> ListVersions(ReadTransaction& tx,
                                                                     std::string_view product,
                                                                     int64_t before, int limit);
  // The newest version of each product in order of product names after `after`, without documents.
  static absl::StatusOr<std::vector<PublishedStrategy>> ListProducts(ReadTransaction& tx,
                                                                     std::string_view after,
                                                                     int limit);

  // Says that `principal` has read a version that they have not acknowledged yet.
  static absl::Status AddAcknowledgement(Unit& unit, const PublishedStrategy& strategy,
                                         std::string_view principal);
  // When `principal` acknowledged a version; nothing if they did not.
  static absl::StatusOr<std::optional<absl::Time>> AcknowledgeTime(
      ReadTransaction& tx, const PublishedStrategy& strategy, std::string_view principal);
  // Who acknowledged a version, and when.
  static absl::StatusOr<std::map<std::string, absl::Time>> Acknowledgements(
      ReadTransaction& tx, const PublishedStrategy& strategy);
};

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_STRATEGY_REPOSITORY_H_
