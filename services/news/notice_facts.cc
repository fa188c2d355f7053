// SPDX-License-Identifier: Apache-2.0
#include "services/news/notice_facts.h"

#include <optional>

#include "services/base/resource_name.h"
#include "services/base/status_macros.h"
#include "services/base/time.h"
#include "storage/customer_repository.h"
#include "storage/principal_repository.h"
#include "storage/request_repository.h"
#include "storage/strategy_repository.h"

namespace zusage::news {

void Say(commitments::Text& text, std::string_view english, std::string_view german,
         const Metadata& values) {
  commitments::Append(text,
                      commitments::FillIn({std::string(english), std::string(german)}, values));
}

absl::StatusOr<std::string> NoticeFacts::Customer(std::string_view name) {
  ZUSAGE_ASSIGN_OR_RETURN(const std::optional<directory::Customer> customer,
                          storage::CustomerRepository::AsOf(tx_, name, position()));
  if (!customer.has_value() || customer->display_name.empty()) {
    return std::string(LastSegment(name));
  }
  return customer->display_name;
}

absl::StatusOr<std::string> NoticeFacts::Person(std::string_view name) {
  const auto known = people_.find(name);
  if (known != people_.end()) return known->second;
  ZUSAGE_ASSIGN_OR_RETURN(const std::optional<directory::RecordedPrincipal> found,
                          storage::PrincipalRepository::Find(tx_, name));
  const bool called = found.has_value() && !found->principal.display_name.empty();
  std::string person = called ? found->principal.display_name : std::string(LastSegment(name));
  return people_.emplace(name, std::move(person)).first->second;
}

absl::StatusOr<std::string> NoticeFacts::Request(std::string_view name) {
  ZUSAGE_ASSIGN_OR_RETURN(const intake::ChangeRequest request,
                          storage::RequestRepository::Get(tx_, name, position()));
  return request.title.empty() ? std::string(LastSegment(name)) : request.title;
}

absl::StatusOr<std::string> NoticeFacts::Day(absl::Time time) {
  const absl::StatusOr<storage::PublishedStrategy> strategy =
      storage::StrategyRepository::Current(tx_, news_.product, position());
  if (!strategy.ok() && !absl::IsNotFound(strategy.status())) return strategy.status();
  const std::string zone = strategy.ok() ? strategy->document->time_zone : "";
  return FormatDate(DayOf(time, ParseTimeZone(zone).value_or(absl::UTCTimeZone())));
}

}  // namespace zusage::news
