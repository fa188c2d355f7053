// SPDX-License-Identifier: Apache-2.0
#include "storage/sql_key_store.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/base/log.h"
#include "services/base/status_macros.h"
#include "storage/in_transaction.h"
#include "storage/missing_table.h"

namespace zusage::storage {
namespace {

constexpr int64_t kFirstBlock = 64;
constexpr int64_t kLargestBlock = 4096;
// How many keys are read at once, and how long they are remembered.
constexpr int64_t kAhead = 256;
constexpr absl::Duration kAheadFor = absl::Seconds(1);
constexpr std::string_view kSigningContext = "zusage.key/signing";

constexpr std::string_view kProbe = "SELECT one FROM signing_key";
constexpr std::string_view kSchema =
    "CREATE TABLE IF NOT EXISTS data_keys (id @INT NOT NULL PRIMARY KEY, wrapped @BLOB NOT NULL);"
    "CREATE TABLE IF NOT EXISTS next_data_key (one @INT NOT NULL PRIMARY KEY, id @INT NOT NULL);"
    "INSERT INTO next_data_key (one, id) VALUES (1, 1) ON CONFLICT (one) DO NOTHING;"
    "CREATE TABLE IF NOT EXISTS signing_key (one @INT NOT NULL PRIMARY KEY, wrapped @BLOB NOT "
    "NULL)";

std::string ContextOf(int64_t id) { return absl::StrCat("zusage.key/", id); }

absl::Status WrongMaster() {
  return absl::FailedPreconditionError("the key store was made with another master key");
}

}  // namespace

absl::StatusOr<bool> SqlKeyStore::HasKeys(Engine& engine) {
  ZUSAGE_ASSIGN_OR_RETURN(auto connection, engine.Connect(Access::kRead));
  bool found = false;
  const absl::Status status = connection->Query(kProbe, {}, [&](const Row&) {
    found = true;
    return absl::OkStatus();
  });
  if (!status.ok() && !IsMissingTable(status)) return status;
  return found;
}

absl::Status SqlKeyStore::CreateTables(Connection& connection) {
  return MakeTables(connection, kProbe, kSchema);
}

absl::StatusOr<std::unique_ptr<SqlKeyStore>> SqlKeyStore::Open(std::unique_ptr<Engine> engine,
                                                               const SecretKey& master,
                                                               RandomSource& random) {
  ZUSAGE_ASSIGN_OR_RETURN(auto connection, engine->Connect(Access::kWrite));
  ZUSAGE_RETURN_IF_ERROR(CreateTables(*connection));
  auto store = std::unique_ptr<SqlKeyStore>(
      new SqlKeyStore(std::move(engine), std::move(connection), master, random));
  ZUSAGE_RETURN_IF_ERROR(store->SigningKey().status());  // tells a wrong master key at once
  return store;
}

SqlKeyStore::SqlKeyStore(std::unique_ptr<Engine> engine, std::unique_ptr<Connection> connection,
                         const SecretKey& master, RandomSource& random)
    : engine_(std::move(engine)),
      master_(master),
      random_(random),
      connection_(std::move(connection)),
      block_size_(kFirstBlock) {}

SqlKeyStore::~SqlKeyStore() {
  {
    const std::scoped_lock lock(keys_mutex_);
    stopping_ = true;
    changed_.notify_all();
  }
  if (maker_.joinable()) maker_.join();
}

absl::StatusOr<DataKey> SqlKeyStore::Take() {
  std::unique_lock lock(keys_mutex_);
  // Who only reads makes no keys.
  if (!maker_.joinable()) maker_ = std::thread([this] { MakeAhead(); });
  if (keys_.empty()) {
    error_ = absl::OkStatus();
    changed_.notify_all();
    changed_.wait(lock, [&] { return !keys_.empty() || !error_.ok(); });
    if (keys_.empty()) return error_;
  }
  const DataKey key = keys_.front();
  keys_.pop_front();
  // Woken once per block, not once per key.
  if (static_cast<int64_t>(keys_.size()) == block_size_ - 1) changed_.notify_all();
  return key;
}

void SqlKeyStore::MakeAhead() {
  std::unique_lock lock(keys_mutex_);
  while (true) {
    // After a failure the next Take() starts another try.
    changed_.wait(lock, [&] {
      return stopping_ || (error_.ok() && static_cast<int64_t>(keys_.size()) < block_size_);
    });
    if (stopping_) return;
    const int64_t size = block_size_;
    lock.unlock();
    absl::StatusOr<std::deque<DataKey>> block = MakeBlock(size);
    lock.lock();
    if (block.ok()) {
      // A block that did not last shows that more are needed.
      if (keys_.empty()) block_size_ = std::min(2 * block_size_, kLargestBlock);
      keys_.insert(keys_.end(), block->begin(), block->end());
    } else {
      Log(Severity::kError, "keys_not_made", {{"error", std::string(block.status().message())}});
      error_ = block.status();
    }
    changed_.notify_all();
  }
}

absl::StatusOr<std::deque<DataKey>> SqlKeyStore::MakeBlock(int64_t size) {
  const std::scoped_lock lock(connection_mutex_);
  std::deque<DataKey> block;
  ZUSAGE_RETURN_IF_ERROR(InTransaction(*connection_, [&] { return InsertBlock(size, block); }));
  return block;
}

absl::Status SqlKeyStore::InsertBlock(int64_t size, std::deque<DataKey>& block) {
  int64_t next = 0;
  ZUSAGE_RETURN_IF_ERROR(
      connection_->Query("UPDATE next_data_key SET id = id + :size WHERE one = 1 RETURNING id",
                         {{"size", size}}, [&](const Row& row) {
                           next = row.Int(0);
                           return absl::OkStatus();
                         }));
  for (int64_t id = next - size; id < next; ++id) {
    DataKey key{.id = id};
    random_.Fill(key.bytes.data(), key.bytes.size());
    const std::string wrapped = Wrap(ContextOf(id), BytesOf(key.bytes));
    ZUSAGE_RETURN_IF_ERROR(
        connection_->Enqueue("INSERT INTO data_keys (id, wrapped) VALUES (:id, :wrapped)",
                             {{"id", id}, {"wrapped", Blob{wrapped}}}));
    block.push_back(key);
  }
  return absl::OkStatus();
}

absl::StatusOr<DataKey> SqlKeyStore::Get(int64_t id) {
  const std::scoped_lock lock(connection_mutex_);
  const bool recent = absl::Now() - ahead_time_ < kAheadFor;
  if (!recent || !ahead_.contains(id)) {
    const bool in_turn = id > last_read_ && id - last_read_ <= kAhead;
    ZUSAGE_RETURN_IF_ERROR(ReadAhead(id, in_turn ? kAhead : 1));
  }
  last_read_ = id;
  const auto wrapped = ahead_.find(id);
  if (wrapped == ahead_.end()) return absl::NotFoundError(absl::StrCat("key ", id, " was erased"));
  const std::optional<std::string> bytes = Unseal(master_, ContextOf(id), wrapped->second);
  if (!bytes.has_value()) return WrongMaster();
  return DataKey{id, *DigestFrom(*bytes)};
}

absl::Status SqlKeyStore::ReadAhead(int64_t id, int64_t count) {
  ahead_.clear();
  ahead_time_ = absl::Now();
  return connection_->Query("SELECT id, wrapped FROM data_keys WHERE id >= :id AND id < :end",
                            {{"id", id}, {"end", id + count}}, [&](const Row& row) {
                              ahead_.emplace(row.Int(0), row.Bytes(1));
                              return absl::OkStatus();
                            });
}

absl::Status SqlKeyStore::Erase(int64_t id) {
  const std::scoped_lock lock(connection_mutex_);
  ahead_.clear();
  ZUSAGE_RETURN_IF_ERROR(InTransaction(*connection_, [&] {
    return connection_->Execute("DELETE FROM data_keys WHERE id = :id", {{"id", id}}).status();
  }));
  engine_->Scrub();
  return absl::OkStatus();
}

absl::StatusOr<std::string> SqlKeyStore::SigningKey() {
  const std::scoped_lock lock(connection_mutex_);
  ZUSAGE_ASSIGN_OR_RETURN(const std::optional<std::string> known, LoadSigningKey());
  if (known.has_value()) return *known;
  // Several processes may be the first: one key is theirs all.
  const std::string fresh = Wrap(kSigningContext, RandomBytes(32, random_));
  ZUSAGE_RETURN_IF_ERROR(InTransaction(*connection_, [&] {
    return connection_->Enqueue(
        "INSERT INTO signing_key (one, wrapped) VALUES (1, :wrapped) "
        "ON CONFLICT (one) DO NOTHING",
        {{"wrapped", Blob{fresh}}});
  }));
  ZUSAGE_ASSIGN_OR_RETURN(const std::optional<std::string> made, LoadSigningKey());
  if (!made.has_value()) return absl::InternalError("the signing key was not kept");
  return *made;
}

absl::StatusOr<std::optional<std::string>> SqlKeyStore::LoadSigningKey() {
  std::optional<std::string> wrapped;
  ZUSAGE_RETURN_IF_ERROR(
      connection_->Query("SELECT wrapped FROM signing_key", {}, [&](const Row& row) {
        wrapped = row.Bytes(0);
        return absl::OkStatus();
      }));
  if (!wrapped.has_value()) return wrapped;
  std::optional<std::string> key = Unseal(master_, kSigningContext, *wrapped);
  if (!key.has_value()) return WrongMaster();
  return key;
}

std::string SqlKeyStore::Wrap(std::string_view context, std::string_view bytes) {
  return Seal(master_, RandomBytes(kNonceSize, random_), context, bytes);
}

}  // namespace zusage::storage
