// SPDX-License-Identifier: Apache-2.0
#include "storage/batch_store.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/support/story_table.h"
#include "tests/support/test_store.h"

namespace zusage::storage {
namespace {

using testing::kStorySchema;
using testing::kStoryTables;
using testing::Story;
using testing::Tell;
using testing::TestStore;

TEST(BatchStoreTest, MutationIsReadableOnceItIsAcknowledged) {
  TestStore world(kStoryTables, std::string(kStorySchema));
  ASSERT_TRUE(world.Write([](Unit& unit) { return Tell(unit, Story{}); }).ok());
  EXPECT_EQ(world.Number("SELECT chapter FROM stories"), 1);
  EXPECT_EQ(world.store().head().position, 1);
  EXPECT_EQ(world.Number("SELECT count(*) FROM journal_parts"), 3);
}

}  // namespace
}  // namespace zusage::storage
