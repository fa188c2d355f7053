// SPDX-License-Identifier: Apache-2.0
#include "services/news/domain/ip_address.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "absl/strings/str_cat.h"

namespace zusage::news {
namespace {

// 8 bits of an address of version 4 stand for themselves; those of version 6 are counted alike.
bool SamePrefix(const std::array<uint8_t, 16>& a, const std::array<uint8_t, 16>& b, int bits) {
  const auto whole = static_cast<size_t>(bits / 8);
  if (!std::equal(a.begin(), a.begin() + whole, b.begin())) return false;
  const int rest = bits % 8;
  if (rest == 0) return true;
  const int shift = 8 - rest;
  return a[whole] >> shift == b[whole] >> shift;
}

// What is not of the public internet: https://www.iana.org/assignments/iana-ipv4-special-registry
// without the few that are globally reachable.
constexpr std::string_view kSpecialV4[] = {
    "0.0.0.0/8",         // this network, unspecified
    "10.0.0.0/8",        // private
    "100.64.0.0/10",     // shared by carriers (CGNAT); a cloud's metadata is in it, too
    "127.0.0.0/8",       // loopback
    "168.63.129.16/32",  // what a cloud tells its guests, at an address that looks public
    "169.254.0.0/16",    // link-local; most clouds' metadata
    "172.16.0.0/12",     // private
    "192.0.0.0/24",      // protocol assignments; another cloud's metadata
    "192.0.2.0/24",      // documentation
    "192.88.99.0/24",    // relays to 6to4, deprecated
    "192.168.0.0/16",    // private
    "198.18.0.0/15",     // benchmarks
    "198.51.100.0/24",   // documentation
    "203.0.113.0/24",    // documentation
    "224.0.0.0/4",       // multicast
    "240.0.0.0/4",       // reserved, broadcast
};

// All that is public of version 6 is in 2000::/3; this is what is not public there:
// https://www.iana.org/assignments/iana-ipv6-special-registry
constexpr std::string_view kGlobalV6 = "2000::/3";
constexpr std::string_view kSpecialV6[] = {
    "2001::/23",      // protocol assignments: Teredo, benchmarks, ORCHID
    "2001:db8::/32",  // documentation
    "2002::/16",      // 6to4, which leads to any address of version 4
    "3fff::/20",      // documentation
};
constexpr std::string_view kTranslatedV6 = "64:ff9b::/96";

// The ranges above, which all can be read.
template <size_t N>
std::vector<IpRange> Ranges(const std::string_view (&texts)[N]) {
  std::vector<IpRange> ranges;
  for (const std::string_view text : texts) ranges.push_back(*ParseIpRange(text));
  return ranges;
}

bool AnyContains(const std::vector<IpRange>& ranges, const IpAddress& address) {
  return std::ranges::any_of(ranges, [&](const IpRange& range) { return range.Contains(address); });
}

}  // namespace

IpAddress IpV4(const std::array<uint8_t, 4>& bytes) {
  IpAddress address{.is_v4 = true};
  std::ranges::copy(bytes, address.bytes.begin());
  return address;
}

IpAddress IpV6(const std::array<uint8_t, 16>& bytes) {
  constexpr std::array<uint8_t, 16> kMapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
  if (SamePrefix(bytes, kMapped, 96)) return IpV4({bytes[12], bytes[13], bytes[14], bytes[15]});
  return {.is_v4 = false, .bytes = bytes};
}

std::optional<IpAddress> ParseIpAddress(std::string_view text) {
  const std::string terminated(text);
  std::array<uint8_t, 4> four{};
  if (inet_pton(AF_INET, terminated.c_str(), four.data()) == 1) return IpV4(four);
  std::array<uint8_t, 16> sixteen{};
  if (inet_pton(AF_INET6, terminated.c_str(), sixteen.data()) == 1) return IpV6(sixteen);
  return std::nullopt;
}

bool IsPublic(const IpAddress& address) {
  static const auto* const kV4 = new std::vector<IpRange>(Ranges(kSpecialV4));
  static const auto* const kV6 = new std::vector<IpRange>(Ranges(kSpecialV6));
  if (address.is_v4) return !AnyContains(*kV4, address);
  if (ParseIpRange(kTranslatedV6)->Contains(address)) {
    const auto& bytes = address.bytes;
    return IsPublic(IpV4({bytes[12], bytes[13], bytes[14], bytes[15]}));
  }
  return ParseIpRange(kGlobalV6)->Contains(address) && !AnyContains(*kV6, address);
}

bool IpRange::Contains(const IpAddress& address) const {
  return address.is_v4 == first.is_v4 && SamePrefix(address.bytes, first.bytes, prefix_bits);
}

std::optional<IpRange> ParseIpRange(std::string_view text) {
  const size_t slash = text.find('/');
  const std::optional<IpAddress> first = ParseIpAddress(text.substr(0, slash));
  if (!first.has_value()) return std::nullopt;
  if (slash == text.npos) return IpRange{*first, first->bits()};
  const std::string_view digits = text.substr(slash + 1);
  int bits = -1;
  const char* const end = digits.data() + digits.size();
  const auto [read, error] = std::from_chars(digits.data(), end, bits);
  if (error != std::errc() || read != end || bits < 0 || bits > first->bits()) return std::nullopt;
  return IpRange{*first, bits};
}

absl::StatusOr<AddressPolicy> AddressPolicy::Make(const std::vector<std::string>& private_ranges) {
  AddressPolicy policy;
  for (const std::string& text : private_ranges) {
    const std::optional<IpRange> range = ParseIpRange(text);
    if (!range.has_value()) {
      return absl::InvalidArgumentError(absl::StrCat(text, " is no range like 10.1.0.0/16"));
    }
    policy.private_ranges_.push_back(*range);
  }
  return policy;
}

bool AddressPolicy::Allows(const IpAddress& address, bool encrypted) const {
  if (AnyContains(private_ranges_, address)) return true;
  return encrypted && IsPublic(address);
}

}  // namespace zusage::news
