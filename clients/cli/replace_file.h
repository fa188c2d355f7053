// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_CLIENTS_CLI_REPLACE_FILE_H_
#define ZUSAGE_CLIENTS_CLI_REPLACE_FILE_H_

#include <string>

#include "absl/status/status.h"

namespace zusage::cli {

// Makes `text` all that the file says: the whole of it or, if that fails, nothing. Who may read it
// stays as it was, and a link goes on leading to the file. INVALID_ARGUMENT / FILE_UNWRITABLE.
absl::Status ReplaceFile(const std::string& path, const std::string& text);

}  // namespace zusage::cli

#endif  // ZUSAGE_CLIENTS_CLI_REPLACE_FILE_H_
