// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_CLIENTS_CLI_JOURNAL_VERIFY_H_
#define ZUSAGE_CLIENTS_CLI_JOURNAL_VERIFY_H_

#include "clients/cli/arguments.h"

namespace zusage::cli {

// `zusage journal verify`: needs no server, reads the data itself and changes none of it.
Verb VerifyVerb();

}  // namespace zusage::cli

#endif  // ZUSAGE_CLIENTS_CLI_JOURNAL_VERIFY_H_
