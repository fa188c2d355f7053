// SPDX-License-Identifier: Apache-2.0
//
// What went wrong, for people and for scripts, wherever it went wrong: on the server or here.
#ifndef ZUSAGE_CLIENTS_CLI_FAILURE_H_
#define ZUSAGE_CLIENTS_CLI_FAILURE_H_

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "services/base/error.h"

namespace zusage::cli {

struct Failure {
  struct Field {
    std::string path;
    std::string reason;
    std::string description;
  };

  absl::StatusCode code = absl::StatusCode::kOk;
  std::string reason;   // UPPER_SNAKE; "" if there is none
  std::string message;  // in the user's language where there is a text in it
  Metadata metadata;
  std::vector<Field> fields;
};

// What `status`, which must not be OK, says.
Failure FailureOf(const absl::Status& status, Language language);

// What may help; "" if nothing comes to mind.
std::string HintFor(const Failure& failure, std::string_view address, Language language);

// {"error": {"code", "reason", "message", "metadata", "fields": [{"field", "reason",
// "description"}], "hint"}} on one line.
std::string FailureJson(const Failure& failure, std::string_view hint);

// The message, a line for each field, and the hint.
void PrintFailure(const Failure& failure, std::string_view hint, bool colour, std::ostream& out);

}  // namespace zusage::cli

#endif  // ZUSAGE_CLIENTS_CLI_FAILURE_H_
