// SPDX-License-Identifier: Apache-2.0
#include "services/directory/create_key.h"

#include <gtest/gtest.h>

#include <string>

#include "services/base/status_macros.h"
#include "tests/unit/directory/keys_fixture.h"

namespace zusage::directory {
namespace {

using CreateKeyTest = KeysTest;

TEST_F(CreateKeyTest, TokenOpensAsItsPrincipal) {
  const CreateKeyInput input = ForAnna();
  const auto key = world_.AddKey(input);
  ASSERT_TRUE(key.ok()) << key.status();
  EXPECT_TRUE(key->name.starts_with("principals/anna/keys/"));
  EXPECT_EQ(key->label, "laptop");
  EXPECT_EQ(key->create_time, world_.clock().Now());
  EXPECT_EQ(Resolve(input.token)->principal.principal.name, "principals/anna");
}

TEST_F(CreateKeyTest, TokenIsStoredNowhere) {
  const CreateKeyInput input = ForAnna();
  ASSERT_TRUE(world_.AddKey(input).ok());
  EXPECT_EQ(world_.Number("SELECT COUNT(*) FROM keys WHERE token_hash LIKE '%zsg_%'"), 0);
  const absl::StatusOr<bool> found =
      world_.Read([&](storage::ReadTransaction& tx) -> absl::StatusOr<bool> {
        bool found = false;
        ZUSAGE_RETURN_IF_ERROR(
            tx.Query("SELECT body FROM journal_parts", {}, [&](const storage::Row& row) {
              found = found || row.Bytes(0).find(input.token) != std::string_view::npos;
              return absl::OkStatus();
            }));
        return found;
      });
  EXPECT_FALSE(found.value());
}

TEST_F(CreateKeyTest, UnknownPrincipalIsNotFound) {
  CreateKeyInput input = ForAnna();
  input.principal = "principals/nobody";
  EXPECT_TRUE(absl::IsNotFound(world_.AddKey(input).status()));
}

TEST_F(CreateKeyTest, PastEndIsExpired) {
  CreateKeyInput input = ForAnna();
  input.expire_time = world_.clock().Now();
  EXPECT_EQ(ReasonOf(world_.AddKey(input).status()), "EXPIRED");
}

TEST_F(CreateKeyTest, LongLabelIsTooLong) {
  CreateKeyInput input = ForAnna();
  input.label = std::string(201, 'x');
  EXPECT_EQ(ReasonOf(world_.AddKey(input).status()), "TOO_LONG");
}

TEST_F(CreateKeyTest, OneMoreThanAllowedIsRefusedUntilOneIsRevoked) {
  std::string last;
  for (int i = 0; i < kMaxKeysPerPrincipal; ++i) last = world_.AddKey(ForAnna())->name;
  EXPECT_EQ(ReasonOf(world_.AddKey(ForAnna()).status()), "TOO_MANY_KEYS");
  ASSERT_TRUE(Revoke(last).ok());
  EXPECT_TRUE(world_.AddKey(ForAnna()).ok());
}

}  // namespace
}  // namespace zusage::directory
