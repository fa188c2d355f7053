// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_DIRECTORY_DOMAIN_KEY_H_
#define ZUSAGE_SERVICES_DIRECTORY_DOMAIN_KEY_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "absl/time/time.h"
#include "services/base/ids.h"

namespace zusage::directory {

inline constexpr size_t kMaxKeyLabelBytes = 200;
inline constexpr int kMaxKeysPerPrincipal = 100;  // that are not revoked

// A secret by which a principal is known, without the secret.
struct Key {
  std::string name;       // "principals/…/keys/01J…"
  std::string principal;  // "principals/…"
  std::string label;
  absl::Time create_time;
  std::optional<absl::Time> expire_time;
  std::optional<absl::Time> revoke_time;
};

// Whether the key opens anything at `now`.
bool IsUsable(const Key& key, absl::Time now);

// A new token: "zsg_", 32 random bytes in base 32, and a checksum by which scanners and people
// recognise a token that has leaked or was copied in part. 63 characters of [a-z0-9_].
std::string MakeToken(RandomSource& random);

// Whether `text` has the form of MakeToken(), checksum included.
bool IsToken(std::string_view text);

}  // namespace zusage::directory

#endif  // ZUSAGE_SERVICES_DIRECTORY_DOMAIN_KEY_H_
