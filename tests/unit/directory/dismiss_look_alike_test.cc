// SPDX-License-Identifier: Apache-2.0
#include "services/directory/dismiss_look_alike.h"

#include <gtest/gtest.h>

#include <string>

#include "services/directory/list_look_alikes.h"
#include "tests/unit/directory/directory_world.h"

namespace zusage::directory {
namespace {

class DismissLookAlikeTest : public ::testing::Test {
 protected:
  void SetUp() override {
    one_ = world_.Upsert({.display_name = "M\u00fcller GmbH"})->customer.name;
    other_ = world_.Upsert({.display_name = "Mueller AG"})->customer.name;
  }

  absl::StatusOr<int> Dismiss(const std::string& customer, const std::string& other) {
    return world_.Write([&](storage::Unit& unit) -> absl::StatusOr<int> {
      const absl::Status status = DismissLookAlike(unit, world_.admin(), customer, other);
      if (!status.ok()) return status;
      return 0;
    });
  }

  size_t Proposed() {
    return world_.Read([&](storage::ReadTransaction& tx) { return ListLookAlikes(tx, {}); })
        ->look_alikes.size();
  }

  DirectoryWorld world_;
  std::string one_;
  std::string other_;
};

TEST_F(DismissLookAlikeTest, TwoThatAreTwoAreNotProposedAgain) {
  EXPECT_EQ(Proposed(), 1u);
  ASSERT_TRUE(Dismiss(other_, one_).ok());
  EXPECT_EQ(Proposed(), 0u);
}

TEST_F(DismissLookAlikeTest, SayingItAgainAppendsNoEntry) {
  ASSERT_TRUE(Dismiss(one_, other_).ok());
  const int64_t head = world_.head();
  EXPECT_TRUE(Dismiss(other_, one_).ok());
  EXPECT_EQ(world_.head(), head);
}

TEST_F(DismissLookAlikeTest, TheyCanStillBeMerged) {
  ASSERT_TRUE(Dismiss(one_, other_).ok());
  EXPECT_TRUE(world_.Merge(one_, other_).ok());
  EXPECT_EQ(ReasonOf(Dismiss(one_, other_).status()), "CUSTOMER_MERGED");
}

TEST_F(DismissLookAlikeTest, OneOrUnknownOnesAreRefused) {
  EXPECT_EQ(ReasonOf(Dismiss(one_, one_).status()), "SAME_CUSTOMER");
  EXPECT_TRUE(absl::IsNotFound(Dismiss(one_, "customers/nobody").status()));
}

}  // namespace
}  // namespace zusage::directory
