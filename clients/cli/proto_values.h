// SPDX-License-Identifier: Apache-2.0
// Values between the contract's form, C++'s and people's. Pure, thread-safe.
#ifndef ZUSAGE_CLIENTS_CLI_PROTO_VALUES_H_
#define ZUSAGE_CLIENTS_CLI_PROTO_VALUES_H_

#include <google/protobuf/timestamp.pb.h>

#include <string>

#include "absl/time/time.h"
#include "services/base/error.h"
#include "services/base/time.h"
#include "zusage/type/v1/common.pb.h"

namespace zusage::cli {

type::v1::Date ToProto(Date date);
google::protobuf::Timestamp ToProto(absl::Time time);
absl::Time FromProto(const google::protobuf::Timestamp& time);

// "2026-12-31"; "" for no date.
std::string ForPeople(const type::v1::Date& date);
// "2026-11-21 08:00 UTC", to the minute; "" for no time.
std::string ForPeople(const google::protobuf::Timestamp& time);
// Its day alone.
std::string DayForPeople(const google::protobuf::Timestamp& time);
// "120,000 EUR"; "" for no money.
std::string ForPeople(const type::v1::Money& money);
// "600 requests/min"; "" for no quantity.
std::string ForPeople(const type::v1::Quantity& quantity);

// The text in `language`, or the other one if that is empty.
std::string In(Language language, const type::v1::Text& text);

// "84 %" of 0.84.
std::string Percent(double share);

}  // namespace zusage::cli

#endif  // ZUSAGE_CLIENTS_CLI_PROTO_VALUES_H_
