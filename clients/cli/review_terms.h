// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_CLIENTS_CLI_REVIEW_TERMS_H_
#define ZUSAGE_CLIENTS_CLI_REVIEW_TERMS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "clients/cli/arguments.h"
#include "clients/cli/session.h"
#include "zusage/type/v1/decision.pb.h"

namespace zusage::cli {

// The options of `review decide` that say what may be promised.
std::vector<OptionSpec> TermsOptions();

// Whether any of them was given.
bool HasTerms(const Arguments& arguments);

// What they say, about the items of `request`. INVALID_ARGUMENT with the option at fault; errors of
// ResolveCustomer().
absl::StatusOr<type::v1::Approval> ReadTerms(const Arguments& arguments, const std::string& request,
                                             Session& session);

}  // namespace zusage::cli

#endif  // ZUSAGE_CLIENTS_CLI_REVIEW_TERMS_H_
