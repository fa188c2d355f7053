// SPDX-License-Identifier: Apache-2.0
#include "storage/open_store.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "tests/support/fake_clock.h"
#include "tests/support/seeded_random.h"
#include "tests/support/temporary_directory.h"

namespace zusage::storage {
namespace {

class OpenStoreTest : public ::testing::Test {
 protected:
  OpenStoreTest() {
    options_.place.data_dir = directory_.File("data");
    options_.follow = false;
  }

  absl::StatusOr<OpenedStore> Open() { return OpenStore(options_, clock_, random_); }
  std::string File(const std::string& name) const { return options_.place.data_dir + "/" + name; }

  std::string Bytes(const std::string& name) const {
    std::ifstream in(File(name), std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  testing::TemporaryDirectory directory_;
  testing::FakeClock clock_;
  testing::SeededRandom random_;
  OpenStoreOptions options_;
};

TEST_F(OpenStoreTest, NewDirectoryIsMadeAndOpenedAgain) {
  EXPECT_TRUE(Open().ok());
  EXPECT_TRUE(Open().ok());
  options_.create = false;
  EXPECT_TRUE(Open().ok());
}

TEST_F(OpenStoreTest, MissingDirectoryIsNotMadeUnlessAsked) {
  options_.create = false;
  EXPECT_EQ(ReasonOf(Open().status()), "DATA_DIRECTORY_MISSING");
}

TEST_F(OpenStoreTest, SecondOpenerIsKeptOut) {
  const auto first = Open();
  ASSERT_TRUE(first.ok());
  EXPECT_EQ(ReasonOf(Open().status()), "DATA_DIRECTORY_IN_USE");
}

TEST_F(OpenStoreTest, MasterKeyIsItsOwnersOnly) {
  ASSERT_TRUE(Open().ok());
  struct stat about;
  ASSERT_EQ(stat(File("master.key").c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777, 0600u);
  chmod(File("master.key").c_str(), 0644);
  EXPECT_EQ(ReasonOf(Open().status()), "MASTER_KEY_UNUSABLE");
}

TEST_F(OpenStoreTest, MasterKeyMayLieElsewhere) {
  options_.place.master_key_file = directory_.File("elsewhere.key");
  ASSERT_TRUE(Open().ok());
  EXPECT_TRUE(std::filesystem::exists(options_.place.master_key_file));
  EXPECT_FALSE(std::filesystem::exists(File("master.key")));
}

TEST_F(OpenStoreTest, LostMasterKeyIsNotReplaced) {
  ASSERT_TRUE(Open().ok());
  std::filesystem::remove(File("master.key"));
  EXPECT_EQ(ReasonOf(Open().status()), "MASTER_KEY_UNUSABLE");
}

TEST_F(OpenStoreTest, WrongMasterKeyIsRefused) {
  ASSERT_TRUE(Open().ok());
  std::ofstream(File("master.key")) << std::string(64, 'a') << "\n";
  EXPECT_TRUE(absl::IsFailedPrecondition(Open().status()));
}

TEST_F(OpenStoreTest, KeysAreTakenOnceEachAndSurviveReopening) {
  DataKey first, second;
  std::string signing;
  {
    auto opened = Open();
    ASSERT_TRUE(opened.ok());
    first = opened->keys->Take().value();
    second = opened->keys->Take().value();
    signing = opened->keys->SigningKey().value();
    EXPECT_NE(first.id, second.id);
    EXPECT_NE(first.bytes, second.bytes);
  }
  auto opened = Open();
  ASSERT_TRUE(opened.ok());
  EXPECT_EQ(opened->keys->Get(first.id).value().bytes, first.bytes);
  EXPECT_EQ(opened->keys->SigningKey().value(), signing);
  for (int i = 0; i < 300; ++i) {
    const DataKey key = opened->keys->Take().value();
    EXPECT_GT(key.id, second.id);  // those left over are never used
  }
}

TEST_F(OpenStoreTest, WhoOnlyLooksWritesNothing) {
  ASSERT_TRUE(Open()->keys->Take().ok());
  const std::vector<std::string> before = {Bytes("zusage.db"), Bytes("keys.db")};
  {
    const auto data = OpenData(options_.place, OpenFor::kLooking, random_);
    ASSERT_TRUE(data.ok());
    EXPECT_TRUE(data->keys->SigningKey().ok());
    EXPECT_TRUE(data->keys->Get(1).ok());
  }
  EXPECT_EQ(before, (std::vector<std::string>{Bytes("zusage.db"), Bytes("keys.db")}));
}

TEST_F(OpenStoreTest, ErasedKeyIsGoneForGood) {
  DataKey key;
  {
    auto opened = Open();
    ASSERT_TRUE(opened.ok());
    key = opened->keys->Take().value();
    ASSERT_TRUE(opened->keys->Erase(key.id).ok());
    ASSERT_TRUE(opened->keys->Erase(key.id).ok());
    EXPECT_TRUE(absl::IsNotFound(opened->keys->Get(key.id).status()));
  }
  EXPECT_TRUE(absl::IsNotFound(Open()->keys->Get(key.id).status()));
}

// Who reads one after the other is given some that were read ahead.
TEST_F(OpenStoreTest, KeysReadInTurnAreTheSameAndErasedOnesGone) {
  auto opened = Open();
  ASSERT_TRUE(opened.ok());
  std::vector<DataKey> keys;
  for (int i = 0; i < 600; ++i) keys.push_back(opened->keys->Take().value());
  for (const DataKey& key : keys) {
    if (key.id % 100 == 0) {
      ASSERT_TRUE(opened->keys->Erase(key.id).ok());
    }
    const absl::StatusOr<DataKey> read = opened->keys->Get(key.id);
    if (key.id % 100 == 0) {
      EXPECT_TRUE(absl::IsNotFound(read.status())) << key.id;
    } else {
      EXPECT_EQ(read.value().bytes, key.bytes) << key.id;
    }
  }
}

TEST_F(OpenStoreTest, KeysAreWrittenNowhereInTheClear) {
  DataKey key;
  {
    auto opened = Open();
    ASSERT_TRUE(opened.ok());
    key = opened->keys->Take().value();
  }
  const std::string needle(reinterpret_cast<const char*>(key.bytes.data()), key.bytes.size());
  for (const auto& file : std::filesystem::directory_iterator(options_.place.data_dir)) {
    std::ifstream in(file.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    EXPECT_EQ(bytes.find(needle), std::string::npos) << file.path();
  }
}

}  // namespace
}  // namespace zusage::storage
