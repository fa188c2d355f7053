// SPDX-License-Identifier: Apache-2.0
// The verb `import` of requests, promises, customers and deals.
#ifndef ZUSAGE_CLIENTS_CLI_IMPORT_H_
#define ZUSAGE_CLIENTS_CLI_IMPORT_H_

#include "clients/cli/arguments.h"

namespace zusage::cli {

Verb ImportCustomersVerb();
Verb ImportDealsVerb();
Verb ImportPromisesVerb();
Verb ImportRequestsVerb();

}  // namespace zusage::cli

#endif  // ZUSAGE_CLIENTS_CLI_IMPORT_H_
