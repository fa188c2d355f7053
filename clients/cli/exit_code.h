// SPDX-License-Identifier: Apache-2.0
// What the program's exit code says. Scripts rely on it; docs/cli.md lists it.
#ifndef ZUSAGE_CLIENTS_CLI_EXIT_CODE_H_
#define ZUSAGE_CLIENTS_CLI_EXIT_CODE_H_

#include "absl/status/status.h"

namespace zusage::cli {

enum class ExitCode {
  kOk = 0,
  kNo = 1,            // the question was answered, and the answer is no
  kUsage = 2,         // the command line is wrong; nothing was sent
  kInvalidInput = 3,  // a file or a value is wrong
  kNotFound = 4,
  kNotAllowed = 5,    // no valid token, or not this role
  kPrecondition = 6,  // the state of the world is another: stale etag, wrong state, already there
  kUnavailable = 7,   // not reachable, too slow or overloaded; calling again may help
  kInternal = 8,
};

// OK for an OK status.
ExitCode ExitCodeOf(absl::StatusCode code);

}  // namespace zusage::cli

#endif  // ZUSAGE_CLIENTS_CLI_EXIT_CODE_H_
