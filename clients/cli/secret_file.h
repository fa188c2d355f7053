// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_CLIENTS_CLI_SECRET_FILE_H_
#define ZUSAGE_CLIENTS_CLI_SECRET_FILE_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace zusage::cli {

// A new file that only its owner may read, for something that is shown once. It goes with the
// object as long as nothing was written into it.
class SecretFile {
 public:
  // FILE_UNWRITABLE, also if there is a file already: it may hold another secret.
  static absl::StatusOr<SecretFile> Create(const std::string& path);
  SecretFile(SecretFile&& other) noexcept;
  SecretFile& operator=(SecretFile&& other) = delete;
  ~SecretFile();

  // Writes one line, which is on disk when this returns.
  absl::Status Write(const std::string& secret);

 private:
  SecretFile(std::string path, int file) : path_(std::move(path)), file_(file) {}

  std::string path_;
  int file_;
  bool written_ = false;
};

}  // namespace zusage::cli

#endif  // ZUSAGE_CLIENTS_CLI_SECRET_FILE_H_
