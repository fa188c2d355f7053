// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_TESTS_CONTRACT_JOURNAL_HOLDS_H_
#define ZUSAGE_TESTS_CONTRACT_JOURNAL_HOLDS_H_

#include <gtest/gtest.h>

#include "storage/connection.h"
#include "storage/journal/verify.h"
#include "storage/key_store.h"
#include "tests/support/story_table.h"

namespace zusage::storage {

// Expects the journal of a database of stories to be whole.
inline void ExpectJournalHolds(Engine& engine, KeyStore& keys) {
  const auto connection = engine.Connect(Access::kRead).value();
  VerifyOptions options;
  options.fact_tables = testing::kStoryTables;
  const absl::Status status = VerifyJournal(*connection, keys, options).status();
  EXPECT_TRUE(status.ok()) << status;
}

}  // namespace zusage::storage

#endif  // ZUSAGE_TESTS_CONTRACT_JOURNAL_HOLDS_H_
