// SPDX-License-Identifier: Apache-2.0
//
// What a second reader is to be asked about, was sent, and thinks. Safe with many processes at
// once: a request is asked about by whoever moved its next try first. No facts: nothing here
// changes what a request or an assessment says.
#ifndef ZUSAGE_STORAGE_OPINION_REPOSITORY_H_
#define ZUSAGE_STORAGE_OPINION_REPOSITORY_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/reader/domain/opinion.h"
#include "storage/connection.h"

namespace zusage::storage {

// An assessment, by its fact, of a request.
struct AssessedRequest {
  std::string request;  // "products/…/changeRequests/…"
  int64_t assessment = 0;
  std::string product;  // "products/…"
  bool open = false;    // whether the request waits for a decision

  friend bool operator==(const AssessedRequest&, const AssessedRequest&) = default;
};

// A request that a reader is to be asked about.
struct WaitingOpinion {
  std::string request;
  int64_t assessment = 0;
  std::string product;
  int calls = 0;  // that were made so far
};

// What was sent to a reader, and what came of it.
struct ReaderCall {
  std::string request;
  int64_t assessment = 0;
  int number = 0;  // 1, 2, … for one assessment
  std::string product;
  absl::Time time;
  std::string address;
  std::string model;
  std::string message;                     // all that was sent but the key; "" once erased
  std::optional<reader::Failure> outcome;  // kNone: an opinion came; nothing: it is not known
};

// What of a budget is used.
struct ReaderUse {
  int64_t calls = 0;
  int64_t bytes = 0;
};

// The reader as whoever asks it last said.
struct ReaderInUse {
  std::string model;
  std::string address;
  int64_t daily_calls = 0;  // of one product
  int64_t daily_bytes = 0;
  absl::Time seen_time;

  // Whether it is asked at `now`: ten times as long as whoever asks takes to say so again.
  bool IsOn(absl::Time now) const { return seen_time + absl::Minutes(10) > now; }
};

class OpinionRepository {
 public:
  // The last assessment that was followed.
  static absl::StatusOr<int64_t> Followed(ReadTransaction& tx);
  // At most `limit` assessments behind the fact `after`, oldest first.
  static absl::StatusOr<std::vector<AssessedRequest>> AssessedAfter(ReadTransaction& tx,
                                                                    int64_t after, int limit);
  // Has followed from `from` to `to`; false if another process was first.
  static absl::StatusOr<bool> Advance(WriteTransaction& tx, int64_t from, int64_t to);
  // A reader is to be asked from `now` on; nothing happens if that is known.
  static absl::Status Add(WriteTransaction& tx, const AssessedRequest& assessed, absl::Time now);

  // At most `limit` that are due at `now`, the longest due first.
  static absl::StatusOr<std::vector<WaitingOpinion>> Due(ReadTransaction& tx, absl::Time now,
                                                         int limit);
  // Takes it to ask: nobody else does before `next_try_time`. False if it is not due any more.
  static absl::StatusOr<bool> Take(WriteTransaction& tx, const WaitingOpinion& waiting,
                                   absl::Time now, absl::Time next_try_time);
  // It waits until `next_try_time`, because of `failure`.
  static absl::Status Postpone(WriteTransaction& tx, const WaitingOpinion& waiting,
                               reader::Failure failure, absl::Time next_try_time);
  // It was answered or given up. `fingerprint` tells the same question again. How the opinion
  // stands to its assessment is worked out here, so that the queue can be filtered by it.
  static absl::Status Settle(WriteTransaction& tx, const WaitingOpinion& waiting,
                             const reader::SecondOpinion& opinion, std::string_view fingerprint);
  // It is not to be asked about any more; what was sent stays recorded.
  static absl::Status Drop(WriteTransaction& tx, const WaitingOpinion& waiting);
  // The opinion that the same question about this product was answered with, if it was.
  static absl::StatusOr<std::optional<reader::SecondOpinion>> FindGiven(
      ReadTransaction& tx, std::string_view product, std::string_view fingerprint);

  // Records what is about to be sent.
  static absl::Status AddCall(WriteTransaction& tx, const ReaderCall& call);
  static absl::Status EndCall(WriteTransaction& tx, const ReaderCall& call,
                              reader::Failure outcome);
  // At most `limit` calls about a request, newest first.
  static absl::StatusOr<std::vector<ReaderCall>> CallsAbout(ReadTransaction& tx,
                                                            std::string_view request, int limit);
  // What calls about a product took from `since` on.
  static absl::StatusOr<ReaderUse> UseSince(ReadTransaction& tx, std::string_view product,
                                            absl::Time since);

  // The opinion beside the newest assessment of the request; nothing if no reader is asked.
  static absl::StatusOr<std::optional<reader::SecondOpinion>> Newest(ReadTransaction& tx,
                                                                     std::string_view request);
  // How many wait, of "products/…" or, if that is empty, of all.
  static absl::StatusOr<int64_t> CountWaiting(ReadTransaction& tx, std::string_view product);

  static absl::Status SayInUse(WriteTransaction& tx, const ReaderInUse& reader);
  static absl::StatusOr<std::optional<ReaderInUse>> InUse(ReadTransaction& tx);
};

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_OPINION_REPOSITORY_H_
