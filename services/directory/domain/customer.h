// SPDX-License-Identifier: Apache-2.0
//
// Customers and their deals: the values, how names are compared, and how what a caller says about
// one is merged into what is known.
#ifndef ZUSAGE_SERVICES_DIRECTORY_DOMAIN_CUSTOMER_H_
#define ZUSAGE_SERVICES_DIRECTORY_DOMAIN_CUSTOMER_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/base/money.h"
#include "services/base/time.h"

namespace zusage::directory {

inline constexpr size_t kMaxCustomerTextBytes = 200;  // names, aliases, segment, size
inline constexpr size_t kMaxAliases = 20;
inline constexpr size_t kMaxExternalIdBytes = 100;  // external ids and deal references
inline constexpr size_t kMaxOutcomeReasonBytes = 2000;

// Who asks and is promised.
struct Customer {
  std::string name;          // "customers/…"
  std::string display_name;  // tidy, see TidyName
  std::vector<std::string> aliases;
  std::string external_id;  // the CRM's own; unique where given
  std::string segment;
  std::string size;  // in words or a number of employees
  std::optional<Money> revenue;

  friend bool operator==(const Customer&, const Customer&) = default;
};

// What a caller says about a customer. Empty fields leave what is recorded as it is.
using CustomerInput = Customer;

// A customer as the store knows it.
struct RecordedCustomer {
  Customer customer;
  absl::Time create_time;
  int64_t position = 0;     // of the newest entry that changed it: its etag
  std::string merged_into;  // "customers/…": whom it counts as; "" if as itself
};

// That a customer counts as another from now on, for good.
struct CustomerMerger {
  std::string customer;  // "customers/…", who is merged
  std::string target;    // "customers/…", whom it counts as
  std::string reason;
  std::string merged_by;  // "principals/…"
};

// How far an opportunity has come; numbered as zusage.type.v1.DealStage.
enum class DealStage {
  kUnspecified = 0,
  kProspect = 1,
  kQualified = 2,
  kProposal = 3,
  kNegotiation = 4,
  kWon = 5,
  kLost = 6,
};

// An opportunity with a customer.
struct Deal {
  std::string name;       // "customers/…/deals/…"
  std::string reference;  // how the field refers to it; unique for the customer where given
  DealStage stage = DealStage::kUnspecified;
  std::optional<Money> amount;
  std::optional<Date> close_date;
  std::string outcome_reason;  // why it was won or lost

  bool empty() const { return *this == Deal{}; }
  friend bool operator==(const Deal&, const Deal&) = default;
};

// A deal as the store knows it.
struct RecordedDeal {
  Deal deal;
  std::string customer;  // "customers/…": whose it is now
  absl::Time create_time;
  int64_t position = 0;  // of the newest entry that changed it: its etag
};

// What a caller says about a deal. Empty fields leave what is recorded as it is.
using DealInput = Deal;

// `text` in Unicode NFC, without white space at its ends, other white space squeezed to one blank.
std::string TidyName(std::string_view text);

// What names are compared by: equal for texts that differ only in Unicode form, case, white space
// or invisible characters. Empty if nothing visible is left.
std::string MatchingKey(std::string_view text);

// The matching keys of the display name and the aliases, sorted, each once.
std::vector<std::string> MatchingKeys(const Customer& customer);

// The input with tidy texts, and without aliases that repeat its display name or one another.
CustomerInput Tidy(CustomerInput input);
DealInput Tidy(DealInput input);

// Whether a tidy input can be recorded at all, as far as it can be told without knowing others.
// Field errors are relative to the customer ("display_name") or the deal ("reference").
absl::Status Validate(const CustomerInput& input);
absl::Status Validate(const DealInput& input);

// How the customer was found that an input is about.
enum class FoundBy { kIdentifier, kNames };

// `known` with what a tidy `input` says. Aliases are added to the known ones. If the customer was
// found by an identifier (its name or external id), another display name renames it, and the former
// one becomes an alias; if it was found by its names, those stay as they are recorded.
Customer Merge(const Customer& known, const CustomerInput& input, FoundBy found_by);

// `known` with what of `other` is not known of it: names, as far as there is room for them, and
// whatever else it has none of its own of.
Customer FillGaps(const Customer& known, const Customer& other);

// `known` with what a tidy `input` says. One that is neither won nor lost any more has no reason.
Deal Merge(const Deal& known, const DealInput& input);

// Whether a deal that is `known` so far, or new if it is not, may come to be `deal` because of
// `input`: an outcome comes with its reason, and a reason with an outcome. Field errors are
// relative to the deal: OUTCOME_REASON_REQUIRED, NO_OUTCOME.
absl::Status CheckOutcome(const std::optional<Deal>& known, const DealInput& input,
                          const Deal& deal);

// A segment that a customer belonged to, and from when on; "" if none was known.
struct SegmentPeriod {
  std::string segment;
  absl::Time start_time;

  friend bool operator==(const SegmentPeriod&, const SegmentPeriod&) = default;
};

}  // namespace zusage::directory

#endif  // ZUSAGE_SERVICES_DIRECTORY_DOMAIN_CUSTOMER_H_
