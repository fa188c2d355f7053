// SPDX-License-Identifier: Apache-2.0
#include "storage/master_key.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <string_view>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "services/base/status_macros.h"

namespace zusage::storage {
namespace {

absl::Status Unusable(const std::string& file, std::string problem) {
  return Error(kMasterKeyUnusable, {{"file", file}, {"problem", std::move(problem)}});
}

// Closes the descriptor that it holds.
struct File {
  explicit File(int number) : descriptor(number) {}
  ~File() {
    if (descriptor >= 0) close(descriptor);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  const int descriptor;
};

// A new file is durable only once its directory is.
bool SyncDirectoryOf(const std::string& path) {
  const size_t slash = path.rfind('/');
  const std::string directory = slash == path.npos ? "." : path.substr(0, slash + 1);
  const File opened(open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  return opened.descriptor >= 0 && fsync(opened.descriptor) == 0;
}

absl::Status Create(const std::string& path, RandomSource& random) {
  const File file(open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  if (file.descriptor < 0) return absl::ErrnoToStatus(errno, absl::StrCat("cannot create ", path));
  const std::string text = absl::StrCat(absl::BytesToHexString(RandomBytes(32, random)), "\n");
  const bool written =
      write(file.descriptor, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  if (!written || fsync(file.descriptor) != 0 || !SyncDirectoryOf(path)) {
    return absl::ErrnoToStatus(errno, absl::StrCat("cannot write ", path));
  }
  return absl::OkStatus();
}

absl::StatusOr<SecretKey> Load(const std::string& path) {
  const File file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.descriptor < 0) return Unusable(path, absl::ErrnoToStatus(errno, "").ToString());
  struct stat about;
  if (fstat(file.descriptor, &about) != 0 || (about.st_mode & 077) != 0) {
    return Unusable(path, "may be read by others than its owner (chmod 600)");
  }
  std::array<char, 128> text;
  const ssize_t size = read(file.descriptor, text.data(), text.size());
  const absl::string_view digits = absl::StripAsciiWhitespace(
      absl::string_view(text.data(), static_cast<size_t>(std::max<ssize_t>(size, 0))));
  if (digits.size() != 64 || !std::ranges::all_of(digits, absl::ascii_isxdigit)) {
    return Unusable(path, "does not hold 64 hexadecimal digits");
  }
  return *DigestFrom(absl::HexStringToBytes(digits));
}

}  // namespace

absl::StatusOr<SecretKey> LoadMasterKey(const std::string& file, bool create,
                                        RandomSource& random) {
  if (create && access(file.c_str(), F_OK) != 0) ZUSAGE_RETURN_IF_ERROR(Create(file, random));
  return Load(file);
}

}  // namespace zusage::storage
