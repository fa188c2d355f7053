// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_STRATEGY_PREPARATION_PROTO_H_
#define ZUSAGE_SERVICES_STRATEGY_PREPARATION_PROTO_H_

#include <vector>

#include "services/strategy/prepare_strategy.h"
#include "services/strategy/want_suggestions.h"
#include "zusage/alignment/v1/alignment_service.pb.h"
#include "zusage/strategy/v1/strategy_service.pb.h"

namespace zusage::strategy {

// What the alignment role is asked to answer `request`, with what was read for it and what a second
// reader suggests. Requests are left out, oldest first, where the message would be larger than a
// server takes.
alignment::v1::ProposePreparationRequest QuestionFor(
    const v1::PrepareStrategyRequest& request, const PrepareStrategyOutput& read,
    const std::vector<alignment::Suggestion>& suggestions);

v1::ReaderProgress ToProto(const ReaderProgress& progress);

}  // namespace zusage::strategy

#endif  // ZUSAGE_SERVICES_STRATEGY_PREPARATION_PROTO_H_
