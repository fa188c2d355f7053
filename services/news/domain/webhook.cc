// SPDX-License-Identifier: Apache-2.0
#include "services/news/domain/webhook.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "services/base/errors.h"
#include "services/base/time.h"

namespace zusage::news {
namespace {

// By the numbers of Kind. Receivers rely on them: a name is never changed.
constexpr std::array<std::string_view, kKinds + 1> kEventTypes = {
    "",
    "request.decided",
    "request.merged",
    "request.reopened",
    "evidence.asked",
    "review.assigned",
    "review.overdue",
    "promise.unilateral",
    "promise.lost_ground",
    "promise.named",
    "promise.disputed",
    "dispute.resolved",
    "strategy.published",
    "substitute.set",
    "webhook.paused",
};

template <typename Value>
void SortWithoutRepeats(std::vector<Value>& values) {
  std::ranges::sort(values);
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

std::string Stripped(std::string_view text) {
  return std::string(absl::StripAsciiWhitespace(absl::string_view(text.data(), text.size())));
}

void CheckDisplayName(const std::string& name, FieldErrors& errors) {
  if (name.empty()) errors.Add("display_name", kRequired);
  if (name.size() > kMaxWebhookNameBytes) {
    errors.Add(
        "display_name", kTooLong,
        {{"limit", std::to_string(kMaxWebhookNameBytes)}, {"size", std::to_string(name.size())}});
  }
}

void CheckKinds(const std::vector<Kind>& kinds, FieldErrors& errors) {
  const bool known = std::ranges::all_of(kinds, [](Kind kind) {
    return kind > Kind::kUnspecified && static_cast<int>(kind) <= kKinds;
  });
  if (known) return;
  std::string allowed;
  for (int kind = 1; kind <= kKinds; ++kind) {
    absl::StrAppend(&allowed, kind == 1 ? "" : ", ", EventType(static_cast<Kind>(kind)));
  }
  errors.Add("kinds", kInvalidEnum, {{"allowed", allowed}});
}

}  // namespace

std::string_view EnglishWords(PauseCause cause) {
  switch (cause) {
    case PauseCause::kNoSuccess:
      return "Nothing came through for five days.";
    case PauseCause::kGone:
      return "The receiver answered that it wants no more (410).";
    case PauseCause::kNone:
      break;
  }
  return "";
}

std::string_view GermanWords(PauseCause cause) {
  switch (cause) {
    case PauseCause::kNoSuccess:
      return "Fünf Tage lang kam nichts durch.";
    case PauseCause::kGone:
      return "Der Empfänger hat geantwortet, dass er nichts mehr will (410).";
    case PauseCause::kNone:
      break;
  }
  return "";
}

Webhook Tidy(Webhook webhook) {
  webhook.display_name = Stripped(webhook.display_name);
  webhook.url = Stripped(webhook.url);
  SortWithoutRepeats(webhook.products);
  SortWithoutRepeats(webhook.kinds);
  if (webhook.state == WebhookState::kUnspecified) webhook.state = WebhookState::kActive;
  return webhook;
}

absl::Status Validate(const Webhook& webhook, const AddressPolicy& policy) {
  FieldErrors errors;
  CheckDisplayName(webhook.display_name, errors);
  CheckKinds(webhook.kinds, errors);
  if (webhook.state != WebhookState::kActive && webhook.state != WebhookState::kPaused) {
    errors.Add("state", kInvalidEnum, {{"allowed", "STATE_ACTIVE, STATE_PAUSED"}});
  }
  if (absl::Status status = CheckUrl(webhook.url, policy); !status.ok()) errors.AddAll("", status);
  return errors.status();
}

bool Wants(const Webhook& webhook, const News& news) {
  const auto names = [](const auto& list, const auto& value) {
    return list.empty() || std::ranges::find(list, value) != list.end();
  };
  return names(webhook.products, news.product) && names(webhook.kinds, news.kind);
}

std::string EventType(Kind kind) {
  const auto number = static_cast<size_t>(kind);
  if (number == 0 || number >= kEventTypes.size()) return absl::StrCat("kind.", number);
  return std::string(kEventTypes[number]);
}

std::string Payload(const News& news) {
  nlohmann::json data = {{"position", news.position}, {"subject", news.subject}};
  if (!news.product.empty()) data["product"] = news.product;
  if (!news.actor.empty()) data["actor"] = news.actor;
  if (!news.details.empty()) data["details"] = news.details;
  const nlohmann::json payload = {{"type", EventType(news.kind)},
                                  {"timestamp", zusage::FormatTime(news.create_time)},
                                  {"data", std::move(data)}};
  return payload.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace zusage::news
