// SPDX-License-Identifier: Apache-2.0
//
// Conversions between the values that several roles' messages carry and the plain ones that
// operations take. Reading checks what the annotations of the contract cannot say; `field` is the
// path that an error names ("lines[2].due_date"). Only adapters include this.
#ifndef ZUSAGE_SERVICES_VALUES_PROTO_VALUES_H_
#define ZUSAGE_SERVICES_VALUES_PROTO_VALUES_H_

#include <google/protobuf/timestamp.pb.h>

#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/base/money.h"
#include "services/base/time.h"
#include "services/directory/domain/customer.h"
#include "services/directory/domain/principal.h"
#include "zusage/type/v1/common.pb.h"
#include "zusage/type/v1/customer.pb.h"

namespace zusage::values {

// INVALID_DATE if there is no such day.
absl::StatusOr<Date> FromProto(const type::v1::Date& date, std::string_view field);
type::v1::Date ToProto(Date date);

// OUT_OF_RANGE outside the years 1 to 9999. Times are cut to whole microseconds.
absl::StatusOr<absl::Time> FromProto(const google::protobuf::Timestamp& time,
                                     std::string_view field);
google::protobuf::Timestamp ToProto(absl::Time time);

Money FromProto(const type::v1::Money& money);
type::v1::Money ToProto(const Money& money);

// A text in both languages.
type::v1::Text ToText(std::string_view english, std::string_view german);

// What a message says about a customer or a deal; absent fields are empty.
directory::CustomerInput FromProto(const type::v1::Customer& customer);
absl::StatusOr<directory::DealInput> FromProto(const type::v1::Deal& deal, std::string_view field);

// A recorded customer with its create_time and etag, and whom it was merged into.
type::v1::Customer ToProto(const directory::RecordedCustomer& customer);
type::v1::Deal ToProto(const directory::Deal& deal);
// With its create_time and etag, and whose it is.
type::v1::Deal ToProto(const directory::RecordedDeal& deal);

}  // namespace zusage::values

#endif  // ZUSAGE_SERVICES_VALUES_PROTO_VALUES_H_
