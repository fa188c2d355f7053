// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_STORAGE_DECIDERS_H_
#define ZUSAGE_STORAGE_DECIDERS_H_

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "services/directory/domain/principal.h"
#include "services/review/domain/substitute.h"
#include "storage/connection.h"

namespace zusage::storage {

// Who may decide on the requests of a product, and who stands in for whom. Reads everybody once;
// lives no longer than the transaction.
class Deciders {
 public:
  explicit Deciders(ReadTransaction& tx) : tx_(tx) {}

  // Whether the principal is recorded, active and a product manager of the product.
  absl::StatusOr<bool> IsManager(std::string_view principal, std::string_view product);
  // The same, but whom a strategy names before they are recorded is taken at its word.
  absl::StatusOr<bool> MayBeAsked(std::string_view principal, std::string_view product);
  // Who decides for `owner` on the product's requests, and when, as far as it is not over before
  // `day`.
  absl::StatusOr<std::vector<review::Deputy>> DeputiesOf(std::string_view owner,
                                                         std::string_view product, Date day);

 private:
  absl::StatusOr<const std::optional<directory::Principal>*> Find(std::string_view principal);

  ReadTransaction& tx_;
  std::map<std::string, std::optional<directory::Principal>, std::less<>> principals_;
  std::map<std::pair<std::string, std::string>, std::vector<review::Deputy>> deputies_;
};

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_DECIDERS_H_
