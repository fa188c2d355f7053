// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_DIRECTORY_LIST_LOOK_ALIKES_H_
#define ZUSAGE_SERVICES_DIRECTORY_LIST_LOOK_ALIKES_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/directory/domain/customer.h"
#include "services/directory/domain/likeness.h"
#include "storage/store.h"

namespace zusage::directory {

// Names that more than this many customers have in common: each is proposed with the first only.
inline constexpr size_t kMaxSameNames = 100;
// Halves of names that more than this many names have in common tell nothing.
inline constexpr size_t kMaxSameHalves = 200;

struct ListLookAlikesInput {
  std::string customer;  // "customers/…": only those with this one; "" for all
  int page_size = 0;     // 0 for the default
  std::string page_token;
};

struct LookAlike {
  RecordedCustomer customer;
  RecordedCustomer other;
  NameLikeness likeness;  // of the names that are most alike, and what speaks for or against it
};

struct ListLookAlikesOutput {
  std::vector<LookAlike> look_alikes;  // the most alike first
  std::string next_page_token;         // "" on the last page
};

// Prepares customers that were recorded before look-alikes were known, in small transactions; does
// nothing once all are. ListLookAlikes() does not find them before.
absl::Status LearnLikenesses(storage::Store& store);

// A page of customers that may be one. Compares only names that have something in common. Errors:
// NOT_FOUND; INVALID_PAGE_TOKEN.
absl::StatusOr<ListLookAlikesOutput> ListLookAlikes(storage::ReadTransaction& tx,
                                                    const ListLookAlikesInput& input);

}  // namespace zusage::directory

#endif  // ZUSAGE_SERVICES_DIRECTORY_LIST_LOOK_ALIKES_H_
