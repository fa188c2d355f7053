// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_TESTS_UNIT_INTAKE_EVIDENCE_WORLD_H_
#define ZUSAGE_TESTS_UNIT_INTAKE_EVIDENCE_WORLD_H_

#include <cstdlib>
#include <optional>
#include <string>
#include <utility>

#include "services/base/etag.h"
#include "services/intake/add_evidence.h"
#include "services/intake/withdraw_change_request.h"
#include "storage/decision_repository.h"
#include "tests/support/world.h"

namespace zusage::intake {

// A world with short ways to add evidence, as the adapter does: the check is asked first.
class EvidenceWorld : public testing::World {
 public:
  // What the check is to say of version `version` of the strategy.
  static alignment::Assessment Says(alignment::Verdict verdict, int version = 1) {
    alignment::Assessment assessment;
    assessment.verdict = verdict;
    assessment.strategy_version = version;
    return assessment;
  }

  // The answer of the check about the request as it stands now.
  Answer Check(const std::string& name, alignment::Assessment assessment) {
    return {.assessment = std::move(assessment), .head = Load(name)->head.head};
  }
  // The answer of a check that is away.
  Answer Away(const std::string& name) {
    return {.assessment = std::nullopt, .head = Load(name)->head.head};
  }

  absl::StatusOr<Reassessed> Add(const AddEvidenceInput& input, const Answer& answer,
                                 IfOutdated if_outdated = IfOutdated::kRefuse) {
    absl::StatusOr<Reassessed> added;
    const absl::Status written = store().Write([&](storage::Unit& unit) {
      added = AddEvidence(unit, Sofia(), input, answer, if_outdated);
      return added.status();
    });
    if (!written.ok()) return written;
    return added;
  }

  absl::StatusOr<storage::RequestView> Withdraw(const std::string& name,
                                                const directory::Caller& caller = Sofia(),
                                                std::string etag = "") {
    if (etag.empty()) etag = EtagOf(name, Load(name)->head.head);
    absl::StatusOr<storage::RequestView> withdrawn;
    const absl::Status written = store().Write([&](storage::Unit& unit) {
      withdrawn = WithdrawChangeRequest(
          unit, caller, {.name = name, .etag = etag, .reason = "They bought elsewhere."});
      return withdrawn.status();
    });
    if (!written.ok()) return written;
    return withdrawn;
  }

  // Has the request wait for evidence.
  void AskForEvidence(const std::string& name) {
    const storage::RequestHead head = Load(name)->head;
    const absl::Status asked = store().Write([&](storage::Unit& unit) {
      unit.Describe("AskForEvidence", {"principals/petra", ""});
      return storage::DecisionRepository::AddEvidenceQuestion(
          unit, head, {.question = "What would they pay?", .asked_by = "principals/petra"});
    });
    if (!asked.ok()) std::abort();
  }

  // Makes `source` a part of `target`, its first item being the target's first.
  void Merge(const std::string& source, const std::string& target) {
    const storage::RequestView from = *Load(source);
    const storage::RequestHead to = Load(target)->head;
    review::Decision decision{.request = source, .outcome = review::Outcome::kDuplicate};
    decision.decider = "principals/petra";
    decision.duplicate_of = target;
    review::Merging merging{.request = source, .into = target};
    merging.customer = from.request.customer;
    merging.items = {{ItemName(source, "1"), ItemName(target, "1")}};
    merging.merged_by = "principals/petra";
    const absl::Status merged = store().Write([&](storage::Unit& unit) {
      unit.Describe("MergeChangeRequests", {"principals/petra", ""});
      return storage::DecisionRepository::AddMerging(unit, from.head, to, decision, merging);
    });
    if (!merged.ok()) std::abort();
  }

  // Whether the request waits to be checked again.
  bool WaitsForCheck(const std::string& name) {
    bool waits = false;
    const absl::Status read = store().Read([&](storage::ReadTransaction& tx) -> absl::Status {
      return tx.Query("SELECT recheck FROM request_heads WHERE name = :name", {{"name", name}},
                      [&](const storage::Row& row) {
                        waits = row.Int(0) == 1;
                        return absl::OkStatus();
                      });
    });
    if (!read.ok()) std::abort();
    return waits;
  }

  alignment::Evidence EvidenceAt(const std::string& name, int64_t position) {
    alignment::Evidence evidence;
    const absl::Status read = store().Read([&](storage::ReadTransaction& tx) -> absl::Status {
      const auto request = storage::RequestRepository::Get(tx, name, position);
      if (request.ok()) evidence = request->evidence;
      return request.status();
    });
    if (!read.ok()) std::abort();
    return evidence;
  }
};

}  // namespace zusage::intake

#endif  // ZUSAGE_TESTS_UNIT_INTAKE_EVIDENCE_WORLD_H_
