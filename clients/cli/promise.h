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

// --product, --customer, --promised-by, --mine, --from, --until, --quarter, --standing, --course,
// --lost-ground.
std::vector<OptionSpec> FilterOptions();
absl::StatusOr<commitments::v1::PromiseFilter> ReadFilter(const Arguments& arguments,
                                                          const CalendarOfProduct& calendar,
                                                          Session& session);

// "principals/…" of whoever the token is of.
absl::StatusOr<std::string> OwnName(Session& session);

// NAME, `options` and --product: what every verb about one promise takes.
std::vector<OptionSpec> AboutOnePromise(std::vector<OptionSpec> options);
// --etag, or that of the promise as it was shown to who said yes.
absl::StatusOr<std::string> PromiseEtag(const Arguments& arguments, const std::string& promise,
                                        Session& session);

Verb CompareVerb(OptionSpec as_of);
Verb DisputeVerb();
Verb ResolveVerb();

}  // namespace zusage::cli

#endif  // ZUSAGE_CLIENTS_CLI_PROMISE_H_
