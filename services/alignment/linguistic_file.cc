// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/linguistic_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>

#include "services/alignment/domain/data_lexicon.h"
#include "services/alignment/domain/errors.h"
#include "services/base/status_macros.h"

namespace zusage::alignment {
namespace {

// A file's bytes in memory. Empty if the file cannot be read.
class MappedFile {
 public:
  explicit MappedFile(const std::string& path) {
    const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat about;
    if (file < 0) return;
    if (fstat(file, &about) == 0 && S_ISREG(about.st_mode) && about.st_size > 0) {
      const size_t size = static_cast<size_t>(about.st_size);
      void* start = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
      if (start != MAP_FAILED) bytes_ = {static_cast<const char*>(start), size};
    }
    close(file);
  }
  ~MappedFile() {
    if (!bytes_.empty()) munmap(const_cast<char*>(bytes_.data()), bytes_.size());
  }
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;

  std::string_view bytes() const { return bytes_; }

 private:
  std::string_view bytes_;
};

// A lexicon with the file that it reads.
struct OpenLexicon {
  OpenLexicon(std::unique_ptr<MappedFile> file, LinguisticData data)
      : file(std::move(file)), lexicon(std::move(data)) {}

  std::unique_ptr<MappedFile> file;
  DataLexicon lexicon;
};

}  // namespace

std::string InstalledLinguisticData() {
  std::error_code error;
  const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", error);
  if (error) return "";
  return program.parent_path().parent_path() / "share/zusage/linguistic-data.bin";
}

absl::StatusOr<std::shared_ptr<const Lexicon>> OpenLinguisticData(const std::string& path) {
  auto file = std::make_unique<MappedFile>(path);
  if (file->bytes().empty()) return Error(kLinguisticDataMissing, {{"path", path}});
  ZUSAGE_ASSIGN_OR_RETURN(LinguisticData data, LinguisticData::Read(file->bytes()));
  const auto open = std::make_shared<const OpenLexicon>(std::move(file), std::move(data));
  return std::shared_ptr<const Lexicon>(open, &open->lexicon);
}

absl::StatusOr<LoadedLexicon> LoadLexicon(const std::string& path) {
  const std::string place = path.empty() ? InstalledLinguisticData() : path;
  absl::StatusOr<std::shared_ptr<const Lexicon>> lexicon = OpenLinguisticData(place);
  if (lexicon.ok()) return LoadedLexicon{*std::move(lexicon), place, absl::OkStatus()};
  if (!path.empty()) return lexicon.status();
  // Lives as long as the process, so that nothing has to be freed.
  const std::shared_ptr<const Lexicon> built_in(std::shared_ptr<void>(), &BuiltInLexicon());
  return LoadedLexicon{built_in, "", lexicon.status()};
}

}  // namespace zusage::alignment
