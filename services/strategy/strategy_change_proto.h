// SPDX-License-Identifier: Apache-2.0
//
// What changes from one version to the next, and who has read it, as messages. Pure, thread-safe.
#ifndef ZUSAGE_SERVICES_STRATEGY_STRATEGY_CHANGE_PROTO_H_
#define ZUSAGE_SERVICES_STRATEGY_STRATEGY_CHANGE_PROTO_H_

#include <string>

#include "services/strategy/acknowledge_strategy.h"
#include "services/strategy/compare_strategies.h"
#include "services/strategy/retired_elements.h"
#include "services/strategy/strategy_change.h"
#include "zusage/strategy/v1/strategy_service.pb.h"

namespace zusage::strategy {

v1::StrategyDifference ToProto(const ComparedStrategies& compared);

// `published` is the version that the change leads to.
v1::StrategyChange ToProto(const StrategyChange& change,
                           const storage::PublishedStrategy& published);

// `product` is "products/atlas".
v1::RetiredElement ToProto(const RetiredElement& element, const std::string& product);

v1::Acknowledgement ToProto(const Acknowledgement& acknowledgement);

}  // namespace zusage::strategy

#endif  // ZUSAGE_SERVICES_STRATEGY_STRATEGY_CHANGE_PROTO_H_
