// SPDX-License-Identifier: Apache-2.0
#include "services/directory/revoke_key.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/unit/directory/keys_fixture.h"

namespace zusage::directory {
namespace {

using RevokeKeyTest = KeysTest;

TEST_F(RevokeKeyTest, RevokedKeyOpensNothing) {
  const CreateKeyInput input = ForAnna();
  const auto key = world_.AddKey(input);
  ASSERT_TRUE(Revoke(key->name).ok());
  EXPECT_TRUE(absl::IsNotFound(Resolve(input.token).status()));
}

TEST_F(RevokeKeyTest, SecondTimeChangesNothing) {
  const auto key = world_.AddKey(ForAnna());
  const auto once = Revoke(key->name);
  const int64_t head = world_.head();
  world_.clock().Advance(absl::Hours(1));
  const auto twice = Revoke(key->name);
  ASSERT_TRUE(once.ok() && twice.ok());
  EXPECT_EQ(once->revoke_time, twice->revoke_time);
  EXPECT_EQ(world_.head(), head);
}

TEST_F(RevokeKeyTest, UnknownKeyIsNotFound) {
  EXPECT_TRUE(absl::IsNotFound(Revoke("principals/anna/keys/none").status()));
}

}  // namespace
}  // namespace zusage::directory
