// SPDX-License-Identifier: Apache-2.0
//
// What product managers said about change requests: decisions and what became of them. Reads take
// the last position that counts, as those of request_repository.h. Everything that is added moves
// the request's head.
#ifndef ZUSAGE_STORAGE_DECISION_REPOSITORY_H_
#define ZUSAGE_STORAGE_DECISION_REPOSITORY_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/review/domain/decision.h"
#include "services/review/domain/request_history.h"
#include "storage/fact.h"
#include "storage/request_repository.h"
#include "storage/store.h"

namespace zusage::storage {

// The tables of facts, for fact_tables.h.
extern const FactTable kConditionChanges;
extern const FactTable kDecisions;
extern const FactTable kDisplacements;
extern const FactTable kEvidenceQuestions;
extern const FactTable kMergings;
extern const FactTable kReopenings;
extern const FactTable kRevocations;

class DecisionRepository {
 public:
  // Adds a decision with the roadmap items that it displaces, ending the wait for one.
  static absl::Status Add(Unit& unit, const RequestHead& head, const review::Decision& decision);
  static absl::Status AddRevocation(Unit& unit, const RequestHead& head,
                                    const review::Revocation& revocation);
  static absl::Status AddConditionChange(Unit& unit, const RequestHead& head,
                                         const review::ConditionChange& change);
  // The request comes to be NEEDS_EVIDENCE, or IN_REVIEW.
  static absl::Status AddEvidenceQuestion(Unit& unit, const RequestHead& head,
                                          const review::EvidenceQuestion& question);
  static absl::Status AddReopening(Unit& unit, const RequestHead& head,
                                   const review::Reopening& reopening);
  // Adds `decision`, which is DUPLICATE, to `source`, which comes to be MERGED into `target`.
  static absl::Status AddMerging(Unit& unit, const RequestHead& source, const RequestHead& target,
                                 const review::Decision& decision, const review::Merging& merging);

  // Everything that was said about the request; NOT_FOUND if there is none at `position`.
  static absl::StatusOr<review::RequestHistory> History(ReadTransaction& tx, std::string_view name,
                                                        int64_t position = kNewest,
                                                        absl::Time pending = kNothingPending);
  // The request that an approval belongs to; NOT_FOUND if there is no such approval.
  static absl::StatusOr<std::string> RequestOfApproval(ReadTransaction& tx,
                                                       std::string_view approval);
  // The approvals that displaced a roadmap item ("products/…/elements/R1"), oldest first. Whether
  // they still do depends on what became of them, and on the strategy.
  static absl::StatusOr<std::vector<review::Displacement>> DisplacementsOf(
      ReadTransaction& tx, std::string_view element, int64_t position = kNewest);
  // The names of at most `limit` approvals of the product with ids less than `before` ("" for all),
  // the newest first.
  static absl::StatusOr<std::vector<std::string>> ListApprovals(ReadTransaction& tx,
                                                                std::string_view product,
                                                                std::string_view before, int limit);
  // What all approvals of the product together take of a quarter that were neither revoked nor
  // superseded.
  static absl::StatusOr<double> ApprovedPersonDays(ReadTransaction& tx, std::string_view product,
                                                   Quarter quarter);
};

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_DECISION_REPOSITORY_H_
