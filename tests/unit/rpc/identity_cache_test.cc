// SPDX-License-Identifier: Apache-2.0
#include "services/rpc/identity_cache.h"

#include <gtest/gtest.h>

#include <functional>

#include "services/base/errors.h"
#include "storage/crypto.h"
#include "tests/support/fake_clock.h"

namespace zusage::rpc {
namespace {

// Knows one token and one name, and counts how often it is asked.
class CountingAuthenticator final : public Authenticator {
 public:
  absl::StatusOr<Identity> ResolveToken(std::string_view token_hash) override {
    ++asked;
    if (during) during();
    if (token_hash != storage::BytesOf(storage::Sha256({"token"}))) return Error(kNotFound);
    return Identity{{.name = "principals/anna"}, valid_until};
  }
  absl::StatusOr<Identity> ResolvePrincipal(std::string_view name) override {
    ++asked;
    return Identity{{.name = std::string(name)}, absl::InfiniteFuture()};
  }

  int asked = 0;
  absl::Time valid_until = absl::InfiniteFuture();
  std::function<void()> during;
};

class IdentityCacheTest : public ::testing::Test {
 protected:
  testing::FakeClock clock_;
  CountingAuthenticator authenticator_;
  IdentityCache cache_{authenticator_, clock_};
};

TEST_F(IdentityCacheTest, IdentityIsAskedForOnceUntilItIsOld) {
  EXPECT_EQ((*cache_.ByToken("token"))->principal.name, "principals/anna");
  EXPECT_TRUE(cache_.ByToken("token").ok());
  EXPECT_EQ(authenticator_.asked, 1);
  clock_.Advance(kIdentityAge);
  EXPECT_TRUE(cache_.ByToken("token").ok());
  EXPECT_EQ(authenticator_.asked, 2);
}

TEST_F(IdentityCacheTest, FailureIsNotKept) {
  EXPECT_EQ(cache_.ByToken("other").status().code(), absl::StatusCode::kNotFound);
  EXPECT_FALSE(cache_.ByToken("other").ok());
  EXPECT_EQ(authenticator_.asked, 2);
}

TEST_F(IdentityCacheTest, IdentityIsKeptNoLongerThanItsKeyLives) {
  authenticator_.valid_until = clock_.Now() + absl::Seconds(1);
  EXPECT_TRUE(cache_.ByToken("token").ok());
  clock_.Advance(absl::Seconds(1));
  EXPECT_TRUE(cache_.ByToken("token").ok());
  EXPECT_EQ(authenticator_.asked, 2);
}

TEST_F(IdentityCacheTest, ClearForgets) {
  EXPECT_TRUE(cache_.ByName("principals/anna").ok());
  cache_.Clear();
  EXPECT_TRUE(cache_.ByName("principals/anna").ok());
  EXPECT_EQ(authenticator_.asked, 2);
}

TEST_F(IdentityCacheTest, WhatWasAskedForBeforeClearIsNotKeptAfterIt) {
  authenticator_.during = [this] { cache_.Clear(); };
  EXPECT_TRUE(cache_.ByToken("token").ok());
  authenticator_.during = nullptr;
  EXPECT_TRUE(cache_.ByToken("token").ok());
  EXPECT_EQ(authenticator_.asked, 2);
}

TEST_F(IdentityCacheTest, CacheDoesNotGrowWithoutEnd) {
  for (int i = 0; i < 50000; ++i) {
    ASSERT_TRUE(cache_.ByName("principals/" + std::to_string(i)).ok());
  }
}

}  // namespace
}  // namespace zusage::rpc
