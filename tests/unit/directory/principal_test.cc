// SPDX-License-Identifier: Apache-2.0
#include "services/directory/domain/principal.h"

#include <gtest/gtest.h>

#include "services/base/error.h"

namespace zusage::directory {
namespace {

Principal Anna() { return {.name = "principals/anna", .display_name = "Anna", .language = "de"}; }

TEST(HoldsTest, GrantForOneProductIsNoneForAnother) {
  const std::vector<Grant> grants = {{Role::kSales, "products/atlas"}};
  EXPECT_TRUE(Holds(grants, Role::kSales, "products/atlas"));
  EXPECT_FALSE(Holds(grants, Role::kSales, "products/borea"));
  EXPECT_FALSE(Holds(grants, Role::kPresales, "products/atlas"));
}

TEST(HoldsTest, GrantForAllProductsIsOneForEach) {
  EXPECT_TRUE(Holds({{Role::kSales, "products/-"}}, Role::kSales, "products/borea"));
}

TEST(HoldsTest, AnyProductWillDoWhereNoneIsNamed) {
  const std::vector<Grant> grants = {{Role::kSales, "products/atlas"}};
  EXPECT_TRUE(Holds(grants, Role::kSales, ""));
  EXPECT_TRUE(Holds(grants, Role::kSales, "products/-"));
  EXPECT_FALSE(Holds({}, Role::kSales, ""));
}

TEST(ProductsOfTest, WildcardGivesTheProductsOfTheRolesOnly) {
  const Caller caller{.grants = {{Role::kSales, "products/borea"},
                                 {Role::kPresales, "products/atlas"},
                                 {Role::kSales, "products/atlas"},
                                 {Role::kLeader, "products/cumulus"}}};
  const ProductScope scope = ProductsOf(caller, {Role::kSales, Role::kPresales}, kAllProducts);
  EXPECT_FALSE(scope.all);
  EXPECT_EQ(scope.products, (std::vector<std::string>{"products/atlas", "products/borea"}));
  EXPECT_FALSE(scope.Contains("products/cumulus"));
}

TEST(ProductsOfTest, GrantForAllProductsSeesEverything) {
  const Caller caller{.grants = {{Role::kLeader, "products/-"}, {Role::kLeader, "products/a"}}};
  const ProductScope scope = ProductsOf(caller, {Role::kLeader}, kAllProducts);
  EXPECT_TRUE(scope.all);
  EXPECT_TRUE(scope.products.empty());
  EXPECT_TRUE(scope.Contains("products/cumulus"));
}

TEST(ProductsOfTest, ParentNarrowsToOneProduct) {
  const Caller caller{.grants = {{Role::kLeader, "products/-"}}};
  const ProductScope scope = ProductsOf(caller, {Role::kLeader}, "products/atlas");
  EXPECT_FALSE(scope.all);
  EXPECT_TRUE(scope.Contains("products/atlas"));
  EXPECT_FALSE(scope.Contains("products/borea"));
}

TEST(ProductsOfTest, ParentOutsideTheGrantsGivesNothing) {
  const Caller caller{.grants = {{Role::kSales, "products/atlas"}}};
  EXPECT_TRUE(ProductsOf(caller, {Role::kSales}, "products/borea").products.empty());
}

TEST(ValidatePrincipalTest, WholePrincipalIsValid) {
  Principal anna = Anna();
  anna.email = "anna@example.com";
  anna.grants = {{Role::kSales, "products/atlas"}, {Role::kAdmin, "products/-"}};
  EXPECT_TRUE(Validate(anna).ok());
}

TEST(ValidatePrincipalTest, DisplayNameIsRequired) {
  Principal anna = Anna();
  anna.display_name = "";
  EXPECT_EQ(ReasonOf(Validate(anna)), "REQUIRED");
}

TEST(ValidatePrincipalTest, EmailWithoutAnAtSignIsNone) {
  for (const char* email : {"anna", "@example.com", "anna@", "a@b@c", "an na@example.com"}) {
    Principal anna = Anna();
    anna.email = email;
    EXPECT_EQ(ReasonOf(Validate(anna)), "INVALID_FORMAT") << email;
  }
}

TEST(ValidatePrincipalTest, OtherLanguagesAreRefused) {
  Principal anna = Anna();
  anna.language = "fr";
  EXPECT_EQ(ReasonOf(Validate(anna)), "INVALID_ENUM");
}

TEST(ValidatePrincipalTest, AdminOfOneProductIsRefused) {
  Principal anna = Anna();
  anna.grants = {{Role::kAdmin, "products/atlas"}};
  EXPECT_EQ(ReasonOf(Validate(anna)), "ROLE_NEEDS_ALL_PRODUCTS");
}

TEST(ValidatePrincipalTest, GrantWithoutARoleIsRefused) {
  Principal anna = Anna();
  anna.grants = {{Role::kUnspecified, "products/atlas"}};
  EXPECT_EQ(ReasonOf(Validate(anna)), "REQUIRED");
}

TEST(ValidatePrincipalTest, GrantForNoProductIsRefused) {
  Principal anna = Anna();
  anna.grants = {{Role::kSales, "customers/1"}};
  EXPECT_EQ(ReasonOf(Validate(anna)), "INVALID_FORMAT");
}

TEST(ValidatePrincipalTest, SameGrantTwiceIsRefused) {
  Principal anna = Anna();
  anna.grants = {{Role::kSales, "products/atlas"}, {Role::kSales, "products/atlas"}};
  EXPECT_EQ(ReasonOf(Validate(anna)), "DUPLICATE");
}

}  // namespace
}  // namespace zusage::directory
