// SPDX-License-Identifier: Apache-2.0
#include "storage/postgres/named_parameters.h"

#include <algorithm>

namespace zusage::storage {
namespace {

bool IsOfName(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// Where the text quoted at `begin` ends, the closing quote included.
size_t EndOfQuoted(std::string_view sql, size_t begin) {
  const size_t end = sql.find(sql[begin], begin + 1);
  return end == std::string_view::npos ? sql.size() : end + 1;
}

size_t NumberOf(std::string_view name, std::vector<std::string>& names) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found != names.end()) return static_cast<size_t>(found - names.begin()) + 1;
  names.emplace_back(name);
  return names.size();
}

}  // namespace

NumberedStatement NumberParameters(std::string_view sql) {
  NumberedStatement numbered;
  for (size_t i = 0; i < sql.size();) {
    if (sql[i] == '\'' || sql[i] == '"') {
      const size_t end = EndOfQuoted(sql, i);
      numbered.sql += sql.substr(i, end - i);
      i = end;
    } else if (sql.substr(i, 2) == "::") {
      numbered.sql += "::";
      i += 2;
    } else if (sql[i] == ':' && i + 1 < sql.size() && IsOfName(sql[i + 1])) {
      size_t end = i + 1;
      while (end < sql.size() && IsOfName(sql[end])) ++end;
      numbered.sql +=
          '$' + std::to_string(NumberOf(sql.substr(i + 1, end - i - 1), numbered.names));
      i = end;
    } else {
      numbered.sql += sql[i++];
    }
  }
  return numbered;
}

}  // namespace zusage::storage
