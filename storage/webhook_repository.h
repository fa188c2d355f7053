// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_STORAGE_WEBHOOK_REPOSITORY_H_
#define ZUSAGE_STORAGE_WEBHOOK_REPOSITORY_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/news/domain/webhook.h"
#include "storage/fact.h"
#include "storage/store.h"

namespace zusage::storage {

extern const FactTable kWebhooks;
extern const FactTable kWebhookReplays;

// Webhooks as they are now, and how sending to them goes.
class WebhookRepository {
 public:
  // Records a new webhook, or a known one as it shall be from now on; one in the state kDeleted is
  // not found any more. `creator` counts for new ones.
  static absl::Status Record(Unit& unit, const news::Webhook& webhook, std::string_view creator);

  // That `count` deliveries were sent again: `delivery`, or all dead ones if that is "".
  static absl::Status RecordReplay(Unit& unit, std::string_view webhook, std::string_view delivery,
                                   int64_t count);

  static absl::StatusOr<std::optional<news::RecordedWebhook>> Find(ReadTransaction& tx,
                                                                   std::string_view name);
  // As Find(); NOT_FOUND if there is none.
  static absl::StatusOr<news::RecordedWebhook> Get(ReadTransaction& tx, std::string_view name);
  // As Find(), without the counts of its deliveries.
  static absl::StatusOr<std::optional<news::Webhook>> FindPlain(ReadTransaction& tx,
                                                                std::string_view name);
  // At most `limit` webhooks, newest first, behind `after`; from the newest for "".
  static absl::StatusOr<std::vector<news::RecordedWebhook>> List(ReadTransaction& tx,
                                                                 std::string_view after, int limit);
  // All of them, oldest first; there are no more than news::kMaxWebhooks.
  static absl::StatusOr<std::vector<news::Webhook>> All(ReadTransaction& tx);

  // A delivery came through. Nothing for a webhook that was deleted.
  static absl::Status NoteSuccess(WriteTransaction& tx, std::string_view name, absl::Time now);
  // A try failed; since when there were failures and no success.
  static absl::StatusOr<absl::Time> NoteFailure(WriteTransaction& tx, std::string_view name,
                                                absl::Time now);
  // What failed before does not count any more.
  static absl::Status ForgetFailures(WriteTransaction& tx, std::string_view name);
};

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_WEBHOOK_REPOSITORY_H_
