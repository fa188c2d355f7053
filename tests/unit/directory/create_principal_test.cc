// SPDX-License-Identifier: Apache-2.0
#include "services/directory/create_principal.h"

#include <gtest/gtest.h>

#include "tests/unit/directory/directory_world.h"

namespace zusage::directory {
namespace {

TEST(CreatePrincipalTest, ChosenNameIsKept) {
  DirectoryWorld world;
  const auto anna = world.Create({.name = "principals/anna",
                                  .display_name = " Anna  Ott ",
                                  .email = "anna@example.com",
                                  .grants = {{Role::kSales, "products/atlas"}},
                                  .active = false});
  ASSERT_TRUE(anna.ok()) << anna.status();
  EXPECT_EQ(anna->principal, (Principal{.name = "principals/anna",
                                        .display_name = "Anna Ott",
                                        .email = "anna@example.com",
                                        .language = "en",
                                        .grants = {{Role::kSales, "products/atlas"}},
                                        .active = true}));
  EXPECT_EQ(anna->create_time, world.clock().Now());
  EXPECT_EQ(anna->position, world.head());
}

TEST(CreatePrincipalTest, NameIsMadeWhereNoneIsChosen) {
  DirectoryWorld world;
  const auto anna = world.Create({.display_name = "Anna"});
  ASSERT_TRUE(anna.ok());
  EXPECT_TRUE(IsId(anna->principal.name.substr(sizeof("principals/") - 1)));
}

TEST(CreatePrincipalTest, TakenNameAlreadyExists) {
  DirectoryWorld world;
  ASSERT_TRUE(world.CreateAnna({}).ok());
  const auto again = world.CreateAnna({});
  EXPECT_TRUE(absl::IsAlreadyExists(again.status()));
  EXPECT_EQ(ReasonOf(again.status()), "PRINCIPAL_EXISTS");
}

TEST(CreatePrincipalTest, BadFieldIsNamed) {
  DirectoryWorld world;
  const auto anna = world.CreateAnna({{Role::kSales, "atlas"}});
  EXPECT_TRUE(absl::IsInvalidArgument(anna.status()));
  EXPECT_EQ(FieldOf(anna.status()), "principal.grants[0].product");
}

TEST(CreatePrincipalTest, ForeignNameIsRefused) {
  DirectoryWorld world;
  const auto anna = world.Create({.name = "customers/anna", .display_name = "Anna"});
  EXPECT_EQ(FieldOf(anna.status()), "principal.name");
}

}  // namespace
}  // namespace zusage::directory
