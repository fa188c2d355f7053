// SPDX-License-Identifier: Apache-2.0
// What the verbs of `zusage promise` share; promise.cc and compare.cc.
#ifndef ZUSAGE_CLIENTS_CLI_PROMISE_H_
#define ZUSAGE_CLIENTS_CLI_PROMISE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "clients/cli/arguments.h"
#include "clients/cli/session.h"
#include "zusage/commitments/v1/commitment_service.pb.h"

namespace zusage::cli {

// How a product counts days and quarters.
struct CalendarOfProduct {
  absl::TimeZone zone = absl::UTCTimeZone();
  int fiscal_year_start_month = 1;
};

// Read from the product's strategy; UTC and calendar quarters for "products/-" and for a product
// without a strategy.
absl::StatusOr<CalendarOfProduct> ReadCalendar(const std::string& product, Session& session);

// The value of --as-of. The end of a day that is not over yet means now.
absl::StatusOr<google::protobuf::Timestamp> ReadAsOf(const std::string& text,
                                                     const CalendarOfProduct& calendar,
                                                     Session& session);

// --product, --customer, --promised-by, --from, --until, --quarter.
std::vector<OptionSpec> FilterOptions();
absl::StatusOr<commitments::v1::PromiseFilter> ReadFilter(const Arguments& arguments,
                                                          const CalendarOfProduct& calendar,
                                                          Session& session);

Verb CompareVerb(OptionSpec as_of);

}  // namespace zusage::cli

#endif  // ZUSAGE_CLIENTS_CLI_PROMISE_H_
