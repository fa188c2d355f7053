// SPDX-License-Identifier: Apache-2.0
#include "storage/journal/verify.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "absl/synchronization/blocking_counter.h"
#include "storage/crypto.h"
#include "storage/journal/checkpoint.h"
#include "storage/journal/part.h"
#include "tests/support/story_table.h"
#include "tests/support/test_store.h"

namespace zusage::storage {
namespace {

using ::testing::HasSubstr;
using testing::kStorySchema;
using testing::kStoryTables;
using testing::Story;
using testing::Tell;
using testing::TestStore;

// A journal of 300 entries, one full tile and a partial one, which a test then damages.
class VerifyTest : public ::testing::Test {
 protected:
  static constexpr int kEntries = 300;

  VerifyTest() : world_(kStoryTables, std::string(kStorySchema)) {
    TellUpTo(100);
    TellUpTo(kEntries);
    connection_ = world_.opened().engine->Connect(Access::kWrite).value();
    options_.fact_tables = kStoryTables;
  }

  // All at once, as one wait for the disk is enough; then a checkpoint.
  void TellUpTo(int last) {
    absl::BlockingCounter left(last - told_);
    while (told_ < last) {
      const int i = ++told_;
      world_.store().Write(
          [i](Unit& unit) {
            return Tell(unit, {.name = "stories/" + std::to_string(i), .chapter = i});
          },
          [&](absl::Status status) {
            EXPECT_TRUE(status.ok()) << status;
            left.DecrementCount();
          });
    }
    left.Wait();
    world_.clock().Advance(absl::Seconds(1));
    EXPECT_TRUE(world_.opened().follower->CatchUp().ok());
  }

  absl::StatusOr<VerifyReport> Verify() {
    return VerifyJournal(*connection_, *world_.opened().keys, options_);
  }

  void Damage(const std::string& sql, int64_t rows = 1, Binds binds = {}) {
    const absl::StatusOr<int64_t> changed = connection_->Execute(sql, binds);
    ASSERT_TRUE(changed.ok()) << changed.status();
    ASSERT_EQ(*changed, rows);
  }

  // What verify finds after `sql`.
  std::string FindingAfter(const std::string& sql, Binds binds = {}) {
    Damage(sql, 1, binds);
    const absl::Status status = Verify().status();
    EXPECT_TRUE(absl::IsDataLoss(status)) << status;
    return std::string(status.message());
  }

  // What verify finds after the lowest bit of the byte `at` (from 0) of a BLOB column was flipped.
  std::string FindingAfterFlip(const std::string& table, const std::string& column, size_t at,
                               const std::string& where) {
    std::string bytes;
    EXPECT_TRUE(connection_
                    ->Query("SELECT " + column + " FROM " + table + " WHERE " + where, {},
                            [&](const Row& row) {
                              bytes = row.Bytes(0);
                              return absl::OkStatus();
                            })
                    .ok());
    bytes.at(at) = static_cast<char>(bytes.at(at) ^ 1);
    return FindingAfter("UPDATE " + table + " SET " + column + " = :bytes WHERE " + where,
                        {{"bytes", Blob{bytes}}});
  }

  TestStore world_;
  int told_ = 0;
  std::unique_ptr<Connection> connection_;
  VerifyOptions options_;
};

TEST_F(VerifyTest, WholeJournalHolds) {
  const absl::StatusOr<VerifyReport> report = Verify();
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_EQ(report->entries, kEntries);
  EXPECT_EQ(report->facts, kEntries);
  EXPECT_EQ(report->parts, 3 * kEntries);
  EXPECT_EQ(report->tiles, 3);  // a full one, what is left, and the level above
  EXPECT_EQ(report->checkpoints, 2);
}

TEST_F(VerifyTest, EntriesThatTheFollowerHasNotReachedHoldToo) {
  ASSERT_TRUE(world_.Write([](Unit& unit) { return Tell(unit, Story{}); }).ok());
  const absl::StatusOr<VerifyReport> report = Verify();
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_EQ(report->entries, kEntries + 1);
}

// Older entries have private parts that were sealed as they are.
TEST_F(VerifyTest, PartHoldsWhetherItWasPackedOrNot) {
  const std::string body(4000, 'x');
  ASSERT_TRUE(world_.Write([&](Unit& unit) { return Tell(unit, Story{.body = body}); }).ok());
  KeyStore& keys = *world_.opened().keys;
  std::string text;
  DataKey key;
  const int64_t position = kEntries + 1;
  ASSERT_TRUE(VisitParts(*connection_, position, position, [&](const StoredPart& part) {
                if (part.index() != 2) return absl::OkStatus();
                text = PlaintextOf(part, keys).value();
                key = keys.Get(*part.key_id).value();
                EXPECT_LT(part.body.size(), 500);
                return absl::OkStatus();
              }).ok());
  EXPECT_THAT(text, HasSubstr(body));
  EXPECT_TRUE(Verify().ok());
  const int64_t id = position * kPartsPerEntry + 2;
  const std::string sealed = Seal(key.bytes, std::string(kNonceSize, 'n'), PartContext(id), text);
  Damage("UPDATE journal_parts SET body = :body WHERE id = :id", 1,
         {{"body", Blob{sealed}}, {"id", id}});
  EXPECT_TRUE(Verify().ok());
  const std::string cut = Seal(key.bytes, std::string(kNonceSize, 'n'), PartContext(id), "\1cut");
  EXPECT_THAT(FindingAfter("UPDATE journal_parts SET body = :body WHERE id = :id",
                           {{"body", Blob{cut}}, {"id", id}}),
              HasSubstr("entry 301: part 2"));
}

TEST_F(VerifyTest, ChangedPlainColumnIsFound) {
  EXPECT_THAT(FindingAfter("UPDATE stories SET chapter = 43 WHERE chapter = 42"),
              HasSubstr("entry 42: fact 0 in stories was changed"));
}

TEST_F(VerifyTest, ChangedRealColumnIsFound) {
  EXPECT_THAT(FindingAfter("UPDATE stories SET weight = 0.25 WHERE chapter = 42"),
              HasSubstr("entry 42: "));
}

TEST_F(VerifyTest, ChangedPersonalColumnIsFound) {
  EXPECT_THAT(FindingAfter("UPDATE stories SET author = 'Erika Mustermenn' WHERE chapter = 42"),
              HasSubstr("entry 42: "));
}

TEST_F(VerifyTest, ChangedFreeTextColumnIsFound) {
  EXPECT_THAT(FindingAfter("UPDATE stories SET body = 'Es war keinmal.' WHERE chapter = 42"),
              HasSubstr("entry 42: "));
}

TEST_F(VerifyTest, NullThatWasNoneIsFound) {
  EXPECT_THAT(FindingAfter("UPDATE stories SET label = '' WHERE chapter = 42"),
              HasSubstr("entry 42: "));
}

TEST_F(VerifyTest, MissingFactIsFound) {
  EXPECT_THAT(FindingAfter("DELETE FROM stories WHERE chapter = 300"),
              HasSubstr("entry 300: a fact of stories is missing"));
}

TEST_F(VerifyTest, ForeignFactIsFound) {
  EXPECT_THAT(FindingAfter("INSERT INTO stories (fact, story) VALUES (42 * 1024 + 1, 'new')"),
              HasSubstr("entry 42: a fact of stories that it does not hold"));
}

TEST_F(VerifyTest, FactBeyondTheJournalIsFound) {
  EXPECT_THAT(FindingAfter("INSERT INTO stories (fact, story) VALUES (301 * 1024, 'new')"),
              HasSubstr("entry 301: a row of stories without an entry"));
}

TEST_F(VerifyTest, ChangedPlainPartIsFound) {
  EXPECT_THAT(FindingAfterFlip("journal_parts", "body", 20, "id = 42 * 1024"),
              HasSubstr("entry 42: part 0"));
}

TEST_F(VerifyTest, ChangedPrivatePartIsFound) {
  EXPECT_THAT(FindingAfterFlip("journal_parts", "body", 20, "id = 42 * 1024 + 1"),
              HasSubstr("entry 42: part 1"));
}

TEST_F(VerifyTest, ChangedSaltIsFound) {
  EXPECT_THAT(FindingAfterFlip("journal_parts", "salt", 31, "id = 42 * 1024 + 2"),
              HasSubstr("entry 42: part 2"));
}

TEST_F(VerifyTest, MissingPartIsFound) {
  EXPECT_THAT(FindingAfter("DELETE FROM journal_parts WHERE id = 42 * 1024 + 1"),
              HasSubstr("entry 42: part 1"));
}

TEST_F(VerifyTest, ErasedPartThatNoEntryNamesIsFound) {
  EXPECT_THAT(FindingAfter("UPDATE journal_parts SET salt = NULL, body = NULL "
                           "WHERE id = 42 * 1024 + 1"),
              HasSubstr("entry 42: part 1 or its key was erased"));
}

TEST_F(VerifyTest, ErasedKeyThatNoEntryNamesIsFound) {
  const int64_t key = world_.Number("SELECT key_id FROM owner_keys WHERE owner = 'stories/42'");
  ASSERT_TRUE(world_.opened().keys->Erase(key).ok());
  EXPECT_THAT(std::string(Verify().status().message()), HasSubstr("entry 42: part 2"));
}

TEST_F(VerifyTest, ChangedLeafIsFound) {
  // Far behind in the leaf: a digest.
  EXPECT_THAT(FindingAfterFlip("journal_entries", "leaf", 120, "position = 42"),
              HasSubstr("entry 42: "));
}

TEST_F(VerifyTest, ChangedActorIsFound) {
  EXPECT_THAT(FindingAfterFlip("journal_entries", "leaf", 30, "position = 42"),
              HasSubstr("entry 42: the leaf is not what its tile says"));
}

TEST_F(VerifyTest, ChangedCommitTimeIsFound) {
  EXPECT_THAT(
      FindingAfter("UPDATE journal_entries SET commit_time = commit_time + 1 WHERE position = 42"),
      HasSubstr("entry 42: the leaf has another commit time"));
}

TEST_F(VerifyTest, MissingEntryIsFound) {
  EXPECT_THAT(FindingAfter("DELETE FROM journal_entries WHERE position = 42"),
              HasSubstr("entry 42: missing"));
}

TEST_F(VerifyTest, EntriesCutOffAreFoundByTheCounter) {
  EXPECT_THAT(FindingAfter("DELETE FROM journal_entries WHERE position = 300"),
              HasSubstr("entry 300: the counter says 300"));
}

TEST_F(VerifyTest, ChangedCounterIsFound) {
  EXPECT_THAT(FindingAfter("UPDATE journal_head SET position = 301"), HasSubstr("entry 301: "));
}

TEST_F(VerifyTest, ChangedCounterTimeIsFound) {
  EXPECT_THAT(FindingAfter("UPDATE journal_head SET commit_time = commit_time + 1"),
              HasSubstr("entry 300: the counter has another commit time"));
}

TEST_F(VerifyTest, ChangedTileNamesTheEntry) {
  EXPECT_THAT(FindingAfterFlip("journal_tiles", "hashes", 41 * 32 + 5, "level = 0 AND tile = 0"),
              HasSubstr("entry 42: the leaf is not what its tile says"));
}

TEST_F(VerifyTest, ChangedPartialTileNamesTheEntry) {
  EXPECT_THAT(FindingAfterFlip("journal_tiles", "hashes", 32, "level = 0 AND tile = 1"),
              HasSubstr("entry 258: the leaf is not what its tile says"));
}

TEST_F(VerifyTest, MissingTileIsFound) {
  EXPECT_THAT(FindingAfter("DELETE FROM journal_tiles WHERE level = 1"),
              HasSubstr("tile 0 of level 1"));
}

TEST_F(VerifyTest, ForeignTileIsFound) {
  EXPECT_THAT(FindingAfter("INSERT INTO journal_tiles (level, tile, hashes) VALUES (0, 7, :hashes)",
                           {{"hashes", Blob{"0"}}}),
              HasSubstr("4 tiles instead of 3"));
}

TEST_F(VerifyTest, ChangedCheckpointIsFound) {
  EXPECT_THAT(FindingAfter("UPDATE journal_checkpoints SET note = replace(note, '100', '101') "
                           "WHERE tree_size = 100"),
              HasSubstr("entry 100: the checkpoint's signature does not hold"));
}

TEST_F(VerifyTest, CheckpointBeyondTheTreeIsFound) {
  EXPECT_THAT(FindingAfter("UPDATE journal_checkpoints SET tree_size = 400 WHERE tree_size = 300"),
              HasSubstr("entry 400: "));
}

TEST_F(VerifyTest, KeptCheckpointThatFitsHolds) {
  ASSERT_TRUE(connection_
                  ->Query("SELECT note FROM journal_checkpoints WHERE tree_size = 100", {},
                          [&](const Row& row) {
                            options_.kept_checkpoint = std::string(row.Text(0));
                            return absl::OkStatus();
                          })
                  .ok());
  EXPECT_TRUE(Verify().ok());
}

TEST_F(VerifyTest, KeptCheckpointShowsThatTheNewestEntriesWereCutOff) {
  const std::string key = world_.opened().keys->SigningKey().value();
  options_.kept_checkpoint = SignCheckpoint({400, Sha256({"lost"})}, key);
  EXPECT_THAT(std::string(Verify().status().message()), HasSubstr("entry 301: missing"));
}

TEST_F(VerifyTest, KeptCheckpointShowsThatAllWasRewritten) {
  const std::string key = world_.opened().keys->SigningKey().value();
  options_.kept_checkpoint = SignCheckpoint({100, Sha256({"other"})}, key);
  EXPECT_THAT(std::string(Verify().status().message()),
              HasSubstr("entry 100: this or an earlier one is not what the kept checkpoint says"));
}

}  // namespace
}  // namespace zusage::storage
