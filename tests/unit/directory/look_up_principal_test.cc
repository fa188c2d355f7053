// SPDX-License-Identifier: Apache-2.0
#include "services/directory/look_up_principal.h"

#include <gtest/gtest.h>

#include "services/base/etag.h"
#include "services/directory/update_principal.h"
#include "tests/unit/directory/directory_world.h"

namespace zusage::directory {
namespace {

absl::Status CheckAnna(DirectoryWorld& world, std::string_view product) {
  return world.store().Read([&](storage::ReadTransaction& tx) {
    return CheckPrincipalIsProductManager(tx, "principals/anna", product);
  });
}

TEST(LookUpPrincipalTest, KnownPrincipalIsFound) {
  DirectoryWorld world;
  const auto anna = world.CreateAnna({{Role::kSales, "products/atlas"}});
  const auto found = world.Read(
      [](storage::ReadTransaction& tx) { return LookUpPrincipal(tx, "principals/anna"); });
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_EQ(*found, anna->principal);
}

TEST(LookUpPrincipalTest, UnknownPrincipalIsNotFound) {
  DirectoryWorld world;
  const auto found = world.Read(
      [](storage::ReadTransaction& tx) { return LookUpPrincipal(tx, "principals/anna"); });
  EXPECT_TRUE(absl::IsNotFound(found.status()));
}

TEST(CheckPrincipalIsProductManagerTest, GrantForTheProductSuffices) {
  DirectoryWorld world;
  ASSERT_TRUE(world.CreateAnna({{Role::kProductManager, "products/atlas"}}).ok());
  EXPECT_TRUE(CheckAnna(world, "products/atlas").ok());
}

TEST(CheckPrincipalIsProductManagerTest, GrantForAnotherProductOrRoleDoesNot) {
  DirectoryWorld world;
  ASSERT_TRUE(world
                  .CreateAnna({{Role::kProductManager, "products/borea"},
                               {Role::kPresales, "products/atlas"}})
                  .ok());
  EXPECT_EQ(ReasonOf(CheckAnna(world, "products/atlas")), "NOT_PRODUCT_MANAGER");
}

TEST(CheckPrincipalIsProductManagerTest, InactivePrincipalIsNone) {
  DirectoryWorld world;
  const auto anna = world.CreateAnna({{Role::kProductManager, "products/atlas"}});
  ASSERT_TRUE(anna.ok());
  Principal inactive = anna->principal;
  inactive.active = false;
  const auto updated = world.Write([&](storage::Unit& unit) {
    return UpdatePrincipal(unit, {.principal = "principals/root"}, inactive,
                           EtagOf(inactive.name, anna->position));
  });
  // Nobody is admin here, so nothing keeps Anna from being deactivated.
  ASSERT_TRUE(updated.ok()) << updated.status();
  EXPECT_EQ(ReasonOf(CheckAnna(world, "products/atlas")), "NOT_PRODUCT_MANAGER");
}

}  // namespace
}  // namespace zusage::directory
