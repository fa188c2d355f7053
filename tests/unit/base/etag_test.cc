// SPDX-License-Identifier: Apache-2.0
#include "services/base/etag.h"

#include <gtest/gtest.h>

#include "services/base/error.h"

namespace zusage {
namespace {

TEST(EtagTest, EtagOfTheSamePositionIsAccepted) {
  EXPECT_TRUE(CheckEtag(EtagOf("products/a", 7), "products/a", 7).ok());
}

TEST(EtagTest, StaleEtagIsAborted) {
  const absl::Status status = CheckEtag(EtagOf("products/a", 7), "products/a", 8);
  EXPECT_EQ(status.code(), absl::StatusCode::kAborted);
  EXPECT_EQ(ReasonOf(status), "ETAG_STALE");
}

TEST(EtagTest, EtagOfAnotherResourceIsAborted) {
  EXPECT_FALSE(CheckEtag(EtagOf("products/a", 7), "products/b", 7).ok());
}

TEST(EtagTest, EmptyEtagIsAFieldError) {
  const absl::Status status = CheckEtag("", "products/a", 7);
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(DetailsOf(status)->fields[0].field, "etag");
}

}  // namespace
}  // namespace zusage
