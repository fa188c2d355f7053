// SPDX-License-Identifier: Apache-2.0
#include "services/directory/resolve_key.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/unit/directory/keys_fixture.h"

namespace zusage::directory {
namespace {

using ResolveKeyTest = KeysTest;

TEST_F(ResolveKeyTest, ExpiredKeyOpensNothing) {
  CreateKeyInput input = ForAnna();
  input.expire_time = world_.clock().Now() + absl::Hours(1);
  ASSERT_TRUE(world_.AddKey(input).ok());
  EXPECT_TRUE(Resolve(input.token).ok());
  world_.clock().Advance(absl::Hours(1));
  EXPECT_TRUE(absl::IsNotFound(Resolve(input.token).status()));
}

TEST_F(ResolveKeyTest, UnknownTokenIsNotFound) {
  EXPECT_TRUE(absl::IsNotFound(Resolve(MakeToken(world_.random())).status()));
  EXPECT_TRUE(absl::IsNotFound(Resolve("").status()));
}

}  // namespace
}  // namespace zusage::directory
