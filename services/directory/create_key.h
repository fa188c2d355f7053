// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_DIRECTORY_CREATE_KEY_H_
#define ZUSAGE_SERVICES_DIRECTORY_CREATE_KEY_H_

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/base/ids.h"
#include "services/directory/domain/key.h"
#include "services/directory/domain/principal.h"
#include "storage/store.h"

namespace zusage::directory {

struct CreateKeyInput {
  std::string principal;  // "principals/…"
  std::string label;
  std::optional<absl::Time> expire_time;
  std::string token;  // from MakeToken(); the caller shows it once and forgets it
};

// Records a key that opens with `token`, of which only the SHA-256 is stored. Errors: NOT_FOUND;
// INVALID_ARGUMENT / EXPIRED, TOO_LONG; FAILED_PRECONDITION / PRINCIPAL_INACTIVE, TOO_MANY_KEYS.
absl::StatusOr<Key> CreateKey(storage::Unit& unit, const Caller& caller,
                              const CreateKeyInput& input, RandomSource& random);

}  // namespace zusage::directory

#endif  // ZUSAGE_SERVICES_DIRECTORY_CREATE_KEY_H_
