// SPDX-License-Identifier: Apache-2.0
#include "services/directory/store_authenticator.h"

#include <gtest/gtest.h>

#include <string>

#include "services/base/etag.h"
#include "services/directory/update_principal.h"
#include "tests/unit/directory/keys_fixture.h"

namespace zusage::directory {
namespace {

using StoreAuthenticatorTest = KeysTest;

TEST_F(StoreAuthenticatorTest, RevokedKeyStopsAtTheNextCall) {
  StoreAuthenticator authenticator(world_.store(), world_.clock());
  const CreateKeyInput input = ForAnna();
  const auto key = world_.AddKey(input);
  EXPECT_EQ(authenticator.ResolveToken(HashOf(input.token))->principal.name, "principals/anna");
  ASSERT_TRUE(Revoke(key->name).ok());
  EXPECT_TRUE(absl::IsNotFound(authenticator.ResolveToken(HashOf(input.token)).status()));
}

TEST_F(StoreAuthenticatorTest, DeactivatedPrincipalIsSaidToBeInactive) {
  StoreAuthenticator authenticator(world_.store(), world_.clock());
  const CreateKeyInput input = ForAnna();
  ASSERT_TRUE(world_.AddKey(input).ok());
  const RecordedPrincipal anna = Resolve(input.token)->principal;
  Principal inactive = anna.principal;
  inactive.active = false;
  ASSERT_TRUE(world_
                  .Write([&](storage::Unit& unit) {
                    return UpdatePrincipal(unit, world_.admin(), inactive,
                                           EtagOf(inactive.name, anna.position));
                  })
                  .ok());
  EXPECT_FALSE(authenticator.ResolveToken(HashOf(input.token))->principal.active);
  EXPECT_FALSE(authenticator.ResolvePrincipal("principals/anna")->principal.active);
}

TEST_F(StoreAuthenticatorTest, IdentityEndsWithItsKey) {
  StoreAuthenticator authenticator(world_.store(), world_.clock());
  CreateKeyInput input = ForAnna();
  input.expire_time = world_.clock().Now() + absl::Seconds(1);
  ASSERT_TRUE(world_.AddKey(input).ok());
  EXPECT_EQ(authenticator.ResolveToken(HashOf(input.token))->valid_until, *input.expire_time);
}

TEST_F(StoreAuthenticatorTest, NobodyIsNotFound) {
  StoreAuthenticator authenticator(world_.store(), world_.clock());
  EXPECT_TRUE(absl::IsNotFound(authenticator.ResolveToken(HashOf("zsg_x")).status()));
  EXPECT_TRUE(absl::IsNotFound(authenticator.ResolvePrincipal("principals/nobody").status()));
}

}  // namespace
}  // namespace zusage::directory
