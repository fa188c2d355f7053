// SPDX-License-Identifier: Apache-2.0
//
// Which promises an entry took the ground from. Nothing stores how a promise stands, so those that
// the entry can concern are judged twice: as of the position before it, and as of its own.
#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "services/base/resource_name.h"
#include "services/base/status_macros.h"
#include "services/commitments/judge_promise.h"
#include "services/commitments/knowledge.h"
#include "services/commitments/promises_without_ground.h"
#include "services/news/happenings.h"
#include "storage/customer_repository.h"
#include "storage/decision_repository.h"
#include "storage/promise_repository.h"
#include "storage/strategy_repository.h"

namespace zusage::news {
namespace {

using commitments::JudgedPromise;
using commitments::Promise;
using commitments::Standing;
using storage::PromiseRepository;

constexpr int kBatch = 1000;
constexpr int kMostProducts = 100'000;

bool IsOver(commitments::Course course) {
  return course != commitments::Course::kOpen &&
         course != commitments::Course::kBroken;  // broken ones are still owed
}

// What one entry took away.
class Loss {
 public:
  Loss(storage::ReadTransaction& tx, const storage::Leaf& entry, std::vector<Happening>& happenings)
      : entry_(entry),
        knowledge_(tx, {entry.position, entry.commit_time}),
        happenings_(happenings) {}

  storage::ReadTransaction& tx() { return knowledge_.tx(); }
  commitments::Knowledge& knowledge() { return knowledge_; }
  int64_t position() const { return entry_.position; }
  const storage::Leaf& entry() const { return entry_; }

  // Judges a promise that is recorded the same before and after the entry, if it was not yet. `by`
  // is what the entry is about.
  absl::Status Look(const Promise& promise, std::string_view by) {
    return Look(promise, promise, by);
  }
  absl::Status Look(const Promise& before, const Promise& after, std::string_view by) {
    if (after.over() || !seen_.insert(after.name).second) return absl::OkStatus();
    Stood stood;
    ZUSAGE_ASSIGN_OR_RETURN(
        stood.before,
        commitments::StandingAt(knowledge_, before, position() - 1, entry_.commit_time));
    if (stood.before != Standing::kCovered) return absl::OkStatus();
    ZUSAGE_ASSIGN_OR_RETURN(
        const JudgedPromise judged,
        commitments::JudgePromise(knowledge_, after, commitments::Reasons::kNo));
    stood.made_after = judged.when_made;
    stood.after = judged.now;
    if (LostGround(stood) && !IsOver(judged.course.course)) Add(judged.promise, by);
    return absl::OkStatus();
  }

 private:
  void Add(const Promise& promise, std::string_view by) {
    Happening happening = HappeningBy(entry_, Kind::kPromiseLostGround, promise.name);
    happening.news.details = {{"operation", entry_.operation}, {"by", std::string(by)}};
    happening.concerned.push_back({Part::kPromiser, promise.promised_by});
    happenings_.push_back(std::move(happening));
  }

  const storage::Leaf& entry_;
  commitments::Knowledge knowledge_;
  std::vector<Happening>& happenings_;
  std::set<std::string> seen_;
};

absl::Status LookAtRequests(Loss& loss) {
  for (const std::string& request : NamesIn(loss.entry(), kChangeRequestPattern)) {
    ZUSAGE_ASSIGN_OR_RETURN(
        const review::RequestHistory history,
        storage::DecisionRepository::History(loss.tx(), request, loss.position()));
    ZUSAGE_ASSIGN_OR_RETURN(const std::vector<std::string> names,
                            commitments::PromisesWithoutGround(loss.tx(), history, loss.position(),
                                                               loss.entry().commit_time));
    for (const std::string& name : names) {
      ZUSAGE_ASSIGN_OR_RETURN(const Promise promise,
                              PromiseRepository::Get(loss.tx(), name, loss.position()));
      ZUSAGE_RETURN_IF_ERROR(loss.Look(promise, request));
    }
  }
  return absl::OkStatus();
}

absl::Status LookAtLinked(Loss& loss) {
  for (const std::string& name : NamesIn(loss.entry(), kPromisePattern)) {
    ZUSAGE_ASSIGN_OR_RETURN(const Promise before,
                            PromiseRepository::Get(loss.tx(), name, loss.position() - 1));
    ZUSAGE_ASSIGN_OR_RETURN(const Promise after,
                            PromiseRepository::Get(loss.tx(), name, loss.position()));
    ZUSAGE_RETURN_IF_ERROR(loss.Look(before, after, name));
  }
  return absl::OkStatus();
}

bool IsAboutElement(const Promise& promise) {
  return std::ranges::any_of(promise.lines, [&](const commitments::Line& line) {
    const std::string_view item = promise.ItemOf(line);
    return !item.empty() && intake::RequestOfItem(item).empty();
  });
}

absl::Status LookAtAll(Loss& loss, const storage::PromiseFilter& filter, bool elements_only,
                       std::string_view by) {
  storage::PromisePlace place;
  while (true) {
    ZUSAGE_ASSIGN_OR_RETURN(
        const std::vector<Promise> promises,
        PromiseRepository::List(loss.tx(), filter, place, kBatch, loss.position()));
    for (const Promise& promise : promises) {
      if (elements_only && !IsAboutElement(promise)) continue;
      ZUSAGE_RETURN_IF_ERROR(loss.Look(promise, by));
    }
    if (promises.size() < static_cast<size_t>(kBatch)) return absl::OkStatus();
    place = {promises.back().made_time, promises.back().position};
  }
}

// Only what is about elements rests on the strategy, unless days themselves change.
absl::Status LookAtProducts(Loss& loss) {
  for (const std::string& version : NamesIn(loss.entry(), kStrategyPattern)) {
    const std::string product(ProductOf(version));
    ZUSAGE_ASSIGN_OR_RETURN(const strategy::Strategy* before,
                            loss.knowledge().StrategyAt(product, loss.position() - 1));
    if (before == nullptr) continue;  // the first one takes nothing away
    ZUSAGE_ASSIGN_OR_RETURN(const strategy::Strategy* after,
                            loss.knowledge().StrategyAt(product, loss.position()));
    const bool elements_only = after != nullptr && before->time_zone == after->time_zone;
    const storage::PromiseFilter filter{.product = product, .customer = "", .promised_by = ""};
    ZUSAGE_RETURN_IF_ERROR(LookAtAll(loss, filter, elements_only, version));
  }
  return absl::OkStatus();
}

// What is allowed to a segment is allowed no more to a customer who is in it no more. That can come
// along with any operation that says something of the customer.
absl::Status LookAtCustomers(Loss& loss) {
  for (const std::string& customer : NamesIn(loss.entry(), kCustomerPattern)) {
    ZUSAGE_ASSIGN_OR_RETURN(
        const std::optional<directory::Customer> known,
        storage::CustomerRepository::AsOf(loss.tx(), customer, loss.position() - 1));
    if (!known.has_value()) continue;
    ZUSAGE_ASSIGN_OR_RETURN(const std::string_view before,
                            loss.knowledge().SegmentAt(customer, loss.position() - 1));
    ZUSAGE_ASSIGN_OR_RETURN(const std::string_view after,
                            loss.knowledge().SegmentAt(customer, loss.position()));
    if (before == after) continue;
    ZUSAGE_ASSIGN_OR_RETURN(
        const std::vector<storage::PublishedStrategy> products,
        storage::StrategyRepository::ListProducts(loss.tx(), "", kMostProducts));
    for (const storage::PublishedStrategy& product : products) {
      const storage::PromiseFilter filter{
          .product = product.product, .customer = customer, .promised_by = ""};
      ZUSAGE_RETURN_IF_ERROR(LookAtAll(loss, filter, /*elements_only=*/false, customer));
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status AddLostGround(storage::ReadTransaction& tx, const storage::Leaf& entry,
                           const std::set<Meaning>& meanings, std::vector<Happening>& happenings) {
  Loss loss(tx, entry, happenings);
  if (meanings.contains(Meaning::kRequestGround)) {
    ZUSAGE_RETURN_IF_ERROR(LookAtRequests(loss));
  }
  if (meanings.contains(Meaning::kLinked)) ZUSAGE_RETURN_IF_ERROR(LookAtLinked(loss));
  if (meanings.contains(Meaning::kPublished)) ZUSAGE_RETURN_IF_ERROR(LookAtProducts(loss));
  return LookAtCustomers(loss);
}

}  // namespace zusage::news
