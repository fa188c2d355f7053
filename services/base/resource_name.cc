// SPDX-License-Identifier: Apache-2.0
#include "services/base/resource_name.h"

#include "absl/strings/ascii.h"

namespace zusage {
namespace {

constexpr size_t kMaxSegment = 63;

std::string_view TakeSegment(std::string_view& rest) {
  const size_t slash = rest.find('/');
  const std::string_view segment = rest.substr(0, slash);
  rest = slash == rest.npos ? std::string_view{} : rest.substr(slash + 1);
  return segment;
}

}  // namespace

bool IsSegment(std::string_view id) {
  if (id.empty() || id.size() > kMaxSegment || id[0] == '.' || id[0] == '-') return false;
  for (char c : id) {
    if (!absl::ascii_isalnum(static_cast<unsigned char>(c)) && c != '.' && c != '_' && c != '-') {
      return false;
    }
  }
  return true;
}

std::optional<std::vector<std::string_view>> MatchName(std::string_view pattern,
                                                       std::string_view name) {
  if (name.empty() || name.back() == '/') return std::nullopt;
  std::vector<std::string_view> values;
  while (!pattern.empty() && !name.empty()) {
    const std::string_view expected = TakeSegment(pattern);
    const std::string_view actual = TakeSegment(name);
    if (expected.starts_with('{')) {
      if (!IsSegment(actual)) return std::nullopt;
      values.push_back(actual);
    } else if (expected != actual) {
      return std::nullopt;
    }
  }
  if (!pattern.empty() || !name.empty()) return std::nullopt;
  return values;
}

std::string_view ProductOf(std::string_view name) {
  constexpr std::string_view kPrefix = "products/";
  if (!name.starts_with(kPrefix)) return {};
  const size_t slash = name.find('/', kPrefix.size());
  const std::string_view product = name.substr(0, slash);
  return IsSegment(product.substr(kPrefix.size())) ? product : std::string_view{};
}

std::string_view LastSegment(std::string_view name) {
  const size_t slash = name.rfind('/');
  return slash == name.npos ? name : name.substr(slash + 1);
}

}  // namespace zusage
