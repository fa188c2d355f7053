// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_STORAGE_SQL_KEY_STORE_H_
#define ZUSAGE_STORAGE_SQL_KEY_STORE_H_

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/base/ids.h"
#include "storage/connection.h"
#include "storage/crypto.h"
#include "storage/key_store.h"

namespace zusage::storage {

// A KeyStore in a database, every key wrapped under the master key. From the first Take() on, a
// thread makes keys ahead, in blocks that grow with demand: who only reads writes nothing. Several
// processes may share one database. Thread-safe.
class SqlKeyStore final : public KeyStore {
 public:
  // Makes the tables if they are missing. `random` outlives the store. Errors: FAILED_PRECONDITION
  // if the keys belong to another master key.
  static absl::StatusOr<std::unique_ptr<SqlKeyStore>> Open(std::unique_ptr<Engine> engine,
                                                           const SecretKey& master,
                                                           RandomSource& random);
  // Whether a database holds keys, which only their own master key opens.
  static absl::StatusOr<bool> HasKeys(Engine& engine);
  // Makes the tables if they are missing, without any key in them.
  static absl::Status CreateTables(Connection& connection);
  ~SqlKeyStore() override;

  absl::StatusOr<DataKey> Take() override;
  absl::StatusOr<DataKey> Get(int64_t id) override;
  absl::Status Erase(int64_t id) override;
  absl::StatusOr<std::string> SigningKey() override;

 private:
  SqlKeyStore(std::unique_ptr<Engine> engine, std::unique_ptr<Connection> connection,
              const SecretKey& master, RandomSource& random);

  absl::StatusOr<std::optional<std::string>> FindSigningKey();
  void MakeAhead();
  absl::StatusOr<std::deque<DataKey>> MakeBlock(int64_t size);
  absl::Status InsertBlock(int64_t size, std::deque<DataKey>& block);
  // Reads so many keys from `id` on: more than one for who reads one after the other, as they were
  // given out. Call with `connection_mutex_` held.
  absl::Status ReadAhead(int64_t id, int64_t count);
  // The signing key, if there is one. Call with `connection_mutex_` held.
  absl::StatusOr<std::optional<std::string>> LoadSigningKey();
  std::string Wrap(std::string_view context, std::string_view bytes);

  const std::unique_ptr<Engine> engine_;
  const SecretKey master_;
  RandomSource& random_;

  std::mutex connection_mutex_;
  const std::unique_ptr<Connection> connection_;
  // What was read ahead, wrapped as it is stored, and when. Forgotten soon: another process may
  // have erased some of it.
  std::map<int64_t, std::string> ahead_;
  absl::Time ahead_time_ = absl::InfinitePast();
  int64_t last_read_ = 0;

  std::mutex keys_mutex_;
  std::condition_variable changed_;
  std::deque<DataKey> keys_;  // made ahead
  int64_t block_size_;
  absl::Status error_;
  bool stopping_ = false;
  std::thread maker_;
};

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_SQL_KEY_STORE_H_
