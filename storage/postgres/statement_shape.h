// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_STORAGE_POSTGRES_STATEMENT_SHAPE_H_
#define ZUSAGE_STORAGE_POSTGRES_STATEMENT_SHAPE_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "absl/container/flat_hash_set.h"

namespace zusage::storage {

// What a statement's text says about when it has to run.
struct StatementShape {
  enum class Kind {
    kRead,   // SELECT: changes nothing
    kRow,    // INSERT of one row, unless it is there: many of them can be one statement
    kOther,  // any other change
  };
  Kind kind = Kind::kOther;
  // The table that it changes; "" for reads and where the text does not tell.
  std::string table;
  // Every word of it outside of quotes: the tables that it may read are among them.
  absl::flat_hash_set<std::string> words;
  // Of a row: the text before its values, its values, "(:a, 0, :b)", and the text behind them.
  std::string head;
  std::string values;
  std::string tail;
};

// The shape of a statement with named parameters. Pure.
StatementShape ShapeOf(std::string_view sql);

// The insert of `rows` rows at once, with parameters by number: those of the first row first, each
// row's in the order in which they occur in its values.
std::string InsertOfRows(const StatementShape& shape, size_t rows);

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_POSTGRES_STATEMENT_SHAPE_H_
