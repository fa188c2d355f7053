// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_STORAGE_POSTGRES_NAMED_PARAMETERS_H_
#define ZUSAGE_STORAGE_POSTGRES_NAMED_PARAMETERS_H_

#include <string>
#include <string_view>
#include <vector>

namespace zusage::storage {

// A statement as PostgreSQL wants it, "… WHERE name = $1", and the names of its parameters in the
// order of their numbers. A name that occurs twice has one number.
struct NumberedStatement {
  std::string sql;
  std::vector<std::string> names;
};

// Replaces ":name" by "$n" outside of quotes. "::" is no parameter. Pure.
NumberedStatement NumberParameters(std::string_view sql);

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_POSTGRES_NAMED_PARAMETERS_H_
