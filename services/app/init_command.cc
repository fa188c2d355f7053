// SPDX-License-Identifier: Apache-2.0
#include "services/app/init_command.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <ostream>
#include <string>

#include "absl/strings/str_cat.h"
#include "services/base/ids.h"
#include "services/base/status_macros.h"
#include "services/base/time.h"
#include "services/directory/create_first_admin.h"
#include "services/directory/domain/key.h"
#include "storage/open_store.h"

namespace zusage::app {
namespace {

absl::Status FileError(const std::string& what, const std::string& path) {
  return absl::FailedPreconditionError(absl::StrCat(what, " ", path, ": ", std::strerror(errno)));
}

// A file that only its owner can read. Made before the token is, so that no token is lost.
class TokenFile {
 public:
  ~TokenFile() {
    if (file_ >= 0) close(file_);
  }

  absl::Status Create(const std::string& path) {
    path_ = path;
    file_ = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    return file_ >= 0 ? absl::OkStatus() : FileError("Cannot create", path);
  }

  absl::Status Write(const std::string& token) {
    const std::string line = token + "\n";
    if (write(file_, line.data(), line.size()) != static_cast<ssize_t>(line.size()) ||
        fsync(file_) != 0) {
      return FileError("Cannot write", path_);
    }
    return absl::OkStatus();
  }

  void Remove() { unlink(path_.c_str()); }

 private:
  std::string path_;
  int file_ = -1;
};

absl::StatusOr<std::string> CreateAdmin(const InitOptions& options, const std::string& token) {
  const SystemClock clock;
  SystemRandom random;
  storage::OpenStoreOptions store_options;
  store_options.place = options.place;
  ZUSAGE_ASSIGN_OR_RETURN(const storage::OpenedStore opened,
                          storage::OpenStore(store_options, clock, random));
  std::string name;
  ZUSAGE_RETURN_IF_ERROR(opened.store->WriteAndWait([&](storage::Unit& unit) -> absl::Status {
    ZUSAGE_ASSIGN_OR_RETURN(const directory::RecordedPrincipal admin,
                            directory::CreateFirstAdmin(
                                unit, {options.admin_name, options.admin_email, token}, random));
    name = admin.principal.name;
    return absl::OkStatus();
  }));
  return name;
}

}  // namespace

absl::Status Init(const InitOptions& options, std::ostream& out) {
  TokenFile file;
  const bool to_file = !options.token_file.empty();
  if (to_file) ZUSAGE_RETURN_IF_ERROR(file.Create(options.token_file));
  SystemRandom random;
  const std::string token = directory::MakeToken(random);
  const absl::StatusOr<std::string> admin = CreateAdmin(options, token);
  if (!admin.ok()) {
    if (to_file) file.Remove();
    return admin.status();
  }
  if (!to_file) {
    out << token << "\n";
    return absl::OkStatus();
  }
  ZUSAGE_RETURN_IF_ERROR(file.Write(token));
  out << *admin << "\n";
  return absl::OkStatus();
}

}  // namespace zusage::app
