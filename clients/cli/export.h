// SPDX-License-Identifier: Apache-2.0
// The verb `export` of requests, promises, customers and deals.
#ifndef ZUSAGE_CLIENTS_CLI_EXPORT_H_
#define ZUSAGE_CLIENTS_CLI_EXPORT_H_

#include "clients/cli/arguments.h"

namespace zusage::cli {

Verb ExportCustomersVerb();
Verb ExportDealsVerb();
Verb ExportPromisesVerb();
Verb ExportRequestsVerb();

}  // namespace zusage::cli

#endif  // ZUSAGE_CLIENTS_CLI_EXPORT_H_
