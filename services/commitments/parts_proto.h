// SPDX-License-Identifier: Apache-2.0
//
// What the conversions of promises and of clearances share.
#ifndef ZUSAGE_SERVICES_COMMITMENTS_PARTS_PROTO_H_
#define ZUSAGE_SERVICES_COMMITMENTS_PARTS_PROTO_H_

#include <optional>
#include <string_view>

#include "absl/status/statusor.h"
#include "services/base/status_macros.h"
#include "services/commitments/domain/explain.h"
#include "services/commitments/domain/promise.h"
#include "services/values/proto_values.h"
#include "zusage/commitments/v1/commitment_service.pb.h"

namespace zusage::commitments {

// Dates and times that may be absent.
template <typename Message>
auto ReadIf(bool present, const Message& message, std::string_view field) -> absl::StatusOr<
    std::optional<typename decltype(values::FromProto(message, field))::value_type>> {
  using Value = typename decltype(values::FromProto(message, field))::value_type;
  if (!present) return std::optional<Value>();
  ZUSAGE_ASSIGN_OR_RETURN(Value value, values::FromProto(message, field));
  return std::optional<Value>(value);
}

inline Quantity QuantityOf(const type::v1::Quantity& quantity) {
  return {quantity.value(), quantity.unit()};
}

inline void Write(const Quantity& quantity, type::v1::Quantity* message) {
  message->set_value(quantity.value);
  message->set_unit(quantity.unit);
}

inline type::v1::Text ToProto(const Text& text) {
  return values::ToText(text.english, text.german);
}

void Write(const LineStanding& standing, v1::LineStanding* message);

}  // namespace zusage::commitments

#endif  // ZUSAGE_SERVICES_COMMITMENTS_PARTS_PROTO_H_
