// SPDX-License-Identifier: Apache-2.0
// Evidence as it is given on the command line.
#ifndef ZUSAGE_CLIENTS_CLI_EVIDENCE_OPTIONS_H_
#define ZUSAGE_CLIENTS_CLI_EVIDENCE_OPTIONS_H_

#include <optional>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "clients/cli/arguments.h"
#include "zusage/type/v1/change_request.pb.h"

namespace zusage::cli {

// --pain, --frequency, --similar-customers, --segment-share, --willingness-to-pay, --effort,
// --conversation.
std::vector<OptionSpec> EvidenceOptions();

// Puts what they say into `evidence`, over what it says already. INVALID_ARGUMENT with the options
// that are wrong.
absl::Status ReadEvidenceOptions(const Arguments& arguments, type::v1::Evidence& evidence);

// A number with decimals; nothing if the option was not given. INVALID_ARGUMENT if it is none.
absl::StatusOr<std::optional<double>> DecimalOption(const Arguments& arguments,
                                                    std::string_view name);

}  // namespace zusage::cli

#endif  // ZUSAGE_CLIENTS_CLI_EVIDENCE_OPTIONS_H_
