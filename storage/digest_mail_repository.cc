// SPDX-License-Identifier: Apache-2.0
#include "storage/digest_mail_repository.h"

#include "services/base/status_macros.h"

namespace zusage::storage {

absl::StatusOr<bool> DigestMailRepository::IsReady(ReadTransaction& tx, std::string_view product,
                                                   Date week) {
  bool ready = false;
  ZUSAGE_RETURN_IF_ERROR(
      tx.Query("SELECT 1 FROM digest_weeks WHERE product = :product AND week >= :week",
               {{"product", product}, {"week", FormatDate(week)}}, [&](const Row&) {
                 ready = true;
                 return absl::OkStatus();
               }));
  return ready;
}

absl::Status DigestMailRepository::MakeReady(WriteTransaction& tx, std::string_view product,
                                             Date week, absl::Span<const std::string> recipients,
                                             absl::Time now, Date forget_before) {
  const std::string monday = FormatDate(week);
  ZUSAGE_ASSIGN_OR_RETURN(
      const int64_t first,
      tx.Execute("INSERT INTO digest_weeks (product, week) VALUES (:product, :week)"
                 " ON CONFLICT (product) DO UPDATE SET week = excluded.week"
                 " WHERE digest_weeks.week < excluded.week",
                 {{"product", product}, {"week", monday}}));
  if (first == 0) return absl::OkStatus();
  for (const std::string& recipient : recipients) {
    ZUSAGE_RETURN_IF_ERROR(
        tx.Enqueue("INSERT INTO digest_mails"
                   " (product, week, recipient, state, tries, create_time, next_try_time)"
                   " VALUES (:product, :week, :recipient, 1, 0, :now, :now)"
                   " ON CONFLICT (product, week, recipient) DO NOTHING",
                   {{"product", product},
                    {"week", monday},
                    {"recipient", recipient},
                    {"now", absl::ToUnixMicros(now)}}));
  }
  return tx.Enqueue("DELETE FROM digest_mails WHERE product = :product AND week < :forget_before",
                    {{"product", product}, {"forget_before", FormatDate(forget_before)}});
}

absl::StatusOr<std::vector<DigestMail>> DigestMailRepository::Due(ReadTransaction& tx,
                                                                  absl::Time now, int limit) {
  std::vector<DigestMail> mails;
  ZUSAGE_RETURN_IF_ERROR(
      tx.Query("SELECT product, week, recipient, tries, create_time FROM digest_mails"
               " WHERE state = 1 AND next_try_time <= :now"
               " ORDER BY product, week, recipient LIMIT :limit",
               {{"now", absl::ToUnixMicros(now)}, {"limit", int64_t{limit}}}, [&](const Row& row) {
                 mails.push_back({.product = std::string(row.Text(0)),
                                  .week = ParseDate(row.Text(1)).value_or(Date()),
                                  .recipient = std::string(row.Text(2)),
                                  .tries = static_cast<int>(row.Int(3)),
                                  .create_time = absl::FromUnixMicros(row.Int(4))});
                 return absl::OkStatus();
               }));
  return mails;
}

absl::StatusOr<bool> DigestMailRepository::Take(WriteTransaction& tx, const DigestMail& mail,
                                                absl::Time now, absl::Time next_try_time) {
  ZUSAGE_ASSIGN_OR_RETURN(
      const int64_t taken,
      tx.Execute("UPDATE digest_mails SET tries = tries + 1, next_try_time = :next_try_time"
                 " WHERE product = :product AND week = :week AND recipient = :recipient"
                 " AND state = 1 AND next_try_time <= :now",
                 {{"product", mail.product},
                  {"week", FormatDate(mail.week)},
                  {"recipient", mail.recipient},
                  {"now", absl::ToUnixMicros(now)},
                  {"next_try_time", absl::ToUnixMicros(next_try_time)}}));
  return taken == 1;
}

absl::Status DigestMailRepository::Settle(WriteTransaction& tx, const DigestMail& mail,
                                          DigestMailState state) {
  return tx.Enqueue(
      "UPDATE digest_mails SET state = :state"
      " WHERE product = :product AND week = :week AND recipient = :recipient AND state = 1",
      {{"product", mail.product},
       {"week", FormatDate(mail.week)},
       {"recipient", mail.recipient},
       {"state", static_cast<int64_t>(state)}});
}

absl::StatusOr<DigestMailRepository::Counts> DigestMailRepository::Count(ReadTransaction& tx) {
  Counts counts;
  ZUSAGE_RETURN_IF_ERROR(
      tx.Query("SELECT COUNT(CASE WHEN state = 1 THEN 1 END), COUNT(CASE WHEN state = 3 THEN 1 END)"
               " FROM digest_mails",
               {}, [&](const Row& row) {
                 counts = {static_cast<int>(row.Int(0)), static_cast<int>(row.Int(1))};
                 return absl::OkStatus();
               }));
  return counts;
}

}  // namespace zusage::storage
