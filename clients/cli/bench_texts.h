// SPDX-License-Identifier: Apache-2.0
//
// Synthetic strategies, customers and requests: English and German, made of words that belong
// together, the same for the same seed on every machine.
#ifndef ZUSAGE_CLIENTS_CLI_BENCH_TEXTS_H_
#define ZUSAGE_CLIENTS_CLI_BENCH_TEXTS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "zusage/strategy/v1/strategy_service.pb.h"
#include "zusage/type/v1/change_request.pb.h"
#include "zusage/type/v1/customer.pb.h"

namespace zusage::cli {

inline constexpr size_t kBenchRequestBytes = 1024;

// A strategy of `elements` elements of all kinds, at least one of each of theme, non-goal,
// capability and roadmap item.
strategy::v1::StrategyDocument BenchStrategy(std::string_view product, int elements, uint64_t seed);

// The ids of its capabilities: "C0001", …
std::string BenchCapability(int number);

// Customer number `index`.
type::v1::Customer BenchCustomer(int64_t index, uint64_t seed);

// Request number `index`, of one of `customers` customers: about kBenchRequestBytes of text.
type::v1::ChangeRequestDraft BenchRequest(int64_t index, int64_t customers, uint64_t seed);

}  // namespace zusage::cli

#endif  // ZUSAGE_CLIENTS_CLI_BENCH_TEXTS_H_
