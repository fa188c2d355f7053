// SPDX-License-Identifier: Apache-2.0
#include "services/directory/get_principal.h"

#include <gtest/gtest.h>

#include "tests/unit/directory/directory_world.h"

namespace zusage::directory {
namespace {

absl::StatusOr<RecordedPrincipal> Get(DirectoryWorld& world, const Caller& caller) {
  return world.Read(
      [&](storage::ReadTransaction& tx) { return GetPrincipal(tx, caller, "principals/anna"); });
}

TEST(GetPrincipalTest, AdminSeesGrants) {
  DirectoryWorld world;
  ASSERT_TRUE(world.CreateAnna({{Role::kSales, "products/atlas"}}).ok());
  const auto anna = Get(world, world.admin());
  ASSERT_TRUE(anna.ok()) << anna.status();
  EXPECT_EQ(anna->principal.grants.size(), 1u);
}

TEST(GetPrincipalTest, OthersSeeTheName) {
  DirectoryWorld world;
  ASSERT_TRUE(world.CreateAnna({{Role::kSales, "products/atlas"}}).ok());
  const auto anna =
      Get(world, {.principal = "principals/ben", .grants = {{Role::kSales, "products/atlas"}}});
  ASSERT_TRUE(anna.ok()) << anna.status();
  EXPECT_EQ(anna->principal.display_name, "Anna");
  EXPECT_TRUE(anna->principal.grants.empty());
}

TEST(GetPrincipalTest, WhoLeftIsStillFound) {
  DirectoryWorld world;
  ASSERT_TRUE(world.CreateAnna({}).ok());
  ASSERT_TRUE(world.Deactivate("principals/anna").ok());
  EXPECT_FALSE(Get(world, world.admin())->principal.active);
}

TEST(GetPrincipalTest, UnknownPrincipalIsNotFound) {
  DirectoryWorld world;
  EXPECT_TRUE(absl::IsNotFound(Get(world, world.admin()).status()));
}

}  // namespace
}  // namespace zusage::directory
