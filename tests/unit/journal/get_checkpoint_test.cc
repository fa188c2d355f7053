// SPDX-License-Identifier: Apache-2.0
#include "services/journal/get_checkpoint.h"

#include <gtest/gtest.h>

#include "services/base/error.h"
#include "storage/journal/checkpoint.h"
#include "tests/unit/journal/journal_world.h"

namespace zusage::journal {
namespace {

class GetCheckpointTest : public JournalWorld {
 protected:
  absl::StatusOr<SignedCheckpoint> Get() {
    return GetCheckpoint(world_.store(), entries_, *world_.opened().keys);
  }
};

TEST_F(GetCheckpointTest, EmptyJournalHasNone) {
  EXPECT_EQ(ReasonOf(Get().status()), "NO_CHECKPOINT");
}

TEST_F(GetCheckpointTest, NewestIsGivenWithWhatVerifiesIt) {
  TellAbout("stories/1", 2);
  ASSERT_TRUE(world_.opened().follower->CatchUp().ok());
  TellAbout("stories/2");
  ASSERT_TRUE(world_.opened().follower->CatchUp().ok());
  const SignedCheckpoint newest = Get().value();
  EXPECT_EQ(newest.size, 3);
  const storage::Verifier verifier = storage::ParseVerifier(newest.verifier_key).value();
  const storage::Checkpoint opened = storage::OpenCheckpoint(newest.note, verifier).value();
  EXPECT_EQ(opened.size, 3);
  EXPECT_EQ(storage::BytesOf(opened.root), newest.root_hash);
}

TEST_F(GetCheckpointTest, ForgedCheckpointIsNotGivenOut) {
  TellAbout("stories/1");
  ASSERT_TRUE(world_.opened().follower->CatchUp().ok());
  ASSERT_TRUE(world_
                  .Write([](storage::Unit& unit) {
                    return unit.tx()
                        .Execute("UPDATE journal_checkpoints SET note = replace(note, '1', '2')",
                                 {})
                        .status();
                  })
                  .ok());
  EXPECT_TRUE(absl::IsDataLoss(Get().status()));
}

}  // namespace
}  // namespace zusage::journal
