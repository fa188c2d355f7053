// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/get_check_info.h"

#include <gtest/gtest.h>

#include "services/alignment/domain/check.h"
#include "tests/unit/alignment/alignment_world.h"

namespace zusage::alignment {
namespace {

TEST(GetCheckInfoTest, SaysWithWhatTheCheckWorks) {
  AtlasKnowledge knowledge;
  const GetCheckInfoOutput info = GetCheckInfo(*knowledge);
  EXPECT_FALSE(info.server_version.empty());
  EXPECT_EQ(info.check_version, kCheckVersion);
  EXPECT_EQ(info.linguistic_fingerprint, BuiltInLexicon().fingerprint());
  EXPECT_EQ(info.known_position, 4);
  EXPECT_TRUE(info.ready);
}

TEST(GetCheckInfoTest, BeforeTheJournalWasReadItIsNotReady) {
  const GetCheckInfoOutput info = GetCheckInfo(Knowledge());
  EXPECT_EQ(info.known_position, 0);
  EXPECT_FALSE(info.ready);
}

}  // namespace
}  // namespace zusage::alignment
