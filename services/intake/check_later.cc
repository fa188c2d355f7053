// SPDX-License-Identifier: Apache-2.0
#include "services/intake/check_later.h"

#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "absl/synchronization/blocking_counter.h"
#include "services/base/log.h"
#include "services/base/status_macros.h"
#include "services/intake/domain/draft.h"
#include "services/intake/reassess.h"
#include "storage/customer_repository.h"

namespace zusage::intake {
namespace {

using alignment::Assessment;
using storage::RequestRepository;
using Unchecked = RequestRepository::Unchecked;

constexpr int kBatch = 256;
constexpr absl::Duration kPause = absl::Milliseconds(500);
// A check that is slow is not asked for longer before what it said is recorded.
constexpr absl::Duration kLongestAsking = absl::Seconds(1);

// A request that waits, and what is recorded of it. All that can be read and worked out before the
// transaction is: others wait for that.
struct Waiting {
  storage::RequestHead head;
  alignment::Wish wish;
  std::optional<Assessment> before;
  std::optional<Routing> routing;  // if it is as urgent as before no more
  std::optional<Assessment> assessment;
  enum class Outcome { kUnchanged, kOutdated, kDone } outcome = Outcome::kUnchanged;
};

absl::StatusOr<Waiting> Load(storage::ReadTransaction& tx, const storage::RequestHead& head,
                             Unchecked which, absl::Time now) {
  Waiting one{.head = head};
  ZUSAGE_ASSIGN_OR_RETURN(const ChangeRequest request, RequestRepository::Get(tx, head.name));
  ZUSAGE_ASSIGN_OR_RETURN(const directory::RecordedCustomer customer,
                          storage::CustomerRepository::Get(tx, request.customer));
  one.wish = WishOf(request, customer.customer);
  if (which == Unchecked::kNever) return one;
  ZUSAGE_ASSIGN_OR_RETURN(one.before, RequestRepository::LatestAssessment(tx, head.name));
  ZUSAGE_ASSIGN_OR_RETURN(one.routing, RoutingNow(tx, head.name, now));
  return one;
}

// One pass over the requests of one kind that wait.
class Round {
 public:
  Round(storage::Store& store, Checker& checker, const Clock& clock, const std::string& principal)
      : store_(store), checker_(checker), clock_(clock), principal_(principal) {}

  // Until some are checked or all were tried. Returns how many wait no more.
  absl::StatusOr<int> Run(Unchecked which, int limit) {
    int64_t after = 0;
    while (true) {
      ZUSAGE_ASSIGN_OR_RETURN(std::vector<Waiting> page, LoadPage(which, limit, after));
      CheckAll(page);
      ZUSAGE_ASSIGN_OR_RETURN(const int done, Record(page));
      if (done > 0 || is_last_) return done;
    }
  }

  // Why the check could not answer, if it could not.
  const absl::Status& away() const { return away_; }

 private:
  absl::StatusOr<std::vector<Waiting>> LoadPage(Unchecked which, int limit, int64_t& after) {
    std::vector<Waiting> page;
    const int64_t begin = after;
    ZUSAGE_RETURN_IF_ERROR(store_.Read([&](storage::ReadTransaction& tx) -> absl::Status {
      page.clear();
      ZUSAGE_ASSIGN_OR_RETURN(const std::vector<storage::RequestHead> heads,
                              RequestRepository::ListUnchecked(tx, which, begin, limit));
      is_last_ = heads.size() < static_cast<size_t>(limit);
      for (const storage::RequestHead& head : heads) {
        after = head.fact;
        if (skipped_.contains(head.product)) continue;
        ZUSAGE_ASSIGN_OR_RETURN(Waiting one, Load(tx, head, which, clock_.Now()));
        page.push_back(std::move(one));
      }
      return absl::OkStatus();
    }));
    return page;
  }

  void CheckAll(std::vector<Waiting>& page) {
    const absl::Time end = clock_.Now() + kLongestAsking;
    for (Waiting& one : page) {
      if (!skipped_.contains(one.head.product)) Check(one);
      if (clock_.Now() >= end) return;
    }
  }

  // A check that is away, or does not know the product yet, says so of all its requests.
  void Check(Waiting& one) {
    absl::StatusOr<Assessment> assessment = checker_.Check(one.wish);
    if (assessment.ok()) {
      one.assessment = *std::move(assessment);
      return;
    }
    away_ = assessment.status();
    const bool of_this_one = absl::IsInvalidArgument(away_) || absl::IsInternal(away_);
    if (!of_this_one) skipped_.insert(one.head.product);
  }

  // Each is a mutation of its own, which the store commits many at a time.
  absl::StatusOr<int> Record(std::vector<Waiting>& page) {
    absl::BlockingCounter missing(static_cast<int>(page.size()));
    std::vector<absl::Status> results(page.size());
    for (size_t i = 0; i < page.size(); ++i) {
      if (!page[i].assessment.has_value()) {
        missing.DecrementCount();
        continue;
      }
      store_.Write([this, &one = page[i]](storage::Unit& unit) { return Record(unit, one); },
                   [&results, &missing, i](absl::Status status) {
                     results[i] = std::move(status);
                     missing.DecrementCount();
                   });
    }
    missing.Wait();
    int done = 0;
    for (size_t i = 0; i < page.size(); ++i) {
      ZUSAGE_RETURN_IF_ERROR(results[i]);
      if (page[i].outcome == Waiting::Outcome::kDone) ++done;
      if (page[i].outcome == Waiting::Outcome::kOutdated) skipped_.insert(page[i].head.product);
    }
    return done;
  }

  // Unless anything happened to the request, or a newer strategy was published, meanwhile: then it
  // goes on waiting.
  absl::Status Record(storage::Unit& unit, Waiting& one) {
    one.outcome = Waiting::Outcome::kUnchanged;
    ZUSAGE_ASSIGN_OR_RETURN(const RequestRepository::Basis basis,
                            RequestRepository::BasisOf(unit.tx(), one.head));
    if (basis.head != one.head.head) return absl::OkStatus();
    one.outcome = Waiting::Outcome::kOutdated;
    if (basis.strategy_version != one.assessment->strategy_version) return absl::OkStatus();
    one.outcome = Waiting::Outcome::kDone;
    unit.Describe("CheckChangeRequest", {principal_, ""});
    const bool is_new = !one.before.has_value() || !SaysTheSame(*one.before, *one.assessment);
    ZUSAGE_RETURN_IF_ERROR(is_new
                               ? RequestRepository::AddAssessment(unit, one.head, *one.assessment)
                               : RequestRepository::ClearRecheck(unit, one.head.name));
    if (!one.routing.has_value()) return absl::OkStatus();
    return RequestRepository::AddRouting(unit, one.head, *one.routing);
  }

  storage::Store& store_;
  Checker& checker_;
  const Clock& clock_;
  const std::string& principal_;
  std::set<std::string, std::less<>> skipped_;  // products that wait for another round
  absl::Status away_;
  bool is_last_ = false;
};

}  // namespace

absl::StatusOr<int> CheckWaiting(storage::Store& store, Checker& checker, const Clock& clock,
                                 const std::string& principal, int limit) {
  int done = 0;
  Round round(store, checker, clock, principal);
  for (const Unchecked which : {Unchecked::kNever, Unchecked::kAgain}) {
    ZUSAGE_ASSIGN_OR_RETURN(const int of_these, round.Run(which, limit));
    done += of_these;
  }
  if (done == 0 && !round.away().ok()) return round.away();
  return done;
}

CheckLater::CheckLater(storage::Store& store, Checker& checker, const Clock& clock,
                       std::string principal)
    : store_(store), checker_(checker), clock_(clock), principal_(std::move(principal)) {
  thread_ = std::thread([this] { Run(); });
}

CheckLater::~CheckLater() {
  stopping_ = true;
  thread_.join();
}

void CheckLater::Run() {
  bool away = false;
  while (!stopping_) {
    const absl::StatusOr<int> checked = CheckWaiting(store_, checker_, clock_, principal_, kBatch);
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
