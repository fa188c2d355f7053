// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "services/base/resource_name.h"
#include "services/base/status_macros.h"
#include "services/commitments/judge_promise.h"
#include "services/commitments/knowledge.h"
#include "services/news/happenings.h"
#include "services/news/item_owners.h"
#include "storage/journal/leaf_reader.h"
#include "storage/promise_repository.h"

namespace zusage::news {
namespace {

using commitments::Dispute;
using commitments::JudgedPromise;
using commitments::Knowledge;
using commitments::Promise;
using commitments::Reasons;
using directory::Role;
using storage::PromiseRepository;

// That something was promised that was not covered then.
absl::StatusOr<Happening> Unilateral(Knowledge& knowledge, People& people,
                                     const storage::Leaf& entry, const JudgedPromise& judged) {
  const Promise& promise = judged.promise;
  Happening happening = HappeningBy(entry, Kind::kPromiseUnilateral, promise.name);
  happening.news.details = {{"promised_by", promise.promised_by}};
  happening.doers = {promise.promised_by};
  for (size_t i = 0; i < judged.lines.size(); ++i) {
    if (!commitments::IsUnilateral(judged.lines[i].when_made.standing)) continue;
    ZUSAGE_ASSIGN_OR_RETURN(const std::vector<std::string> owners,
                            OwnersOf(knowledge, promise.product, promise.ItemOf(promise.lines[i])));
    for (const std::string& owner : owners) happening.concerned.push_back({Part::kOwner, owner});
  }
  ZUSAGE_RETURN_IF_ERROR(
      people.AddHolders(Part::kLeader, {Role::kLeader}, promise.product, happening.concerned));
  return happening;
}

absl::Status AddPromised(storage::ReadTransaction& tx, People& people, const storage::Leaf& entry,
                         Promise promise, std::vector<Happening>& happenings) {
  if (promise.promised_by != promise.recorded_by) {
    Happening named = HappeningBy(entry, Kind::kPromiseNamed, promise.name);
    named.concerned.push_back({Part::kPromiser, promise.promised_by});
    happenings.push_back(std::move(named));
  }
  Knowledge knowledge(tx, {entry.position, entry.commit_time});
  ZUSAGE_ASSIGN_OR_RETURN(const JudgedPromise judged,
                          commitments::JudgePromise(knowledge, std::move(promise), Reasons::kNo));
  if (!commitments::IsUnilateral(judged.when_made)) return absl::OkStatus();
  ZUSAGE_ASSIGN_OR_RETURN(Happening unilateral, Unilateral(knowledge, people, entry, judged));
  happenings.push_back(std::move(unilateral));
  return absl::OkStatus();
}

// What a link corrects may show that a promise was not covered.
absl::Status AddLinked(storage::ReadTransaction& tx, People& people, const storage::Leaf& entry,
                       Promise promise, std::vector<Happening>& happenings) {
  Knowledge knowledge(tx, {entry.position, entry.commit_time});
  ZUSAGE_ASSIGN_OR_RETURN(Promise as_it_was,
                          PromiseRepository::Get(tx, promise.name, entry.position - 1));
  ZUSAGE_ASSIGN_OR_RETURN(const JudgedPromise before,
                          commitments::JudgePromise(knowledge, std::move(as_it_was), Reasons::kNo));
  ZUSAGE_ASSIGN_OR_RETURN(const JudgedPromise after,
                          commitments::JudgePromise(knowledge, std::move(promise), Reasons::kNo));
  if (!TurnedUnilateral({.made_before = before.when_made, .made_after = after.when_made})) {
    return absl::OkStatus();
  }
  ZUSAGE_ASSIGN_OR_RETURN(Happening unilateral, Unilateral(knowledge, people, entry, after));
  happenings.push_back(std::move(unilateral));
  return absl::OkStatus();
}

// Who recorded the promise: whom a tool did it for, if one did.
absl::StatusOr<std::string> RecorderOf(storage::ReadTransaction& tx, const Promise& promise) {
  ZUSAGE_ASSIGN_OR_RETURN(const std::vector<storage::Leaf> entries,
                          storage::LeavesAfter(tx, promise.position - 1, 1));
  const bool by_tool = !entries.empty() && entries[0].position == promise.position &&
                       !entries[0].on_behalf_of.empty();
  return by_tool ? entries[0].on_behalf_of : promise.recorded_by;
}

absl::Status AddDisputed(storage::ReadTransaction& tx, People& people, const storage::Leaf& entry,
                         const Promise& promise, std::vector<Happening>& happenings) {
  for (const Dispute& dispute : promise.disputes) {
    if (dispute.position != entry.position) continue;
    Happening happening = HappeningBy(entry, Kind::kPromiseDisputed, promise.name);
    happening.news.details = {{"dispute", dispute.id}};
    ZUSAGE_ASSIGN_OR_RETURN(std::string recorder, RecorderOf(tx, promise));
    happening.concerned.push_back({Part::kRecorder, std::move(recorder)});
    ZUSAGE_ASSIGN_OR_RETURN(
        const std::vector<std::string> resolvers,
        people.Holders({Role::kPresales, Role::kProductManager}, promise.product));
    for (const std::string& person : resolvers) {
      if (commitments::IsAbout(dispute, promise, person)) continue;
      happening.concerned.push_back({Part::kResolver, person});
    }
    happenings.push_back(std::move(happening));
  }
  return absl::OkStatus();
}

void AddResolved(const storage::Leaf& entry, const Promise& promise,
                 std::vector<Happening>& happenings) {
  for (const Dispute& dispute : promise.disputes) {
    if (!dispute.resolution.has_value() || dispute.resolution->position != entry.position) continue;
    Happening happening = HappeningBy(entry, Kind::kDisputeResolved, promise.name);
    happening.news.details = {{"dispute", dispute.id},
                              {"state", dispute.upheld() ? "UPHELD" : "DISMISSED"}};
    happening.concerned.push_back({Part::kDisputer, dispute.disputed_by});
    happenings.push_back(std::move(happening));
  }
}

absl::Status AddAboutPromise(storage::ReadTransaction& tx, People& people,
                             const storage::Leaf& entry, const std::set<Meaning>& meanings,
                             Promise promise, std::vector<Happening>& happenings) {
  if (meanings.contains(Meaning::kDisputed)) {
    ZUSAGE_RETURN_IF_ERROR(AddDisputed(tx, people, entry, promise, happenings));
  }
  if (meanings.contains(Meaning::kDisputeResolved)) AddResolved(entry, promise, happenings);
  if (meanings.contains(Meaning::kLinked)) {
    return AddLinked(tx, people, entry, std::move(promise), happenings);
  }
  // Those whose place it takes are named, too.
  if (meanings.contains(Meaning::kPromised) && promise.position == entry.position) {
    return AddPromised(tx, people, entry, std::move(promise), happenings);
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status AddAboutPromises(storage::ReadTransaction& tx, People& people,
                              const storage::Leaf& entry, const std::set<Meaning>& meanings,
                              std::vector<Happening>& happenings) {
  const bool any = meanings.contains(Meaning::kPromised) || meanings.contains(Meaning::kLinked) ||
                   meanings.contains(Meaning::kDisputed) ||
                   meanings.contains(Meaning::kDisputeResolved);
  if (!any) return absl::OkStatus();
  for (const std::string& name : NamesIn(entry, kPromisePattern)) {
    ZUSAGE_ASSIGN_OR_RETURN(Promise promise, PromiseRepository::Get(tx, name, entry.position));
    ZUSAGE_RETURN_IF_ERROR(
        AddAboutPromise(tx, people, entry, meanings, std::move(promise), happenings));
  }
  return absl::OkStatus();
}

}  // namespace zusage::news
