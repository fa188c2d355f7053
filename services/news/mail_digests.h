// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_NEWS_MAIL_DIGESTS_H_
#define ZUSAGE_SERVICES_NEWS_MAIL_DIGESTS_H_

#include <atomic>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/base/time.h"
#include "services/directory/domain/principal.h"
#include "services/news/domain/digest.h"
#include "services/news/mail.h"
#include "storage/digest_mail_repository.h"
#include "storage/store.h"

namespace zusage::news {

// For metrics; as of the newest round, whichever process sent or gave up.
struct DigestMailCounts {
  std::atomic<int> waiting{0};
  std::atomic<int> given_up{0};  // of the weeks that are not forgotten
};

// Mails the digest of a product's last whole week, from Monday seven o'clock in its time zone on,
// to those of its product managers and leaders who are active then and have an address, in the
// language of each. A week that was missed stays so: only the last whole one is mailed. What fails
// is tried again for a day. Not thread-safe; many processes may each have one.
class DigestMailer {
 public:
  // All but `from` must outlive it.
  DigestMailer(storage::Store& store, const Clock& clock, MailSender& sender, MailAddress from,
               DigestMailCounts& counts);

  // Makes ready what is to be mailed, and sends what is due; returns how many were sent.
  absl::StatusOr<int> Run();

 private:
  using Digests = std::map<std::pair<std::string, Date>, Digest>;

  absl::Status MakeReady();
  // Sends one, if nobody else has taken it and it is still wanted.
  absl::StatusOr<bool> SendOne(const storage::DigestMail& mail, Digests& digests);
  // What was tried did not come through: it waits for its next try, or is given up.
  absl::Status Fail(const storage::DigestMail& mail, const absl::Status& why);
  absl::Status Settle(const storage::DigestMail& mail, storage::DigestMailState state);
  // The recipient as they are now, or nothing if they are not to get it any more.
  absl::StatusOr<std::optional<directory::Principal>> RecipientOf(const storage::DigestMail& mail);
  absl::StatusOr<const Digest*> DigestFor(const storage::DigestMail& mail, Digests& digests);
  absl::StatusOr<Mail> Compose(const storage::DigestMail& mail, const Digest& digest,
                               const directory::Principal& recipient) const;
  absl::Status Count();

  storage::Store& store_;
  const Clock& clock_;
  MailSender& sender_;
  const MailAddress from_;
  DigestMailCounts& counts_;
  int failures_in_a_row_ = 0;
};

// Runs a mailer on a thread of its own, every half minute. Ends with the object.
class MailDigests {
 public:
  MailDigests(storage::Store& store, const Clock& clock, std::unique_ptr<MailSender> sender,
              MailAddress from, DigestMailCounts& counts);
  ~MailDigests();

 private:
  void Run();

  storage::Store& store_;
  const std::unique_ptr<MailSender> sender_;
  DigestMailer mailer_;
  std::atomic<bool> stopping_{false};
  std::thread thread_;
};

}  // namespace zusage::news

#endif  // ZUSAGE_SERVICES_NEWS_MAIL_DIGESTS_H_
