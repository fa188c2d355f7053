// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_CLIENTS_CLI_COMPLETION_H_
#define ZUSAGE_CLIENTS_CLI_COMPLETION_H_

#include <string>

namespace zusage::cli {

// The completion script for bash, from the command tree.
std::string BashCompletion();

}  // namespace zusage::cli

#endif  // ZUSAGE_CLIENTS_CLI_COMPLETION_H_
