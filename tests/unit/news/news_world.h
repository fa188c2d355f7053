// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_TESTS_UNIT_NEWS_NEWS_WORLD_H_
#define ZUSAGE_TESTS_UNIT_NEWS_NEWS_WORLD_H_

#include <ostream>
#include <set>
#include <string>
#include <vector>

#include "services/news/follow_journal.h"
#include "services/news/list_notices.h"
#include "services/news/mark_notices_read.h"
#include "tests/unit/commitments/promise_world.h"

namespace zusage::news::testing {

using commitments::testing::kAcme;
using commitments::testing::kBolt;
using commitments::testing::kCapability;
using commitments::testing::kProduct;
using commitments::testing::kRoadmapItem;
using commitments::testing::PromiseWorld;
using zusage::testing::World;

// News with who was told of it, the people by their ids: {"lena", "petra"}.
struct Heard {
  Kind kind = Kind::kUnspecified;
  std::string subject;
  std::vector<std::string> people;

  friend bool operator==(const Heard&, const Heard&) = default;
  friend void PrintTo(const Heard& heard, std::ostream* out) {
    *out << static_cast<int>(heard.kind) << " " << heard.subject << " ->";
    for (const std::string& person : heard.people) *out << " " << person;
  }
};

// The world of promises, with everybody who tells and is told: Sofia and Sven sell, Emil is in
// pre-sales, Petra and Paula manage the product, Lena leads it, Adam is an admin; Gerd, who sold,
// has left. All that was before is followed already.
class NewsWorld : public PromiseWorld {
 public:
  NewsWorld();

  zusage::testing::TestStore& store() { return world().store(); }
  Following& following() { return following_; }

  static directory::Caller Paula() { return World::Paula(); }
  static directory::Caller Sven();
  static directory::Caller Adam();

  // Follows the journal, a moment later; what came of it since the last time, in its order.
  std::vector<Heard> News();
  // What there is since the last time.
  std::vector<Heard> Recorded();

  // Records that the principal holds this role for the product, or has left.
  void Know(const std::string& id, const std::string& display_name, directory::Role role,
            bool active = true);
  using PromiseWorld::Know;
  // Says of Acme what the CRM says, its segment included.
  void SayOfAcme(const std::string& segment);
  void Publish(const strategy::Strategy& strategy);
  void Assign(const std::string& request, const std::string& owner,
              const directory::Caller& caller = Petra());
  void Ask(const std::string& request);
  // With a new routing, as the operation does.
  void ReopenWhole(const std::string& request, const directory::Caller& caller = Paula());
  std::string Substitute(const std::string& principal, const std::string& substitute);
  // An open request of Acme's that Sven handed in.
  std::string RequestOfSven();

  absl::StatusOr<ListNoticesOutput> TryListNotices(const directory::Caller& caller,
                                                   const ListNoticesInput& input = {});
  ListNoticesOutput ListNotices(const directory::Caller& caller,
                                const ListNoticesInput& input = {});
  absl::StatusOr<int> MarkRead(const directory::Caller& caller, const MarkNoticesReadInput& input);
  void Execute(const std::string& sql);

 private:
  Following following_;
  std::set<std::string> heard_;  // the ids of what was returned
};

}  // namespace zusage::news::testing

#endif  // ZUSAGE_TESTS_UNIT_NEWS_NEWS_WORLD_H_
