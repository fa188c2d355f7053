// SPDX-License-Identifier: Apache-2.0
#include "services/values/proto_values.h"

#include <cstdint>
#include <string>

#include "services/base/errors.h"
#include "services/base/etag.h"
#include "services/base/status_macros.h"

namespace zusage::values {
namespace {

// 0001-01-01T00:00:00Z and the second after 9999-12-31T23:59:59Z, as google.protobuf.Timestamp
// says.
constexpr int64_t kFirstSecond = -62135596800;
constexpr int64_t kSecondsEnd = 253402300800;
constexpr int32_t kNanosPerSecond = 1'000'000'000;

absl::Time ToMicros(absl::Time time) { return absl::FromUnixMicros(absl::ToUnixMicros(time)); }

}  // namespace

absl::StatusOr<Date> FromProto(const type::v1::Date& date, std::string_view field) {
  const Date day(date.year(), date.month(), date.day());
  // A civil day takes the 30th of February for the 2nd of March.
  if (date.year() >= 1 && date.year() <= 9999 && day.month() == date.month() &&
      day.day() == date.day()) {
    return day;
  }
  return FieldError(field, kInvalidDate,
                    {{"value", std::to_string(date.year()) + "-" + std::to_string(date.month()) +
                                   "-" + std::to_string(date.day())}});
}

type::v1::Date ToProto(Date date) {
  type::v1::Date message;
  message.set_year(static_cast<int32_t>(date.year()));
  message.set_month(date.month());
  message.set_day(date.day());
  return message;
}

absl::StatusOr<absl::Time> FromProto(const google::protobuf::Timestamp& time,
                                     std::string_view field) {
  if (time.seconds() < kFirstSecond || time.seconds() >= kSecondsEnd || time.nanos() < 0 ||
      time.nanos() >= kNanosPerSecond) {
    return FieldError(field, kOutOfRange,
                      {{"minimum", "0001-01-01T00:00:00Z"}, {"maximum", "9999-12-31T23:59:59Z"}});
  }
  return ToMicros(absl::FromUnixSeconds(time.seconds()) + absl::Nanoseconds(time.nanos()));
}

google::protobuf::Timestamp ToProto(absl::Time time) {
  const absl::Time micros = ToMicros(time);
  const int64_t seconds = absl::ToUnixSeconds(micros);
  google::protobuf::Timestamp message;
  message.set_seconds(seconds);
  message.set_nanos(
      static_cast<int32_t>(absl::ToInt64Nanoseconds(micros - absl::FromUnixSeconds(seconds))));
  return message;
}

Money FromProto(const type::v1::Money& money) { return {money.currency_code(), money.units()}; }

type::v1::Money ToProto(const Money& money) {
  type::v1::Money message;
  message.set_currency_code(money.currency_code);
  message.set_units(money.units);
  return message;
}

type::v1::Text ToText(std::string_view english, std::string_view german) {
  type::v1::Text message;
  message.set_en(std::string(english));
  message.set_de(std::string(german));
  return message;
}

directory::CustomerInput FromProto(const type::v1::Customer& customer) {
  directory::CustomerInput input{.name = customer.name(),
                                 .display_name = customer.display_name(),
                                 .aliases = {customer.aliases().begin(), customer.aliases().end()},
                                 .external_id = customer.external_id(),
                                 .segment = customer.segment(),
                                 .size = customer.size()};
  if (customer.has_revenue()) input.revenue = FromProto(customer.revenue());
  return input;
}

absl::StatusOr<directory::DealInput> FromProto(const type::v1::Deal& deal, std::string_view field) {
  directory::DealInput input{.name = deal.name(),
                             .reference = deal.reference(),
                             .stage = static_cast<directory::DealStage>(deal.stage()),
                             .outcome_reason = deal.outcome_reason()};
  if (deal.has_amount()) input.amount = FromProto(deal.amount());
  if (deal.has_close_date()) {
    ZUSAGE_ASSIGN_OR_RETURN(input.close_date,
                            FromProto(deal.close_date(), std::string(field) + ".close_date"));
  }
  return input;
}

type::v1::Customer ToProto(const directory::RecordedCustomer& recorded) {
  const directory::Customer& customer = recorded.customer;
  type::v1::Customer message;
  message.set_name(customer.name);
  message.set_display_name(customer.display_name);
  message.mutable_aliases()->Assign(customer.aliases.begin(), customer.aliases.end());
  message.set_external_id(customer.external_id);
  message.set_segment(customer.segment);
  message.set_size(customer.size);
  if (customer.revenue.has_value()) *message.mutable_revenue() = ToProto(*customer.revenue);
  *message.mutable_create_time() = ToProto(recorded.create_time);
  message.set_etag(EtagOf(customer.name, recorded.position));
  message.set_merged_into(recorded.merged_into);
  return message;
}

type::v1::Deal ToProto(const directory::Deal& deal) {
  type::v1::Deal message;
  message.set_name(deal.name);
  message.set_reference(deal.reference);
  message.set_stage(static_cast<type::v1::DealStage>(deal.stage));
  if (deal.amount.has_value()) *message.mutable_amount() = ToProto(*deal.amount);
  if (deal.close_date.has_value()) *message.mutable_close_date() = ToProto(*deal.close_date);
  message.set_outcome_reason(deal.outcome_reason);
  return message;
}

type::v1::Deal ToProto(const directory::RecordedDeal& recorded) {
  type::v1::Deal message = ToProto(recorded.deal);
  *message.mutable_create_time() = ToProto(recorded.create_time);
  message.set_etag(EtagOf(recorded.deal.name, recorded.position));
  message.set_customer(recorded.customer);
  return message;
}

}  // namespace zusage::values
