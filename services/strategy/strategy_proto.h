// SPDX-License-Identifier: Apache-2.0
//
// Strategies as messages and back. Pure, thread-safe.
#ifndef ZUSAGE_SERVICES_STRATEGY_STRATEGY_PROTO_H_
#define ZUSAGE_SERVICES_STRATEGY_STRATEGY_PROTO_H_

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/strategy/domain/strategy.h"
#include "storage/strategy_repository.h"
#include "zusage/strategy/v1/strategy_service.pb.h"

namespace zusage::strategy {

// The document as plain values, with the contract's defaults filled in. Whether it is a valid
// strategy is another question: see ValidateStrategy. Errors, relative to the document:
// INVALID_ENUM for an element without a kind, INVALID_FORMAT for a quarter that is none.
absl::StatusOr<Strategy> FromProto(const v1::StrategyDocument& document);

// FromProto(ToProto(s)) == s for every valid s.
v1::StrategyDocument ToProto(const Strategy& strategy);

// Without a document where the value has none.
v1::Strategy ToProto(const storage::PublishedStrategy& strategy);

// `status` with the paths that strategies' rules use, those of the file ("non_goals[0].title"), in
// the message's words ("elements[7].title").
absl::Status WithMessagePaths(const Strategy& strategy, const absl::Status& status);

}  // namespace zusage::strategy

#endif  // ZUSAGE_SERVICES_STRATEGY_STRATEGY_PROTO_H_
