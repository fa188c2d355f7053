// SPDX-License-Identifier: Apache-2.0
#include "clients/tables/formula_safety.h"

namespace zusage::tables {
namespace {

bool WouldBeComputed(std::string_view text) {
  const size_t start = text.find_first_not_of('\'');
  return start != text.npos && std::string_view("=+-@\t\r").find(text[start]) != text.npos;
}

}  // namespace

std::string Neutralised(std::string_view text) {
  return WouldBeComputed(text) ? "'" + std::string(text) : std::string(text);
}

std::string Restored(std::string_view text) {
  const bool neutralised = !text.empty() && text[0] == '\'' && WouldBeComputed(text);
  return std::string(neutralised ? text.substr(1) : text);
}

}  // namespace zusage::tables
