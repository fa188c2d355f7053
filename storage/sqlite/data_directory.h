// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_STORAGE_SQLITE_DATA_DIRECTORY_H_
#define ZUSAGE_STORAGE_SQLITE_DATA_DIRECTORY_H_

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/base/error.h"

namespace zusage::storage {

inline constexpr ErrorSpec kDataDirectoryInUse{
    absl::StatusCode::kFailedPrecondition, "DATA_DIRECTORY_IN_USE",
    "The data directory {directory} is in use by another process; stop it first.",
    "Das Datenverzeichnis {directory} wird von einem anderen Prozess benutzt; diesen erst "
    "beenden."};
inline constexpr ErrorSpec kDataDirectoryMissing{
    absl::StatusCode::kNotFound, "DATA_DIRECTORY_MISSING",
    "There is no data directory {directory}; create it with `zusaged init`.",
    "Ein Datenverzeichnis {directory} gibt es nicht; mit `zusaged init` anlegen."};

// OK if there is a directory `path`, made if `create` for its owner only. Errors:
// kDataDirectoryMissing; INTERNAL with the system's words.
absl::Status EnsureDataDirectory(const std::string& path, bool create);

// A data directory, locked for this process for as long as the object lives. The lock goes with the
// process, however it ends.
class DataDirectory {
 public:
  // Errors: kDataDirectoryMissing unless `create`; kDataDirectoryInUse; INTERNAL with the system's
  // words.
  static absl::StatusOr<DataDirectory> Open(std::string path, bool create);

  DataDirectory(DataDirectory&& other) noexcept;
  DataDirectory& operator=(DataDirectory&&) = delete;
  ~DataDirectory();

  const std::string& path() const { return path_; }
  std::string File(std::string_view name) const;

 private:
  DataDirectory(std::string path, int lock) : path_(std::move(path)), lock_(lock) {}

  std::string path_;
  int lock_ = -1;
};

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_SQLITE_DATA_DIRECTORY_H_
