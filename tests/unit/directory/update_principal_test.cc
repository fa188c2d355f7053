// SPDX-License-Identifier: Apache-2.0
#include "services/directory/update_principal.h"

#include <gtest/gtest.h>

#include <string>

#include "services/base/etag.h"
#include "tests/unit/directory/directory_world.h"

namespace zusage::directory {
namespace {

class UpdatePrincipalTest : public ::testing::Test {
 protected:
  RecordedPrincipal CreateAdmin(const std::string& name) {
    RecordedPrincipal admin = CreateAdminWithoutKey(name);
    EXPECT_TRUE(
        world_.AddKey({.principal = name, .label = "laptop", .token = MakeToken(world_.random())})
            .ok());
    return admin;
  }
  RecordedPrincipal CreateAdminWithoutKey(const std::string& name) {
    return *world_.Create({.name = name, .display_name = name, .grants = {kAdminGrant}});
  }

  absl::StatusOr<RecordedPrincipal> Update(const Principal& principal, const std::string& etag) {
    return world_.Write([&](storage::Unit& unit) {
      return UpdatePrincipal(unit, world_.admin(), principal, etag);
    });
  }

  absl::StatusOr<RecordedPrincipal> Update(const RecordedPrincipal& read, const Principal& shall) {
    return Update(shall, EtagOf(read.principal.name, read.position));
  }

  const Grant kAdminGrant{Role::kAdmin, std::string(kAllProducts)};
  DirectoryWorld world_;
};

TEST_F(UpdatePrincipalTest, WholePrincipalIsReplaced) {
  const RecordedPrincipal anna = *world_.CreateAnna({{Role::kSales, "products/atlas"}});
  Principal shall = anna.principal;
  shall.display_name = "Anna Ott";
  shall.grants = {{Role::kProductManager, "products/borea"}};
  const auto updated = Update(anna, shall);
  ASSERT_TRUE(updated.ok()) << updated.status();
  EXPECT_EQ(updated->principal, shall);
  EXPECT_EQ(updated->create_time, anna.create_time);
  EXPECT_GT(updated->position, anna.position);
}

TEST_F(UpdatePrincipalTest, StaleEtagIsAborted) {
  const RecordedPrincipal anna = *world_.CreateAnna({});
  Principal shall = anna.principal;
  shall.display_name = "Anna Ott";
  ASSERT_TRUE(Update(anna, shall).ok());
  shall.display_name = "Anna Alt";
  const auto late = Update(anna, shall);
  EXPECT_TRUE(absl::IsAborted(late.status()));
  EXPECT_EQ(ReasonOf(late.status()), "ETAG_STALE");
}

TEST_F(UpdatePrincipalTest, MissingEtagIsRequired) {
  const RecordedPrincipal anna = *world_.CreateAnna({});
  const auto updated = Update(anna.principal, "");
  EXPECT_EQ(ReasonOf(updated.status()), "REQUIRED");
  EXPECT_EQ(FieldOf(updated.status()), "principal.etag");
}

TEST_F(UpdatePrincipalTest, UnknownPrincipalIsNotFound) {
  const auto updated = Update({.name = "principals/nobody", .display_name = "N"}, "etag");
  EXPECT_TRUE(absl::IsNotFound(updated.status()));
}

TEST_F(UpdatePrincipalTest, LastAdminStays) {
  const RecordedPrincipal root = CreateAdmin("principals/root");
  Principal inactive = root.principal;
  inactive.active = false;
  EXPECT_EQ(ReasonOf(Update(root, inactive).status()), "LAST_ADMIN");
  Principal stripped = root.principal;
  stripped.grants.clear();
  EXPECT_EQ(ReasonOf(Update(root, stripped).status()), "LAST_ADMIN");
}

TEST_F(UpdatePrincipalTest, OneOfTwoAdminsMayGo) {
  const RecordedPrincipal root = CreateAdmin("principals/root");
  const RecordedPrincipal other = CreateAdmin("principals/other");
  Principal inactive = root.principal;
  inactive.active = false;
  EXPECT_TRUE(Update(root, inactive).ok());
  inactive = other.principal;
  inactive.active = false;
  EXPECT_EQ(ReasonOf(Update(other, inactive).status()), "LAST_ADMIN");
}

TEST_F(UpdatePrincipalTest, AdminWithoutKeyIsNoOther) {
  const RecordedPrincipal root = CreateAdmin("principals/root");
  CreateAdminWithoutKey("principals/other");
  Principal inactive = root.principal;
  inactive.active = false;
  EXPECT_EQ(ReasonOf(Update(root, inactive).status()), "LAST_ADMIN");
}

TEST_F(UpdatePrincipalTest, NothingNewAppendsNoEntry) {
  const RecordedPrincipal anna = *world_.CreateAnna({});
  const int64_t head = world_.head();
  EXPECT_TRUE(Update(anna, anna.principal).ok());
  EXPECT_EQ(world_.head(), head);
}

}  // namespace
}  // namespace zusage::directory
