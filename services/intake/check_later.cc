// SPDX-License-Identifier: Apache-2.0
#include "services/intake/check_later.h"

#include <optional>
#include <utility>
#include <vector>

#include "services/base/log.h"
#include "services/base/status_macros.h"
#include "services/intake/domain/draft.h"
#include "services/intake/reassess.h"
#include "storage/customer_repository.h"
#include "storage/strategy_repository.h"

namespace zusage::intake {
namespace {

constexpr int kBatch = 64;
constexpr absl::Duration kPause = absl::Milliseconds(500);

struct Waiting {
  storage::RequestHead head;
  alignment::Wish wish;
};

absl::StatusOr<Waiting> Load(storage::ReadTransaction& tx, const storage::RequestHead& head) {
  ZUSAGE_ASSIGN_OR_RETURN(const ChangeRequest request,
                          storage::RequestRepository::Get(tx, head.name));
  ZUSAGE_ASSIGN_OR_RETURN(const directory::RecordedCustomer customer,
                          storage::CustomerRepository::Get(tx, request.customer));
  return Waiting{.head = head, .wish = WishOf(request, customer.customer)};
}

absl::StatusOr<std::vector<Waiting>> LoadWaiting(storage::Store& store, int limit) {
  std::vector<Waiting> waiting;
  ZUSAGE_RETURN_IF_ERROR(store.Read([&](storage::ReadTransaction& tx) -> absl::Status {
    waiting.clear();
    ZUSAGE_ASSIGN_OR_RETURN(const std::vector<storage::RequestHead> heads,
                            storage::RequestRepository::Unchecked(tx, limit));
    for (const storage::RequestHead& head : heads) {
      ZUSAGE_ASSIGN_OR_RETURN(Waiting one, Load(tx, head));
      waiting.push_back(std::move(one));
    }
    return absl::OkStatus();
  }));
  return waiting;
}

// Records the assessment unless anything happened to the request, or a newer strategy was
// published, meanwhile: then it goes on waiting. Says in `done` whether the request is through.
absl::Status Record(storage::Unit& unit, const storage::RequestHead& checked,
                    const alignment::Assessment& assessment, const std::string& principal,
                    bool& done) {
  done = false;
  ZUSAGE_ASSIGN_OR_RETURN(const storage::RequestHead head,
                          storage::RequestRepository::GetHead(unit.tx(), checked.name));
  if (head.head != checked.head) return absl::OkStatus();
  ZUSAGE_ASSIGN_OR_RETURN(const int version,
                          storage::StrategyRepository::CurrentVersion(unit.tx(), head.product));
  if (version != assessment.strategy_version) return absl::OkStatus();
  done = true;
  unit.Describe("CheckChangeRequest", {principal, ""});
  ZUSAGE_RETURN_IF_ERROR(RecordAssessment(unit, head, assessment));
  return Reprioritize(unit, head.name);
}

}  // namespace

absl::StatusOr<int> CheckWaiting(storage::Store& store, Checker& checker,
                                 const std::string& principal, int limit) {
  ZUSAGE_ASSIGN_OR_RETURN(const std::vector<Waiting> waiting, LoadWaiting(store, limit));
  int checked = 0;
  for (const Waiting& one : waiting) {
    absl::StatusOr<alignment::Assessment> assessment = checker.Check(one.wish);
    if (!assessment.ok()) {
      if (checked == 0) return assessment.status();
      return checked;
    }
    bool done = false;
    ZUSAGE_RETURN_IF_ERROR(store.WriteAndWait(
        [&](storage::Unit& unit) { return Record(unit, one.head, *assessment, principal, done); }));
    if (done) ++checked;
  }
  return checked;
}

CheckLater::CheckLater(storage::Store& store, Checker& checker, std::string principal)
    : store_(store), checker_(checker), principal_(std::move(principal)) {
  thread_ = std::thread([this] { Run(); });
}

CheckLater::~CheckLater() {
  stopping_ = true;
  thread_.join();
}

void CheckLater::Run() {
  bool away = false;
  while (!stopping_) {
    const absl::StatusOr<int> checked = CheckWaiting(store_, checker_, principal_, kBatch);
    if (checked.ok() != !away) {
      away = !checked.ok();
      Log(away ? Severity::kWarning : Severity::kInfo, away ? "check_away" : "check_back",
          {{"status", std::string(checked.status().message())}});
    }
    if (checked.ok() && *checked > 0) continue;
    // No news is waited for: requests that wait are rare, and news is not. This only ends early
    // when the store stops.
    store_.WaitForNews(storage::kNewest, kPause);
  }
}

}  // namespace zusage::intake
