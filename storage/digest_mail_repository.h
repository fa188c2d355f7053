// SPDX-License-Identifier: Apache-2.0
//
// Which digests are mailed to whom, and how that goes. Safe with many processes at once: a mail is
// sent by whoever moved its next try first.
#ifndef ZUSAGE_STORAGE_DIGEST_MAIL_REPOSITORY_H_
#define ZUSAGE_STORAGE_DIGEST_MAIL_REPOSITORY_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "services/base/time.h"
#include "storage/connection.h"

namespace zusage::storage {

enum class DigestMailState { kWaiting = 1, kSent = 2, kGivenUp = 3, kUnwanted = 4 };

struct DigestMail {
  std::string product;    // "products/atlas"
  Date week;              // its Monday
  std::string recipient;  // "principals/…"
  int tries = 0;
  absl::Time create_time;
};

class DigestMailRepository {
 public:
  // Whether the mails about the week, or a later one, were made ready.
  static absl::StatusOr<bool> IsReady(ReadTransaction& tx, std::string_view product, Date week);
  // Makes the mails about a week ready, to be sent from `now` on, and forgets those about weeks
  // before `forget_before`. Nothing happens if another process was first.
  static absl::Status MakeReady(WriteTransaction& tx, std::string_view product, Date week,
                                absl::Span<const std::string> recipients, absl::Time now,
                                Date forget_before);

  // At most `limit` mails whose next try is due at `now`, by product and week.
  static absl::StatusOr<std::vector<DigestMail>> Due(ReadTransaction& tx, absl::Time now,
                                                     int limit);
  // Takes a mail to send it: its next try is at `next_try_time`, unless somebody settles it before.
  // False if it is not due any more.
  static absl::StatusOr<bool> Take(WriteTransaction& tx, const DigestMail& mail, absl::Time now,
                                   absl::Time next_try_time);
  // It was sent, or will not be.
  static absl::Status Settle(WriteTransaction& tx, const DigestMail& mail, DigestMailState state);

  // How many there are, of the weeks that are not forgotten.
  struct Counts {
    int waiting = 0;
    int given_up = 0;
  };
  static absl::StatusOr<Counts> Count(ReadTransaction& tx);
};

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_DIGEST_MAIL_REPOSITORY_H_
