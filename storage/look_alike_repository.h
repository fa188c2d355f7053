// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_STORAGE_LOOK_ALIKE_REPOSITORY_H_
#define ZUSAGE_STORAGE_LOOK_ALIKE_REPOSITORY_H_

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "storage/fact.h"
#include "storage/store.h"

namespace zusage::storage {

extern const FactTable kCustomerDistinctions;

// Two customers' names ("customers/…"), the lesser first.
using CustomerPair = std::pair<std::string, std::string>;
CustomerPair PairOf(std::string_view a, std::string_view b);

// One name of a customer, by its matching key.
struct CustomerCalled {
  std::string customer;
  std::string matching_key;
};

// What the names of customers have in common: see services/directory/domain/likeness.h. Customers
// that were merged have no part in it.
class LookAlikeRepository {
 public:
  // The customer goes by these names from now on.
  static absl::Status Learn(WriteTransaction& tx, std::string_view customer,
                            absl::Span<const std::string> matching_keys);
  // The customer is not compared any more.
  static absl::Status Forget(Unit& unit, std::string_view customer);

  // Learns at most `limit` customers that were recorded before there was such a thing; returns how
  // many. Changes no facts.
  static absl::StatusOr<int> LearnUnknown(WriteTransaction& tx, int limit);
  static absl::StatusOr<bool> KnowsAll(ReadTransaction& tx);

  // Calls `visit` for each likeness key that names share, with those names; of all customers, or
  // only keys that the names of `customer` have. What `visit` returns ends it unless it is OK.
  static absl::Status VisitGroups(
      ReadTransaction& tx, std::string_view customer,
      absl::FunctionRef<absl::Status(std::string_view likeness,
                                     absl::Span<const CustomerCalled> names)>
          visit);

  // Records that the two are two. Only once.
  static absl::Status Distinguish(Unit& unit, const CustomerPair& pair, std::string_view said_by);
  static absl::StatusOr<bool> AreDistinct(ReadTransaction& tx, const CustomerPair& pair);
  static absl::StatusOr<std::set<CustomerPair>> Distinctions(ReadTransaction& tx);
};

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_LOOK_ALIKE_REPOSITORY_H_
