// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/news/news_world.h"

#include <cstdlib>
#include <iostream>
#include <utility>

#include "services/base/etag.h"
#include "services/base/resource_name.h"
#include "services/base/status_macros.h"
#include "services/directory/upsert_customer.h"
#include "services/review/ask_for_evidence.h"
#include "services/review/assign_review.h"
#include "services/review/reopen_change_request.h"
#include "services/review/set_substitute.h"
#include "storage/principal_repository.h"

namespace zusage::news::testing {
namespace {

using directory::Role;

void OrDie(const absl::Status& status) {
  if (status.ok()) return;
  std::cerr << status << "\n";
  std::abort();
}

template <typename T>
T OrDie(absl::StatusOr<T> value) {
  OrDie(value.status());
  return *std::move(value);
}

}  // namespace

NewsWorld::NewsWorld() : following_(store().store(), store().clock(), store().random()) {
  Know("sofia", "Sofia Lindqvist", Role::kSales);
  Know("sven", "Sven Öberg", Role::kSales);
  Know("emil", "Emil Weiß", Role::kPresales);
  Know("petra", "Petra Meier", Role::kProductManager);
  Know("paula", "Paula Costa", Role::kProductManager);
  Know("lena", "Lena Vogt", Role::kLeader);
  Know("gerd", "Gerd Gone", Role::kSales, /*active=*/false);
  Know("adam", "Adam Admin", Role::kAdmin);
  News();
  Execute("DELETE FROM notices");
  Execute("DELETE FROM news");
}

directory::Caller NewsWorld::Sven() {
  return {.principal = "principals/sven", .grants = {{Role::kSales, kProduct}}};
}

directory::Caller NewsWorld::Adam() {
  return {.principal = "principals/adam",
          .grants = {{Role::kAdmin, std::string(directory::kAllProducts)}}};
}

std::vector<Heard> NewsWorld::News() {
  clock().Advance(absl::Milliseconds(1));
  const absl::StatusOr<bool> leads = following_.CatchUp();
  if (!leads.ok() || !*leads) OrDie(absl::InternalError(leads.status().ToString()));
  return Recorded();
}

std::vector<Heard> NewsWorld::Recorded() {
  std::vector<Heard> all;
  OrDie(store().Read([&](storage::ReadTransaction& tx) {
    std::string last;
    return tx.Query(
        "SELECT n.id, n.kind, n.subject, p.principal FROM news n "
        "LEFT JOIN notices p ON p.news = n.id ORDER BY n.id, p.principal",
        {}, [&](const storage::Row& row) {
          const std::string id(row.Text(0));
          if (id != last && !heard_.insert(id).second) return absl::OkStatus();
          if (id != last) {
            all.push_back({static_cast<Kind>(row.Int(1)), std::string(row.Text(2)), {}});
          }
          last = id;
          if (!row.IsNull(3)) all.back().people.emplace_back(LastSegment(row.Text(3)));
          return absl::OkStatus();
        });
  }));
  return all;
}

void NewsWorld::Know(const std::string& id, const std::string& display_name, Role role,
                     bool active) {
  const bool everywhere = role == Role::kAdmin;
  OrDie(store().Write([&](storage::Unit& unit) {
    unit.Describe("UpdatePrincipal", {.principal = "principals/adam"});
    return storage::PrincipalRepository::Record(
        unit, {.name = "principals/" + id,
               .display_name = display_name,
               .language = "en",
               .grants = {{role, everywhere ? std::string(directory::kAllProducts) : kProduct}},
               .active = active});
  }));
}

void NewsWorld::SayOfAcme(const std::string& segment) {
  OrDie(store().Write([&](storage::Unit& unit) {
    directory::CustomerInput input;
    input.name = kAcme;
    input.segment = segment;
    return directory::UpsertCustomer(unit, Adam(), input, store().random()).status();
  }));
}

void NewsWorld::Publish(const strategy::Strategy& strategy) { OrDie(world().Publish(strategy)); }

void NewsWorld::Assign(const std::string& request, const std::string& owner,
                       const directory::Caller& caller) {
  OrDie(store().Write([&](storage::Unit& unit) {
    return review::AssignReview(
               unit, caller,
               {.name = request, .owner = "principals/" + owner, .note = "You know it", .etag = ""})
        .status();
  }));
}

void NewsWorld::Ask(const std::string& request) {
  OrDie(store().Write([&](storage::Unit& unit) {
    return review::AskForEvidence(unit, Petra(),
                                  {.name = request, .question = "How many tours?", .etag = ""})
        .status();
  }));
}

void NewsWorld::ReopenWhole(const std::string& request, const directory::Caller& caller) {
  const storage::RequestView view = OrDie(world().Load(request));
  OrDie(store().Write([&](storage::Unit& unit) {
    return review::ReopenChangeRequest(unit, caller,
                                       {.name = request,
                                        .etag = EtagOf(request, view.head.head),
                                        .reason = "There is more to it"})
        .status();
  }));
}

std::string NewsWorld::Substitute(const std::string& principal, const std::string& substitute) {
  std::string name;
  const Date today = DayOf(now(), *ParseTimeZone("Europe/Berlin"));
  OrDie(store().Write([&](storage::Unit& unit) -> absl::Status {
    ZUSAGE_ASSIGN_OR_RETURN(const review::Substitute set,
                            review::SetSubstitute(unit, Adam(),
                                                  {.principal = "principals/" + principal,
                                                   .substitute = "principals/" + substitute,
                                                   .first_day = today,
                                                   .last_day = today + 7},
                                                  store().random()));
    name = set.name;
    return absl::OkStatus();
  }));
  return name;
}

std::string NewsWorld::RequestOfSven() {
  intake::Draft draft = World::SampleDraft();
  draft.customer = {};
  draft.customer.name = kAcme;
  std::string name;
  OrDie(store().Write([&](storage::Unit& unit) -> absl::Status {
    ZUSAGE_ASSIGN_OR_RETURN(
        const intake::SubmittedChangeRequest submitted,
        intake::SubmitChangeRequest(unit, Sven(), draft, nullptr, intake::IfOutdated::kCheckLater,
                                    store().random()));
    name = submitted.view.request.name;
    return absl::OkStatus();
  }));
  return name;
}

absl::StatusOr<ListNoticesOutput> NewsWorld::TryListNotices(const directory::Caller& caller,
                                                            const ListNoticesInput& input) {
  absl::StatusOr<ListNoticesOutput> output;
  ZUSAGE_RETURN_IF_ERROR(store().Read([&](storage::ReadTransaction& tx) {
    output = news::ListNotices(tx, caller, input);
    return output.status();
  }));
  return output;
}

ListNoticesOutput NewsWorld::ListNotices(const directory::Caller& caller,
                                         const ListNoticesInput& input) {
  return OrDie(TryListNotices(caller, input));
}

absl::StatusOr<int> NewsWorld::MarkRead(const directory::Caller& caller,
                                        const MarkNoticesReadInput& input) {
  absl::StatusOr<int> marked;
  ZUSAGE_RETURN_IF_ERROR(store().Write([&](storage::Unit& unit) {
    marked = MarkNoticesRead(unit, caller, input);
    return marked.status();
  }));
  return marked;
}

void NewsWorld::Execute(const std::string& sql) {
  OrDie(store().Write([&](storage::Unit& unit) { return unit.tx().Execute(sql, {}).status(); }));
}

}  // namespace zusage::news::testing
