// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_TESTS_UNIT_DIRECTORY_KEYS_FIXTURE_H_
#define ZUSAGE_TESTS_UNIT_DIRECTORY_KEYS_FIXTURE_H_

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/directory/create_key.h"
#include "services/directory/list_keys.h"
#include "services/directory/resolve_key.h"
#include "services/directory/revoke_key.h"
#include "storage/crypto.h"
#include "tests/unit/directory/directory_world.h"

namespace zusage::directory {

// A world with Anna, and short names for what is done with her keys.
class KeysTest : public ::testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(world_.CreateAnna({{Role::kSales, "products/-"}}).ok()); }

  CreateKeyInput ForAnna() {
    return {.principal = "principals/anna", .label = "laptop", .token = MakeToken(world_.random())};
  }

  absl::StatusOr<ResolvedKey> Resolve(const std::string& token) {
    return world_.Read([&](storage::ReadTransaction& tx) {
      return ResolveKey(tx, HashOf(token), world_.clock().Now());
    });
  }

  absl::StatusOr<Key> Revoke(const std::string& name) {
    return world_.Write([&](storage::Unit& unit) { return RevokeKey(unit, world_.admin(), name); });
  }

  absl::StatusOr<std::vector<Key>> List(const std::string& principal) {
    return world_.Read([&](storage::ReadTransaction& tx) { return ListKeys(tx, principal); });
  }

  static std::string HashOf(const std::string& token) {
    return std::string(storage::BytesOf(storage::Sha256({token})));
  }

  DirectoryWorld world_;
};

}  // namespace zusage::directory

#endif  // ZUSAGE_TESTS_UNIT_DIRECTORY_KEYS_FIXTURE_H_
