// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_STORAGE_KEY_STORE_H_
#define ZUSAGE_STORAGE_KEY_STORE_H_

#include <array>
#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace zusage::storage {

// A 256-bit key that protects the private parts of one person or one resource.
struct DataKey {
  int64_t id = 0;
  std::array<unsigned char, 32> bytes{};
};

// Where the keys of private journal parts live: apart from the data, so that the two are backed up
// apart and an erased key stays erased when data is restored. Thread-safe.
class KeyStore {
 public:
  virtual ~KeyStore() = default;

  // A key that no one uses yet and that is already durable. Keys are made ahead in blocks, so that
  // a mutation waits for no second disk write; those left over when the process dies are never
  // used.
  virtual absl::StatusOr<DataKey> Take() = 0;

  // The key; NOT_FOUND if it was erased.
  virtual absl::StatusOr<DataKey> Get(int64_t id) = 0;

  // Erases the key for good. Idempotent.
  virtual absl::Status Erase(int64_t id) = 0;

  // The Ed25519 private key (32 bytes, raw) that signs the journal's checkpoints, made at the first
  // call.
  virtual absl::StatusOr<std::string> SigningKey() = 0;
};

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_KEY_STORE_H_
