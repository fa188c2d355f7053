// SPDX-License-Identifier: Apache-2.0
//
// Change requests with their assessments and routings; what was decided on them is in
// decision_repository.h. Reads take the last position that counts, so that everything can be seen
// as of an earlier time; kNewest means now.
#ifndef ZUSAGE_STORAGE_REQUEST_REPOSITORY_H_
#define ZUSAGE_STORAGE_REQUEST_REPOSITORY_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/alignment/domain/assessment.h"
#include "services/alignment/domain/assessment_json.h"
#include "services/intake/domain/change_request.h"
#include "services/review/domain/decision.h"
#include "services/review/domain/request_history.h"
#include "storage/fact.h"
#include "storage/store.h"

namespace zusage::storage {

// The tables of facts, for fact_tables.h.
extern const FactTable kChangeRequests;
extern const FactTable kAssessments;
extern const FactTable kEvidenceAdditions;
extern const FactTable kRoutings;
extern const FactTable kWithdrawals;

// Later than every position.
inline constexpr int64_t kNewest = int64_t{1} << 52;

// Facts take their time from their journal entry, which a mutation appends only when it is done.
// One that reads back what it has just inserted says what time that will be: its unit's
// commit_time().
inline constexpr absl::Time kNothingPending = absl::UnixEpoch();

// The projection of where a request stands now: what lists and queues are read from.
struct RequestHead {
  std::string name;
  std::string product;
  std::string customer;
  std::string submitter;
  intake::State state = intake::State::kUnspecified;
  review::Outcome outcome = review::Outcome::kUnspecified;
  std::string owner;
  absl::Time due_time;
  int priority = 0;
  int64_t fact = 0;  // of the change request
  int64_t head = 0;  // position of the newest entry about it: its etag
};

// Which requests a list shows. Empty fields do not filter.
struct RequestFilter {
  std::string product;
  std::vector<intake::State> states;
  std::string customer;
  std::string submitter;
  review::Outcome outcome = review::Outcome::kUnspecified;
};

// Which reviews a queue shows.
struct QueueFilter {
  std::string product;  // required
  std::string owner;    // "" for all
  absl::Time now;       // what is due before is overdue
  bool overdue_only = false;
  std::string not_submitted_by;  // "" for all
  // Only those of which a second reader's opinion beside the newest assessment is another one:
  // reader::Agreement::kOtherElements or kDiffers.
  bool differing_only = false;
};

// Whether `a` stands before `b` in the queue at `now`: overdue first, then priority (high first),
// due time, age.
bool IsBefore(const RequestHead& a, const RequestHead& b, absl::Time now);

class RequestRepository {
 public:
  // Adds the request with its routing and, if it was checked, its assessment (null if not), and its
  // head.
  static absl::Status Add(Unit& unit, const intake::ChangeRequest& request,
                          const intake::Routing& routing,
                          const alignment::EncodedAssessment* assessment);
  // Adds a later assessment and moves the head; a SUBMITTED request comes to be IN_REVIEW, and one
  // that was marked to be checked again is marked no more.
  static absl::Status AddAssessment(Unit& unit, const RequestHead& head,
                                    const alignment::Assessment& assessment);
  // Gives the request, which stands as it stood, to `routing.owner`, or only another priority.
  static absl::Status AddRouting(Unit& unit, const RequestHead& head,
                                 const intake::Routing& routing);
  // Adds to the evidence of a request and moves its head; one that NEEDS_EVIDENCE comes to be
  // IN_REVIEW.
  static absl::Status AddEvidence(Unit& unit, const RequestHead& head,
                                  const alignment::Evidence& evidence, std::string_view added_by);
  // Takes an open request back.
  static absl::Status AddWithdrawal(Unit& unit, const RequestHead& head,
                                    const review::Withdrawal& withdrawal);
  // Has the request checked again as soon as the check can be reached and the request is open.
  static absl::Status MarkForRecheck(Unit& unit, std::string_view name);
  // The same for all open requests of "products/…".
  static absl::Status MarkProductForRecheck(Unit& unit, std::string_view product);
  // Says that nothing is left to be checked again.
  static absl::Status ClearRecheck(Unit& unit, std::string_view name);

  // The name of the request that the entry at `position` brought; NOT_FOUND if it brought none.
  static absl::StatusOr<std::string> SubmittedAt(ReadTransaction& tx, int64_t position);
  // With its evidence as of `position`; NOT_FOUND if there is none, or none yet at `position`.
  static absl::StatusOr<intake::ChangeRequest> Get(ReadTransaction& tx, std::string_view name,
                                                   int64_t position = kNewest,
                                                   absl::Time pending = kNothingPending);
  static absl::StatusOr<RequestHead> GetHead(ReadTransaction& tx, std::string_view name);
  // The newest assessment, if there is one.
  static absl::StatusOr<std::optional<alignment::Assessment>> LatestAssessment(
      ReadTransaction& tx, std::string_view name, int64_t position = kNewest);
  // The newest routing: who is asked now.
  static absl::StatusOr<std::optional<intake::Routing>> LatestRouting(ReadTransaction& tx,
                                                                      std::string_view name,
                                                                      int64_t position = kNewest);

  // At most `limit` heads with fact < `before`, newest first.
  static absl::StatusOr<std::vector<RequestHead>> List(ReadTransaction& tx,
                                                       const RequestFilter& filter, int64_t before,
                                                       int limit);
  // At most `limit` heads of open requests in the order of the queue, those behind `after`.
  static absl::StatusOr<std::vector<RequestHead>> Queue(ReadTransaction& tx,
                                                        const QueueFilter& filter,
                                                        const std::optional<RequestHead>& after,
                                                        int limit);
  // At most `limit` open requests that were due before `now`, behind `after`, by due time.
  static absl::StatusOr<std::vector<RequestHead>> Overdue(ReadTransaction& tx, absl::Time now,
                                                          const std::optional<RequestHead>& after,
                                                          int limit);
  // Whether it was escalated since it was submitted, or reopened last.
  static absl::StatusOr<bool> WasEscalated(ReadTransaction& tx, std::string_view name);
  // How many wait and how many of these are overdue at `filter.now`; counts to `limit`.
  struct QueueSize {
    int waiting = 0;
    int overdue = 0;
  };
  static absl::StatusOr<QueueSize> CountQueue(ReadTransaction& tx, const QueueFilter& filter,
                                              int limit);
  // The same for a product as of a position, from facts.
  static absl::StatusOr<QueueSize> CountQueueAsOf(ReadTransaction& tx, std::string_view product,
                                                  int64_t position, absl::Time now);
  // Up to `limit` requests behind the fact `after` that wait to be checked, oldest first: those
  // that never were, or open ones whose newest assessment rests on what has changed.
  enum class Unchecked { kNever, kAgain };
  static absl::StatusOr<std::vector<RequestHead>> ListUnchecked(ReadTransaction& tx,
                                                                Unchecked which, int64_t after,
                                                                int limit);
  // What an assessment must have been made of to be recorded: the position of the newest entry
  // about the request, and the version of its product's strategy that is in force.
  struct Basis {
    int64_t head = 0;
    int strategy_version = 0;
    friend bool operator==(const Basis&, const Basis&) = default;
  };
  static absl::StatusOr<Basis> BasisOf(ReadTransaction& tx, const RequestHead& head);
};

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_REQUEST_REPOSITORY_H_
