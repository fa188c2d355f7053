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

class RevokeAdminsKeyTest : public KeysTest {
 protected:
  // A key of an admin, who is made.
  Key KeyOfAdmin(const std::string& admin) {
    EXPECT_TRUE(
        world_.Create({.name = admin, .display_name = admin, .grants = {kAdminGrant}}).ok());
    return AnotherKeyOf(admin);
  }
  Key AnotherKeyOf(const std::string& admin, std::optional<absl::Time> expire_time = {}) {
    return *world_.AddKey({.principal = admin,
                           .label = "laptop",
                           .expire_time = expire_time,
                           .token = MakeToken(world_.random())});
  }

  const Grant kAdminGrant{Role::kAdmin, std::string(kAllProducts)};
};

TEST_F(RevokeAdminsKeyTest, LastKeyOfTheLastAdminStays) {
  const Key key = KeyOfAdmin("principals/root");
  ASSERT_TRUE(world_.AddKey(ForAnna()).ok()) << "who is no admin";
  const absl::Status refused = Revoke(key.name).status();
  EXPECT_TRUE(absl::IsFailedPrecondition(refused));
  EXPECT_EQ(ReasonOf(refused), "LAST_ADMIN");
}

TEST_F(RevokeAdminsKeyTest, OneOfTwoKeysOfTheLastAdminMayGo) {
  const Key first = KeyOfAdmin("principals/root");
  const Key second = AnotherKeyOf("principals/root");
  EXPECT_TRUE(Revoke(first.name).ok());
  EXPECT_EQ(ReasonOf(Revoke(second.name).status()), "LAST_ADMIN");
}

TEST_F(RevokeAdminsKeyTest, LastKeyOfOneOfTwoAdminsMayGo) {
  const Key first = KeyOfAdmin("principals/root");
  const Key second = KeyOfAdmin("principals/other");
  EXPECT_TRUE(Revoke(first.name).ok());
  EXPECT_EQ(ReasonOf(Revoke(second.name).status()), "LAST_ADMIN");
}

TEST_F(RevokeAdminsKeyTest, KeyThatHasExpiredDoesNotCount) {
  const Key lasting = KeyOfAdmin("principals/root");
  const Key expiring = AnotherKeyOf("principals/root", world_.clock().Now() + absl::Hours(1));
  world_.clock().Advance(absl::Hours(1));
  EXPECT_EQ(ReasonOf(Revoke(lasting.name).status()), "LAST_ADMIN");
  EXPECT_TRUE(Revoke(expiring.name).ok());
}

TEST_F(RevokeAdminsKeyTest, SecondTimeIsStillAnswered) {
  const Key first = KeyOfAdmin("principals/root");
  AnotherKeyOf("principals/root");
  ASSERT_TRUE(Revoke(first.name).ok());
  EXPECT_TRUE(Revoke(first.name).ok());
}

}  // namespace
}  // namespace zusage::directory
