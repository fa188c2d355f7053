// SPDX-License-Identifier: Apache-2.0
#include "services/app/log_sink.h"

#include <gtest/gtest.h>

namespace zusage::app {
namespace {

TEST(LogSinkTest, LineIsOneJsonObjectWithItsFieldsInOrder) {
  EXPECT_EQ(FormatJsonLine(absl::UnixEpoch(), Severity::kWarning, "peer_away",
                           {{"peer", "a\"b\\c\n"}, {"n", "1"}}),
            R"({"time":"1970-01-01T00:00:00.000000Z","severity":"warning","event":"peer_away",)"
            R"("peer":"a\"b\\c\u000a","n":"1"})");
}

TEST(RedactedTest, TokensAreReplacedWhereverTheyStand) {
  EXPECT_EQ(Redacted("error", "no key zsg_abc123 here, zsg_def"),
            "no key [redacted] here, [redacted]");
  EXPECT_EQ(Redacted("error", "authorization: Bearer abc.def-1;"), "authorization: [redacted];");
}

TEST(RedactedTest, FieldsNamedAfterSecretsAreReplacedWhole) {
  EXPECT_EQ(Redacted("token", "anything at all"), "[redacted]");
  EXPECT_EQ(Redacted("authorization", ""), "[redacted]");
}

TEST(RedactedTest, OtherTextStays) {
  EXPECT_EQ(Redacted("method", "zusage.review.v1"), "zusage.review.v1");
  EXPECT_EQ(Redacted("x", ""), "");
}

}  // namespace
}  // namespace zusage::app
