// SPDX-License-Identifier: Apache-2.0
#include "storage/sqlite/data_directory.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/base/status_macros.h"
#include "storage/text.h"

namespace zusage::storage {

absl::Status EnsureDataDirectory(const std::string& path, bool create) {
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) return absl::OkStatus();
  if (!create) return Error(kDataDirectoryMissing, {{"directory", path}});
  std::filesystem::create_directories(path, error);
  if (!error) {
    std::filesystem::permissions(path, std::filesystem::perms::owner_all, error);
  }
  if (error) return absl::InternalError(absl::StrCat(path, ": ", error.message()));
  return absl::OkStatus();
}

absl::StatusOr<DataDirectory> DataDirectory::Open(std::string path, bool create) {
  ZUSAGE_RETURN_IF_ERROR(EnsureDataDirectory(path, create));
  const std::string file = absl::StrCat(path, "/LOCK");
  const int lock = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (lock < 0) return absl::ErrnoToStatus(errno, absl::StrCat("cannot open ", file));
  if (flock(lock, LOCK_EX | LOCK_NB) != 0) {
    const int reason = errno;
    close(lock);
    if (reason == EWOULDBLOCK) return Error(kDataDirectoryInUse, {{"directory", path}});
    return absl::ErrnoToStatus(reason, absl::StrCat("cannot lock ", file));
  }
  return DataDirectory(std::move(path), lock);
}

DataDirectory::DataDirectory(DataDirectory&& other) noexcept
    : path_(std::move(other.path_)), lock_(std::exchange(other.lock_, -1)) {}

DataDirectory::~DataDirectory() {
  if (lock_ >= 0) close(lock_);
}

std::string DataDirectory::File(std::string_view name) const {
  return absl::StrCat(path_, "/", Absl(name));
}

}  // namespace zusage::storage
