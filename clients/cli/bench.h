// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_CLIENTS_CLI_BENCH_H_
#define ZUSAGE_CLIENTS_CLI_BENCH_H_

#include "clients/cli/arguments.h"

namespace zusage::cli {

inline constexpr std::string_view kBenchProduct = "bench";
inline constexpr uint64_t kBenchSeed = 1;
inline constexpr int64_t kBenchCustomers = 200;

// `zusage bench generate`.
Verb GenerateVerb();
// `zusage bench import`.
Verb BenchImportVerb();

}  // namespace zusage::cli

#endif  // ZUSAGE_CLIENTS_CLI_BENCH_H_
