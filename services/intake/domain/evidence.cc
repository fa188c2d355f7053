// SPDX-License-Identifier: Apache-2.0
#include "services/intake/domain/evidence.h"

#include <optional>
#include <string>
#include <vector>

#include "services/intake/domain/errors.h"

namespace zusage::intake {
namespace {

template <typename T>
void Replace(std::optional<T>& known, const std::optional<T>& added) {
  if (added.has_value()) known = added;
}

template <typename T>
void Append(std::vector<T>& known, const std::vector<T>& added) {
  known.insert(known.end(), added.begin(), added.end());
}

}  // namespace

alignment::Evidence Combine(alignment::Evidence known, const alignment::Evidence& added) {
  Replace(known.pain, added.pain);
  Replace(known.frequency_per_month, added.frequency_per_month);
  Replace(known.similar_customers, added.similar_customers);
  Replace(known.segment_share, added.segment_share);
  Replace(known.effort_person_days, added.effort_person_days);
  if (added.willingness_to_pay.has_value()) {
    known.willingness_to_pay = added.willingness_to_pay;
    known.willingness_to_pay_currency = added.willingness_to_pay_currency;
  }
  Append(known.conversations, added.conversations);
  Append(known.logged_conversations, added.logged_conversations);
  return known;
}

absl::Status CheckDays(const alignment::Evidence& evidence, Date today, std::string_view field) {
  FieldErrors errors;
  for (size_t i = 0; i < evidence.logged_conversations.size(); ++i) {
    const std::optional<Date>& day = evidence.logged_conversations[i].date;
    if (!day.has_value() || *day <= today) continue;
    errors.Add(std::string(field) + ".logged_conversations[" + std::to_string(i) + "].date",
               kSaidInFuture, {{"value", FormatDate(*day)}});
  }
  return errors.status();
}

absl::Status CheckConversations(const alignment::Evidence& known, const alignment::Evidence& added,
                                std::string_view resource) {
  if (known.conversation_count() + added.conversation_count() <= kMaxConversations) {
    return absl::OkStatus();
  }
  return Error(kTooManyConversations, {{"resource", std::string(resource)},
                                       {"known", std::to_string(known.conversation_count())},
                                       {"added", std::to_string(added.conversation_count())},
                                       {"limit", std::to_string(kMaxConversations)}});
}

}  // namespace zusage::intake
