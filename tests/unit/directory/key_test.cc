// SPDX-License-Identifier: Apache-2.0
#include "services/directory/domain/key.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/support/seeded_random.h"

namespace zusage::directory {
namespace {

RC_GTEST_PROP(TokenTest, MadeOneIsRecognised, (uint64_t seed)) {
  testing::SeededRandom random(seed);
  const std::string token = MakeToken(random);
  RC_ASSERT(token.size() == 63u);
  RC_ASSERT(IsToken(token));
}

RC_GTEST_PROP(TokenTest, OneChangedCharacterIsNoticed, (uint64_t seed)) {
  testing::SeededRandom random(seed);
  std::string token = MakeToken(random);
  char& changed = token[*rc::gen::inRange<size_t>(0, token.size())];
  changed = changed == 'x' ? 'y' : 'x';
  RC_ASSERT(!IsToken(token));
}

TEST(TokenTest, TwoAreNeverTheSame) {
  testing::SeededRandom random;
  EXPECT_NE(MakeToken(random), MakeToken(random));
}

TEST(TokenTest, TextOfAnotherKindIsNone) {
  EXPECT_FALSE(IsToken(""));
  EXPECT_FALSE(IsToken("zsg_"));
  EXPECT_FALSE(IsToken(std::string(63, 'a')));
}

TEST(IsUsableTest, KeyEndsWhenItExpires) {
  const absl::Time end = absl::FromUnixSeconds(1000);
  const Key key{.expire_time = end};
  EXPECT_TRUE(IsUsable(key, end - absl::Microseconds(1)));
  EXPECT_FALSE(IsUsable(key, end));
}

TEST(IsUsableTest, RevokedKeyIsUseless) {
  const absl::Time now = absl::FromUnixSeconds(1000);
  EXPECT_FALSE(IsUsable(Key{.revoke_time = now}, now));
}

}  // namespace
}  // namespace zusage::directory
