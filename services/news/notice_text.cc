// SPDX-License-Identifier: Apache-2.0
#include "services/news/notice_text.h"

#include <optional>

#include "services/base/resource_name.h"
#include "services/base/status_macros.h"
#include "storage/strategy_repository.h"
#include "storage/webhook_repository.h"

namespace zusage::news {
namespace {

absl::StatusOr<NoticeText> Published(NoticeFacts& facts) {
  const News& news = facts.news();
  ZUSAGE_ASSIGN_OR_RETURN(
      const storage::PublishedStrategy strategy,
      storage::StrategyRepository::Current(facts.tx(), news.product, news.position));
  ZUSAGE_ASSIGN_OR_RETURN(const std::string publisher, facts.Person(strategy.publisher));
  const std::string product(LastSegment(news.product));
  const Metadata values = {{"product", product},
                           {"version", std::to_string(strategy.version)},
                           {"publisher", publisher},
                           {"memo", strategy.memo}};
  NoticeText notice;
  Say(notice.title, "New strategy of {product}: version {version}",
      "Neue Strategie von {product}: Version {version}", values);
  if (!strategy.memo.empty())
    Say(notice.text, "{publisher}: {memo}", "{publisher}: {memo}", values);
  Say(notice.text,
      "`zusage strategy compare {product}` shows what changed; when you have read it, `zusage "
      "strategy acknowledge {product}`.",
      "`zusage strategy compare {product}` zeigt, was sich geändert hat; wenn Sie sie gelesen "
      "haben: `zusage strategy acknowledge {product}`.",
      values);
  return notice;
}

absl::StatusOr<NoticeText> SubstituteSet(NoticeFacts& facts) {
  const News& news = facts.news();
  ZUSAGE_ASSIGN_OR_RETURN(const std::string principal, facts.Person(news.Detail("principal")));
  const Metadata values = {{"principal", principal},
                           {"first_day", news.Detail("first_day")},
                           {"last_day", news.Detail("last_day")}};
  NoticeText notice;
  Say(notice.title, "You decide for {principal} from {first_day} to {last_day}",
      "Sie entscheiden für {principal} vom {first_day} bis {last_day}", values);
  Say(notice.text,
      "In these days what waits for {principal} waits for you as well: `zusage review list`.",
      "In dieser Zeit wartet auch auf Sie, was auf {principal} wartet: `zusage review list`.",
      values);
  return notice;
}

absl::StatusOr<NoticeText> WebhookPaused(NoticeFacts& facts) {
  const std::string& name = facts.news().subject;
  ZUSAGE_ASSIGN_OR_RETURN(const std::optional<RecordedWebhook> found,
                          storage::WebhookRepository::Find(facts.tx(), name));
  const bool called = found.has_value() && !found->webhook.display_name.empty();
  const Metadata values = {{"webhook", called ? found->webhook.display_name : name},
                           {"name", name}};
  NoticeText notice;
  Say(notice.title, "Webhook paused: {webhook}", "Webhook angehalten: {webhook}", values);
  Say(notice.text,
      "Nothing came through any more, so nothing more is sent. `zusage webhook deliveries {name}` "
      "says what went wrong; once that is mended, `zusage webhook resume {name}`, "
      "and `zusage webhook replay {name}` sends what was given up.",
      "Es kam nichts mehr an, deshalb wird nichts mehr gesendet. `zusage webhook deliveries "
      "{name}` "
      "sagt, woran es lag; wenn das behoben ist, `zusage webhook resume {name}`, "
      "und "
      "`zusage webhook replay {name}` sendet, was aufgegeben wurde.",
      values);
  return notice;
}

}  // namespace

absl::StatusOr<NoticeText> TextOf(storage::ReadTransaction& tx, const News& news) {
  NoticeFacts facts(tx, news);
  switch (news.kind) {
    case Kind::kRequestDecided:
    case Kind::kRequestMerged:
    case Kind::kRequestReopened:
    case Kind::kEvidenceAsked:
    case Kind::kReviewAssigned:
    case Kind::kReviewOverdue:
      return TextAboutRequest(facts);
    case Kind::kPromiseUnilateral:
    case Kind::kPromiseLostGround:
    case Kind::kPromiseNamed:
    case Kind::kPromiseDisputed:
    case Kind::kDisputeResolved:
      return TextAboutPromise(facts);
    case Kind::kStrategyPublished:
      return Published(facts);
    case Kind::kSubstituteSet:
      return SubstituteSet(facts);
    case Kind::kWebhookPaused:
      return WebhookPaused(facts);
    case Kind::kUnspecified:
      break;
  }
  return absl::InternalError("news of no known kind");
}

}  // namespace zusage::news
