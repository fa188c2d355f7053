// SPDX-License-Identifier: Apache-2.0
#include "services/review/domain/approval_terms.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_join.h"
#include "services/base/errors.h"
#include "services/review/domain/errors.h"

namespace zusage::review {
namespace {

std::string Product(std::string_view request) {
  return std::string(request.substr(0, request.find("/changeRequests/")));
}

// The full name of an item that was given as its name or as its bare id.
std::string FullName(std::string_view request, std::string_view item) {
  return item.find('/') == item.npos ? intake::ItemName(request, item) : std::string(item);
}

// Checks and completes an approval; collects everything that is wrong with it.
class TermsCheck {
 public:
  TermsCheck(std::string_view request, const std::vector<intake::Item>& items, FieldErrors& errors)
      : request_(request), errors_(errors) {
    for (const intake::Item& item : items) known_.push_back(intake::ItemName(request, item.id));
  }

  void Items(Approval& approval) {
    Resolve("approval.included_items", approval.included);
    Resolve("approval.excluded_items", approval.excluded);
    for (const std::string& item : approval.excluded) {
      if (Contains(approval.included, item)) {
        errors_.Add("approval.excluded_items", kItemInAndOut, {{"item", item}});
      }
    }
    const bool named = !approval.included.empty();
    for (const std::string& item : known_) {
      if (Contains(approval.included, item) || Contains(approval.excluded, item)) continue;
      (named ? approval.excluded : approval.included).push_back(item);
    }
    if (approval.included.empty()) errors_.Add("approval.included_items", kNothingIncluded);
  }

  void Limits(Approval& approval) {
    for (size_t i = 0; i < approval.limits.size(); ++i) {
      std::string& item = approval.limits[i].item;
      item = FullName(request_, item);
      if (Contains(approval.included, item)) continue;
      errors_.Add("approval.limits[" + std::to_string(i) + "].item", kUnknownItem,
                  {{"item", item}});
    }
  }

  void Dates(const Approval& approval, Date today) {
    if (!approval.valid_until.has_value()) return;
    const std::string valid_until = FormatDate(*approval.valid_until);
    if (*approval.valid_until < today) {
      errors_.Add("approval.valid_until", kValidUntilPast, {{"value", valid_until}});
    }
    if (approval.earliest.has_value() && *approval.valid_until < *approval.earliest) {
      errors_.Add(
          "approval.valid_until", kValidUntilBeforeEarliest,
          {{"valid_until", valid_until}, {"earliest_date", FormatDate(*approval.earliest)}});
    }
  }

  void Effort(Approval& approval, const strategy::Strategy& strategy, Date today) {
    if (approval.effort_person_days <= 0) {
      if (approval.effort_quarter.has_value())
        errors_.Add("approval.effort.person_days", kRequired);
      return;
    }
    const int start_month = strategy.fiscal_year_start_month;
    if (!approval.effort_quarter.has_value()) {
      approval.effort_quarter = QuarterOf(today, start_month);
    } else if (approval.effort_quarter->last_day(start_month) < today) {
      errors_.Add("approval.effort.quarter", kQuarterOver,
                  {{"quarter", FormatQuarter(*approval.effort_quarter)}});
    }
  }

  void Displaced(const Approval& approval, const strategy::Strategy& strategy) {
    const std::string prefix = Product(request_) + "/elements/";
    std::set<std::string_view> seen;
    for (size_t i = 0; i < approval.displaced.size(); ++i) {
      const std::string& name = approval.displaced[i];
      const std::string path = "approval.displaced_elements[" + std::to_string(i) + "]";
      const strategy::Element* element =
          absl::StartsWith(name, prefix)
              ? strategy.Find(std::string_view(name).substr(prefix.size()))
              : nullptr;
      if (element == nullptr || element->kind != strategy::ElementKind::kRoadmapItem) {
        errors_.Add(path, kUnknownRoadmapItem, {{"element", name}});
      } else if (!seen.insert(name).second) {
        errors_.Add(path, kDuplicate, {{"value", name}});
      }
    }
  }

  void Segment(const Approval& approval, const strategy::Strategy& strategy) {
    if (approval.customers.kind != CustomerScope::Kind::kSegment) return;
    const auto& segments = strategy.target_segments;
    const std::string& wanted = approval.customers.segment;
    const bool known =
        segments.empty() ||
        std::any_of(segments.begin(), segments.end(), [&](const strategy::TargetSegment& segment) {
          return absl::EqualsIgnoreCase(segment.title, wanted);
        });
    if (known) return;
    const std::string allowed = absl::StrJoin(
        segments, ", ", [](std::string* out, const auto& segment) { *out += segment.title; });
    errors_.Add("approval.customers.segment", kUnknownSegment,
                {{"segment", wanted}, {"allowed", allowed}});
  }

 private:
  static bool Contains(const std::vector<std::string>& items, const std::string& item) {
    return std::find(items.begin(), items.end(), item) != items.end();
  }

  void Resolve(const std::string& field, std::vector<std::string>& items) {
    std::vector<std::string> resolved;
    for (size_t i = 0; i < items.size(); ++i) {
      std::string name = FullName(request_, items[i]);
      const std::string path = field + "[" + std::to_string(i) + "]";
      if (!Contains(known_, name)) {
        errors_.Add(path, kUnknownItem, {{"item", name}});
      } else if (Contains(resolved, name)) {
        errors_.Add(path, kDuplicate, {{"value", name}});
      } else {
        resolved.push_back(std::move(name));
      }
    }
    items = std::move(resolved);
  }

  std::string_view request_;
  FieldErrors& errors_;
  std::vector<std::string> known_;
};

Approval CompleteApproval(const DecisionInput& input, std::string_view request,
                          const std::vector<std::string>& customers,
                          const std::vector<intake::Item>& items,
                          const strategy::Strategy& strategy, Date today, FieldErrors& errors) {
  Approval approval = input.approval.value_or(Approval{});
  approval.request = request;
  if (!input.customers_given) {
    approval.customers = {.kind = CustomerScope::Kind::kCustomers, .customers = customers};
  }
  for (size_t i = 0; i < approval.conditions.size(); ++i) {
    approval.conditions[i].id = std::to_string(i + 1);
    approval.conditions[i].state = Condition::State::kOpen;
  }
  TermsCheck check(request, items, errors);
  check.Items(approval);
  check.Limits(approval);
  check.Dates(approval, today);
  check.Segment(approval, strategy);
  check.Effort(approval, strategy, today);
  check.Displaced(approval, strategy);
  return approval;
}

void CheckCapability(const DecisionInput& input, std::string_view request,
                     const strategy::Strategy& strategy, FieldErrors& errors) {
  const std::string prefix = Product(request) + "/elements/";
  const strategy::Element* element =
      absl::StartsWith(input.as_is_element, prefix)
          ? strategy.Find(std::string_view(input.as_is_element).substr(prefix.size()))
          : nullptr;
  if (input.as_is_element.empty()) {
    errors.Add("as_is_element", kRequired);
  } else if (element == nullptr || element->kind != strategy::ElementKind::kCapability) {
    errors.Add("as_is_element", kUnknownCapability, {{"element", input.as_is_element}});
  }
}

std::vector<intake::Item> SplitItems(const std::vector<std::string>& texts) {
  std::vector<intake::Item> items;
  for (const std::string& text : texts) items.push_back({std::to_string(items.size() + 1), text});
  return items;
}

}  // namespace

absl::StatusOr<Decision> Complete(const DecisionInput& input, std::string_view request,
                                  const std::vector<std::string>& customers,
                                  const std::vector<intake::Item>& items,
                                  const strategy::Strategy& strategy, Date today) {
  FieldErrors errors;
  Decision decision;
  decision.request = request;
  decision.outcome = input.outcome;
  decision.reason = input.reason;
  decision.items = input.item_texts.empty() ? items : SplitItems(input.item_texts);
  if (input.outcome == Outcome::kDuplicate) errors.Add("outcome", kRecordedByMerging);
  if (input.outcome == Outcome::kUnspecified) errors.Add("outcome", kRequired);
  if (input.outcome == Outcome::kApproved) {
    decision.approval =
        CompleteApproval(input, request, customers, decision.items, strategy, today, errors);
  } else if (input.approval.has_value()) {
    errors.Add("approval", kTermsNotAllowed, {{"outcome", "APPROVED"}});
  }
  if (input.outcome == Outcome::kAsIs) {
    CheckCapability(input, request, strategy, errors);
    decision.as_is_element = input.as_is_element;
  } else if (!input.as_is_element.empty()) {
    errors.Add("as_is_element", kTermsNotAllowed, {{"outcome", "AS_IS"}});
  }
  if (!errors.empty()) return errors.status();
  return decision;
}

ApprovalState StateOf(const RequestHistory& history, size_t decision, absl::Time now,
                      absl::TimeZone zone) {
  const std::optional<Approval>& approval = history.decisions[decision].approval;
  if (!approval.has_value()) return ApprovalState::kUnspecified;
  if (decision + 1 < history.decisions.size()) return ApprovalState::kSuperseded;
  for (const Revocation& revocation : history.revocations) {
    if (revocation.approval == approval->name) return ApprovalState::kRevoked;
  }
  if (approval->valid_until.has_value() && now > EndOfDay(*approval->valid_until, zone)) {
    return ApprovalState::kLapsed;
  }
  return ApprovalState::kInForce;
}

std::string_view NameOf(ApprovalState state) {
  switch (state) {
    case ApprovalState::kInForce:
      return "IN_FORCE";
    case ApprovalState::kLapsed:
      return "LAPSED";
    case ApprovalState::kRevoked:
      return "REVOKED";
    case ApprovalState::kSuperseded:
      return "SUPERSEDED";
    case ApprovalState::kUnspecified:
      break;
  }
  return "UNSPECIFIED";
}

std::string_view NameOf(Outcome outcome) {
  switch (outcome) {
    case Outcome::kApproved:
      return "APPROVED";
    case Outcome::kDeclined:
      return "DECLINED";
    case Outcome::kDeferred:
      return "DEFERRED";
    case Outcome::kAsIs:
      return "AS_IS";
    case Outcome::kServices:
      return "SERVICES";
    case Outcome::kDuplicate:
      return "DUPLICATE";
    case Outcome::kUnspecified:
      break;
  }
  return "";
}

}  // namespace zusage::review
