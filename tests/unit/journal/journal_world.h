// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_TESTS_UNIT_JOURNAL_JOURNAL_WORLD_H_
#define ZUSAGE_TESTS_UNIT_JOURNAL_JOURNAL_WORLD_H_

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "services/directory/domain/principal.h"
#include "services/journal/domain/entry.h"
#include "storage/journal/journal_repository.h"
#include "tests/support/story_table.h"
#include "tests/support/test_store.h"

namespace zusage::journal {

// A journal of stories, and somebody to read it.
class JournalWorld : public ::testing::Test {
 protected:
  JournalWorld()
      : world_(testing::kStoryTables, std::string(testing::kStorySchema)),
        entries_(*world_.opened().keys) {
    auditor_.principal = "principals/auditor";
    auditor_.grants = {{directory::Role::kAuditor, std::string(directory::kAllProducts)}};
    integration_.principal = "principals/integration";
    integration_.grants = {{directory::Role::kIntegration, std::string(directory::kAllProducts)}};
  }

  void TellAbout(const std::string& name, int times = 1) {
    for (int i = 0; i < times; ++i) {
      ASSERT_TRUE(
          world_.Write([&](storage::Unit& unit) { return testing::Tell(unit, {.name = name}); })
              .ok());
    }
  }

  static std::vector<int64_t> Positions(const Page& page) {
    std::vector<int64_t> positions;
    for (const Entry& entry : page.entries) positions.push_back(entry.position);
    return positions;
  }

  testing::TestStore world_;
  storage::JournalRepository entries_;
  directory::Caller auditor_;
  directory::Caller integration_;
};

}  // namespace zusage::journal

#endif  // ZUSAGE_TESTS_UNIT_JOURNAL_JOURNAL_WORLD_H_
