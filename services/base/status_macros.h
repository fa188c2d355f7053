// SPDX-License-Identifier: Apache-2.0
// The two macros of the project. They return early from functions that yield absl::Status or
// absl::StatusOr; the distribution's Abseil has none.
#ifndef ZUSAGE_SERVICES_BASE_STATUS_MACROS_H_
#define ZUSAGE_SERVICES_BASE_STATUS_MACROS_H_

#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

// ZUSAGE_RETURN_IF_ERROR(Store(row));
#define ZUSAGE_RETURN_IF_ERROR(expression)                                \
  do {                                                                    \
    if (absl::Status zusage_status = (expression); !zusage_status.ok()) { \
      return zusage_status;                                               \
    }                                                                     \
  } while (false)

// ZUSAGE_ASSIGN_OR_RETURN(const Strategy strategy, Load(name));
#define ZUSAGE_ASSIGN_OR_RETURN(declaration, expression) \
  ZUSAGE_ASSIGN_OR_RETURN_IMPL_(ZUSAGE_CONCAT_(zusage_result_, __LINE__), declaration, expression)

#define ZUSAGE_ASSIGN_OR_RETURN_IMPL_(result, declaration, expression) \
  auto result = (expression);                                          \
  if (!result.ok()) return std::move(result).status();                 \
  declaration = *std::move(result)
#define ZUSAGE_CONCAT_(a, b) ZUSAGE_CONCAT_INNER_(a, b)
#define ZUSAGE_CONCAT_INNER_(a, b) a##b

#endif  // ZUSAGE_SERVICES_BASE_STATUS_MACROS_H_
