// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/replace_file.h"

#include <filesystem>
#include <fstream>
#include <system_error>

#include "clients/cli/errors.h"

namespace zusage::cli {
namespace {

bool Write(const std::filesystem::path& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << text;
  file.close();
  return static_cast<bool>(file);
}

}  // namespace

absl::Status ReplaceFile(const std::string& path, const std::string& text) {
  std::error_code failed;
  const std::filesystem::path place = std::filesystem::weakly_canonical(path, failed);
  if (failed) return Error(kFileUnwritable, {{"path", path}});
  const std::filesystem::file_status before = std::filesystem::status(place, failed);
  if (exists(before) && !is_regular_file(before)) {  // a pipe, a terminal
    return Write(place, text) ? absl::OkStatus() : Error(kFileUnwritable, {{"path", path}});
  }
  const std::filesystem::path fresh = place.string() + ".new";
  bool written = Write(fresh, text);
  if (written && exists(before)) {
    std::filesystem::permissions(fresh, before.permissions(), failed);
    written = !failed;
  }
  if (written) std::filesystem::rename(fresh, place, failed);
  if (written && !failed) return absl::OkStatus();
  std::filesystem::remove(fresh, failed);
  return Error(kFileUnwritable, {{"path", path}});
}

}  // namespace zusage::cli
