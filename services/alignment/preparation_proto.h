// SPDX-License-Identifier: Apache-2.0
//
// How well a strategy is prepared, and proposals, as messages. Pure, thread-safe.
#ifndef ZUSAGE_SERVICES_ALIGNMENT_PREPARATION_PROTO_H_
#define ZUSAGE_SERVICES_ALIGNMENT_PREPARATION_PROTO_H_

#include "services/alignment/domain/prepare.h"
#include "services/strategy/domain/strategy.h"
#include "zusage/strategy/v1/strategy_service.pb.h"

namespace zusage::alignment {

strategy::v1::Preparedness ToProto(const Preparation& preparation);

// `strategy` is what was prepared; elements are named in full.
strategy::v1::StrategyPreparation ToProto(const PreparationAnswer& answer,
                                          const strategy::Strategy& strategy,
                                          const std::string& linguistic_fingerprint);

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_PREPARATION_PROTO_H_
