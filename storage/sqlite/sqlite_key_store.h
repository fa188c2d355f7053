// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_STORAGE_SQLITE_SQLITE_KEY_STORE_H_
#define ZUSAGE_STORAGE_SQLITE_SQLITE_KEY_STORE_H_

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/base/ids.h"
#include "storage/connection.h"
#include "storage/crypto.h"
#include "storage/key_store.h"
#include "storage/sqlite/sqlite_engine.h"

namespace zusage::storage {

// A KeyStore in a SQLite file of its own, every key wrapped under the master key. A thread makes
// keys ahead, in blocks that grow with demand. Thread-safe.
class SqliteKeyStore final : public KeyStore {
 public:
  // Opens or creates the file. `random` outlives the store. Errors: FAILED_PRECONDITION if the file
  // belongs to another master key.
  static absl::StatusOr<std::unique_ptr<SqliteKeyStore>> Open(const std::string& path,
                                                              const SecretKey& master,
                                                              RandomSource& random);
  ~SqliteKeyStore() override;

  absl::StatusOr<DataKey> Take() override;
  absl::StatusOr<DataKey> Get(int64_t id) override;
  absl::Status Erase(int64_t id) override;
  absl::StatusOr<std::string> SigningKey() override;

 private:
  SqliteKeyStore(std::unique_ptr<SqliteEngine> engine, std::unique_ptr<Connection> connection,
                 const SecretKey& master, RandomSource& random);

  void MakeAhead();
  absl::StatusOr<std::deque<DataKey>> MakeBlock(int64_t size);
  absl::Status InsertBlock(int64_t size, std::deque<DataKey>& block);
  std::string Wrap(std::string_view context, std::string_view bytes);

  const std::unique_ptr<SqliteEngine> engine_;
  const SecretKey master_;
  RandomSource& random_;

  std::mutex connection_mutex_;
  const std::unique_ptr<Connection> connection_;

  std::mutex keys_mutex_;
  std::condition_variable changed_;
  std::deque<DataKey> keys_;  // made ahead
  int64_t block_size_;
  absl::Status error_;
  bool stopping_ = false;
  std::thread maker_;
};

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_SQLITE_SQLITE_KEY_STORE_H_
