// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_TESTS_SUPPORT_MEMORY_KEY_STORE_H_
#define ZUSAGE_TESTS_SUPPORT_MEMORY_KEY_STORE_H_

#include <cstdint>
#include <map>
#include <mutex>
#include <string>

#include "services/base/ids.h"
#include "storage/key_store.h"

namespace zusage::testing {

// A KeyStore that forgets everything. Thread-safe.
class MemoryKeyStore final : public storage::KeyStore {
 public:
  explicit MemoryKeyStore(RandomSource& random)
      : random_(random), signing_key_(RandomBytes(32, random)) {}

  absl::StatusOr<storage::DataKey> Take() override {
    const std::scoped_lock lock(mutex_);
    storage::DataKey key{.id = ++last_};
    random_.Fill(key.bytes.data(), key.bytes.size());
    return keys_.emplace(key.id, key).first->second;
  }

  absl::StatusOr<storage::DataKey> Get(int64_t id) override {
    const std::scoped_lock lock(mutex_);
    const auto key = keys_.find(id);
    if (key == keys_.end()) return absl::NotFoundError("erased");
    return key->second;
  }

  absl::Status Erase(int64_t id) override {
    const std::scoped_lock lock(mutex_);
    keys_.erase(id);
    return absl::OkStatus();
  }

  absl::StatusOr<std::string> SigningKey() override { return signing_key_; }

 private:
  RandomSource& random_;
  const std::string signing_key_;
  std::mutex mutex_;
  std::map<int64_t, storage::DataKey> keys_;
  int64_t last_ = 0;
};

}  // namespace zusage::testing

#endif  // ZUSAGE_TESTS_SUPPORT_MEMORY_KEY_STORE_H_
