// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/secret_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <utility>

#include "clients/cli/errors.h"

namespace zusage::cli {

absl::StatusOr<SecretFile> SecretFile::Create(const std::string& path) {
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) return Error(kFileUnwritable, {{"path", path}});
  return SecretFile(path, file);
}

SecretFile::SecretFile(SecretFile&& other) noexcept
    : path_(std::move(other.path_)),
      file_(std::exchange(other.file_, -1)),
      written_(other.written_) {}

SecretFile::~SecretFile() {
  if (file_ < 0) return;
  close(file_);
  if (!written_) unlink(path_.c_str());
}

absl::Status SecretFile::Write(const std::string& secret) {
  const std::string line = secret + "\n";
  written_ = write(file_, line.data(), line.size()) == static_cast<ssize_t>(line.size()) &&
             fsync(file_) == 0;
  return written_ ? absl::OkStatus() : Error(kFileUnwritable, {{"path", path_}});
}

}  // namespace zusage::cli
