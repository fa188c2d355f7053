// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_STORAGE_VISIBLE_PRODUCTS_H_
#define ZUSAGE_STORAGE_VISIBLE_PRODUCTS_H_

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "services/directory/domain/principal.h"
#include "storage/connection.h"

namespace zusage::storage {

// The products, by name and in order, that `caller` sees with one of `roles`, narrowed to `parent`
// unless that is "products/-". Lists that are kept per product are merged over these; a grant for
// all products stands for every product that has a strategy.
absl::StatusOr<std::vector<std::string>> VisibleProducts(
    ReadTransaction& tx, const directory::Caller& caller,
    std::initializer_list<directory::Role> roles, std::string_view parent);

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_VISIBLE_PRODUCTS_H_
