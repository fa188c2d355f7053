// SPDX-License-Identifier: Apache-2.0
#include "storage/idempotency.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "tests/support/test_store.h"

namespace zusage::storage {
namespace {

using testing::TestStore;

const AnswerKey kKey{"principals/a", "", "Submit", "r1"};
const StoredAnswer kAnswer{std::string(32, 'h'), std::string("answer\0bytes", 12)};

std::optional<StoredAnswer> Find(TestStore& world, const AnswerKey& key) {
  std::optional<StoredAnswer> answer;
  EXPECT_TRUE(world
                  .Read([&](ReadTransaction& tx) {
                    auto found = FindAnswer(tx, key);
                    if (found.ok()) answer = *found;
                    return found.status();
                  })
                  .ok());
  return answer;
}

absl::Status Store(TestStore& world, const AnswerKey& key,
                   std::optional<absl::Duration> keep_for = std::nullopt) {
  return world.Write([&](Unit& unit) { return StoreAnswer(unit, key, kAnswer, keep_for); });
}

TEST(IdempotencyTest, StoredAnswerIsFound) {
  TestStore world;
  EXPECT_EQ(Find(world, kKey), std::nullopt);
  ASSERT_TRUE(Store(world, kKey).ok());
  const std::optional<StoredAnswer> answer = Find(world, kKey);
  ASSERT_TRUE(answer.has_value());
  EXPECT_EQ(answer->bytes, kAnswer.bytes);
  EXPECT_EQ(answer->content_hash, kAnswer.content_hash);
}

TEST(IdempotencyTest, EveryPartOfTheKeyCounts) {
  TestStore world;
  ASSERT_TRUE(Store(world, kKey).ok());
  EXPECT_EQ(Find(world, {"principals/b", "", "Submit", "r1"}), std::nullopt);
  EXPECT_EQ(Find(world, {"principals/a", "principals/b", "Submit", "r1"}), std::nullopt);
  EXPECT_EQ(Find(world, {"principals/a", "", "Decide", "r1"}), std::nullopt);
  EXPECT_EQ(Find(world, {"principals/a", "", "Submit", "r2"}), std::nullopt);
  EXPECT_EQ(Find(world, {"principals/a", "", "Submit", "r11"}), std::nullopt);
  EXPECT_EQ(Find(world, {"principals/a", "Submit", "", "r1"}), std::nullopt);
}

TEST(IdempotencyTest, SecondAnswerUnderOneKeyIsRefused) {
  TestStore world;
  ASSERT_TRUE(Store(world, kKey).ok());
  EXPECT_TRUE(absl::IsInternal(Store(world, kKey)));
}

TEST(IdempotencyTest, OnlyAnswersPastTheirTimeArePurged) {
  TestStore world;
  ASSERT_TRUE(Store(world, kKey).ok());
  ASSERT_TRUE(Store(world, {"p", "", "m", "1"}, absl::Hours(1)).ok());
  ASSERT_TRUE(Store(world, {"p", "", "m", "2"}, absl::Hours(3)).ok());
  world.clock().Advance(absl::Hours(2));
  int64_t purged = 0;
  ASSERT_TRUE(world
                  .Write([&](Unit& unit) {
                    auto rows = PurgeAnswers(unit.tx(), unit.commit_time(), 10);
                    if (rows.ok()) purged = *rows;
                    return rows.status();
                  })
                  .ok());
  EXPECT_EQ(purged, 1);
  EXPECT_EQ(world.Number("SELECT count(*) FROM answers"), 2);
  EXPECT_TRUE(Find(world, kKey).has_value());
}

}  // namespace
}  // namespace zusage::storage
