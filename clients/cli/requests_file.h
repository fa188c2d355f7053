// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_CLIENTS_CLI_REQUESTS_FILE_H_
#define ZUSAGE_CLIENTS_CLI_REQUESTS_FILE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "clients/cli/session.h"
#include "services/alignment/domain/backtest.h"

namespace zusage::cli {

// The past requests of a file, a line of JSON each, with what was decided on them. INVALID_ARGUMENT
// with file and line of what is wrong: no JSON, a field, an id that was there before, or nothing in
// the whole file.
absl::StatusOr<std::vector<alignment::BacktestRequest>> ReadRequestsFile(const std::string& path,
                                                                         Session& session);

}  // namespace zusage::cli

#endif  // ZUSAGE_CLIENTS_CLI_REQUESTS_FILE_H_
