// SPDX-License-Identifier: Apache-2.0
//
// The linguistic data that are installed on this machine.
#ifndef ZUSAGE_SERVICES_ALIGNMENT_LINGUISTIC_FILE_H_
#define ZUSAGE_SERVICES_ALIGNMENT_LINGUISTIC_FILE_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "services/alignment/domain/lexicon.h"

namespace zusage::alignment {

// Where deploy/linguistic-data puts the data for the program that runs: share/zusage beside the
// directory that the program is in. "" if that cannot be found out.
std::string InstalledLinguisticData();

// The lexicon of the file at `path`, which is mapped into memory, so that all processes of a
// machine share it, and stays there as long as the lexicon. Errors: NOT_FOUND /
// LINGUISTIC_DATA_MISSING if it cannot be read, and those of LinguisticData::Read.
absl::StatusOr<std::shared_ptr<const Lexicon>> OpenLinguisticData(const std::string& path);

// The lexicon to work with, and how it came to be.
struct LoadedLexicon {
  std::shared_ptr<const Lexicon> lexicon;
  std::string path;      // of the file; "" for the built-in list
  absl::Status problem;  // what kept the installed file from being used
};

// The lexicon of the file at `path`, which must be good if it is named. For "" that of the
// installed file; if there is none, or it cannot be used, the built-in list: the check works
// without it.
absl::StatusOr<LoadedLexicon> LoadLexicon(const std::string& path);

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_LINGUISTIC_FILE_H_
