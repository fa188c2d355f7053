// SPDX-License-Identifier: Apache-2.0
// The reasons for values of the wrong type in files that people write.
#ifndef ZUSAGE_SERVICES_BASE_TYPE_ERRORS_H_
#define ZUSAGE_SERVICES_BASE_TYPE_ERRORS_H_

#include "services/base/error.h"

namespace zusage {

inline constexpr ErrorSpec kMappingExpected{absl::StatusCode::kInvalidArgument, "WRONG_TYPE",
                                            "A mapping of names to values is expected.",
                                            "Erwartet wird eine Abbildung von Namen auf Werte."};
inline constexpr ErrorSpec kListExpected{absl::StatusCode::kInvalidArgument, "WRONG_TYPE",
                                         "A list is expected.", "Erwartet wird eine Liste."};
inline constexpr ErrorSpec kTextExpected{absl::StatusCode::kInvalidArgument, "WRONG_TYPE",
                                         "Text is expected.", "Erwartet wird ein Text."};
inline constexpr ErrorSpec kNumberExpected{absl::StatusCode::kInvalidArgument, "WRONG_TYPE",
                                           "A number is expected.", "Erwartet wird eine Zahl."};
inline constexpr ErrorSpec kWholeNumberExpected{absl::StatusCode::kInvalidArgument, "WRONG_TYPE",
                                                "A whole number is expected.",
                                                "Erwartet wird eine ganze Zahl."};
inline constexpr ErrorSpec kBooleanExpected{absl::StatusCode::kInvalidArgument, "WRONG_TYPE",
                                            "true or false is expected.",
                                            "Erwartet wird true oder false."};

}  // namespace zusage

#endif  // ZUSAGE_SERVICES_BASE_TYPE_ERRORS_H_
