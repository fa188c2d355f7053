// SPDX-License-Identifier: Apache-2.0
#include "storage/answer_book.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/test_store.h"

namespace zusage::storage {
namespace {

using testing::TestStore;

AnswerKey KeyOf(const std::string& request_id) {
  return {"principals/a", "", "Submit", request_id};
}

// A store with an answer for every second of `count` request ids, and the keys of all.
class AnswerBookTest : public ::testing::Test {
 protected:
  std::vector<std::string> Fill(int count) {
    std::vector<std::string> keys;
    for (int i = 0; i < count; ++i) {
      const std::string request_id = "r" + std::to_string(i);
      keys.push_back(BytesOf(KeyOf(request_id)));
      if (i % 2 == 1) continue;
      const StoredAnswer answer{std::string(32, 'h'), request_id};
      EXPECT_TRUE(
          world_.Write([&](Unit& unit) { return StoreAnswer(unit, KeyOf(request_id), answer); })
              .ok());
    }
    return keys;
  }
  void Load(const std::vector<std::string>& keys) {
    ASSERT_TRUE(world_.Read([&](ReadTransaction& tx) { return book_.Load(tx, keys); }).ok());
  }

  TestStore world_;
  AnswerBook book_;
};

TEST_F(AnswerBookTest, TellsOfEveryKeyWhatIsStored) {
  const std::vector<std::string> all = Fill(70);
  for (const int count : {4, 31, 32, 33, 64, 70}) {
    Load({all.begin(), all.begin() + count});
    for (int i = 0; i < 70; ++i) {
      ASSERT_EQ(book_.Knows(all[i]), i < count) << i << " of " << count;
      const std::optional<StoredAnswer> found = book_.Find(all[i]);
      ASSERT_EQ(found.has_value(), i < count && i % 2 == 0) << i << " of " << count;
      if (!found.has_value()) continue;
      EXPECT_EQ(found->bytes, "r" + std::to_string(i));
    }
  }
}

TEST_F(AnswerBookTest, FewKeysAreLookedUpOneByOne) {
  const std::vector<std::string> keys = Fill(3);
  Load(keys);
  for (size_t i = 0; i < keys.size(); ++i) {
    EXPECT_TRUE(book_.Knows(keys[i]));
    EXPECT_EQ(book_.Find(keys[i]).has_value(), i % 2 == 0);
  }
}

TEST_F(AnswerBookTest, WhatIsStoredMeanwhileIsNotKnown) {
  const std::vector<std::string> keys = Fill(6);
  Load(keys);
  book_.Forget(keys[1]);
  EXPECT_FALSE(book_.Knows(keys[1]));
  EXPECT_TRUE(book_.Knows(keys[2]));
}

TEST_F(AnswerBookTest, NextBatchForgetsTheOneBefore) {
  const std::vector<std::string> keys = Fill(6);
  Load(keys);
  Load({});
  EXPECT_FALSE(book_.Knows(keys[0]));
}

}  // namespace
}  // namespace zusage::storage
