// SPDX-License-Identifier: Apache-2.0
#include "services/directory/list_keys.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/unit/directory/keys_fixture.h"

namespace zusage::directory {
namespace {

using ListKeysTest = KeysTest;

TEST_F(ListKeysTest, KeysComeNewestFirst) {
  const auto first = world_.AddKey(ForAnna());
  world_.clock().Advance(absl::Hours(1));
  const auto second = world_.AddKey(ForAnna());
  ASSERT_TRUE(Revoke(second->name).ok());
  const auto keys = List("principals/anna");
  ASSERT_TRUE(keys.ok());
  ASSERT_EQ(keys->size(), 2u);
  EXPECT_EQ((*keys)[0].name, second->name);
  EXPECT_EQ((*keys)[0].revoke_time, world_.clock().Now());
  EXPECT_EQ((*keys)[1].name, first->name);
}

TEST_F(ListKeysTest, UnknownPrincipalIsNotFound) {
  EXPECT_TRUE(absl::IsNotFound(List("principals/nobody").status()));
}

}  // namespace
}  // namespace zusage::directory
