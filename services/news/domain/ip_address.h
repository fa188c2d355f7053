// SPDX-License-Identifier: Apache-2.0
//
// Addresses of the internet protocols, and which of them anybody on the public internet may be
// reached at. Everything else is this machine, its neighbours, or what a cloud tells its guests:
// a server that posts where people tell it to must not be led there. Pure, thread-safe.
#ifndef ZUSAGE_SERVICES_NEWS_DOMAIN_IP_ADDRESS_H_
#define ZUSAGE_SERVICES_NEWS_DOMAIN_IP_ADDRESS_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace zusage::news {

// An IPv4 or IPv6 address. One of version 4 that is written as one of version 6
// ("::ffff:10.0.0.1") is the one of version 4: that is who answers there.
struct IpAddress {
  bool is_v4 = false;
  std::array<uint8_t, 16> bytes{};  // the first four of version 4

  int bits() const { return is_v4 ? 32 : 128; }
  friend bool operator==(const IpAddress&, const IpAddress&) = default;
};

// From the bytes of an address in network order.
IpAddress IpV4(const std::array<uint8_t, 4>& bytes);
IpAddress IpV6(const std::array<uint8_t, 16>& bytes);

// "192.0.2.1" with its four numbers in full, or "2001:db8::1"; nothing for anything else.
std::optional<IpAddress> ParseIpAddress(std::string_view text);

// Whether it is an address of the public internet, by IANA's registries of special addresses. One
// of version 6 that a translator maps to one of version 4 (64:ff9b::/96) is as public as that.
bool IsPublic(const IpAddress& address);

// "10.0.0.0/8", "fd00::/8", or one address.
struct IpRange {
  IpAddress first;
  int prefix_bits = 0;

  bool Contains(const IpAddress& address) const;
};

std::optional<IpRange> ParseIpRange(std::string_view text);

// Which addresses webhooks may have.
class AddressPolicy {
 public:
  // Only public ones.
  AddressPolicy() = default;
  // Those of the ranges, too. INVALID_ARGUMENT names the text that is no range.
  static absl::StatusOr<AddressPolicy> Make(const std::vector<std::string>& private_ranges);

  // Whether news may be sent there: encrypted, or as plain text, which only addresses of the ranges
  // get.
  bool Allows(const IpAddress& address, bool encrypted) const;
  // Whether there are any ranges.
  bool allows_private() const { return !private_ranges_.empty(); }

 private:
  std::vector<IpRange> private_ranges_;
};

}  // namespace zusage::news

#endif  // ZUSAGE_SERVICES_NEWS_DOMAIN_IP_ADDRESS_H_
