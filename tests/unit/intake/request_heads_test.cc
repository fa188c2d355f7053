// SPDX-License-Identifier: Apache-2.0
//
// The projection that lists and queues are read from holds nothing that facts do not say.
#include <gtest/gtest.h>

#include "services/base/etag.h"
#include "services/intake/check_later.h"
#include "services/review/revoke_approval.h"
#include "tests/support/world.h"

namespace zusage::intake {
namespace {

using review::Outcome;
using testing::World;

class UnclearChecker final : public Checker {
 public:
  absl::StatusOr<alignment::Assessment> Check(const alignment::Wish&) override {
    alignment::Assessment assessment;
    assessment.verdict = alignment::Verdict::kUnclear;
    assessment.strategy_version = 1;
    return assessment;
  }
};

// How many rows the projection would have if it were made from facts now, and how many of them it
// has exactly so.
constexpr char kFromFacts[] =
    "SELECT c.fact AS fact, c.name AS name, c.product AS product, c.customer AS customer,"
    " c.submitter AS submitter,"
    " CASE WHEN EXISTS (SELECT 1 FROM decisions d WHERE d.request = c.name) THEN 4"
    "  WHEN EXISTS (SELECT 1 FROM assessments a WHERE a.request = c.name) THEN 2 ELSE 1 END AS "
    "state,"
    " COALESCE((SELECT d.outcome FROM decisions d WHERE d.request = c.name"
    "  ORDER BY d.fact DESC LIMIT 1), 0) AS outcome,"
    " r.owner AS owner, r.due_time AS due_time, 100 - r.priority AS queue_rank,"
    " (SELECT MAX(f) >> 10 FROM (SELECT c.fact AS f"
    "  UNION ALL SELECT a.fact FROM assessments a WHERE a.request = c.name"
    "  UNION ALL SELECT d.fact FROM decisions d WHERE d.request = c.name"
    "  UNION ALL SELECT v.fact FROM revocations v WHERE v.request = c.name) AS facts) AS head"
    " FROM change_requests c JOIN routings r ON r.request = c.name";

TEST(RequestHeadsTest, ProjectionIsWhatFactsSay) {
  World world;
  const storage::RequestView approved = world.Request();
  const storage::RequestView declined = world.Request();
  UnclearChecker checker;
  ASSERT_EQ(*CheckWaiting(world.store().store(), checker, world.clock(), "principals/zusage", 10),
            2);
  const storage::RequestView unchecked = world.Request();

  const auto decided = world.Decide(
      World::Decision(*world.Load(approved.request.name), Outcome::kApproved), World::Petra());
  ASSERT_TRUE(decided.ok()) << decided.status();
  ASSERT_TRUE(world
                  .Decide(World::Decision(*world.Load(declined.request.name), Outcome::kDeclined),
                          World::Petra())
                  .ok());
  ASSERT_TRUE(world.store()
                  .Write([&](storage::Unit& unit) {
                    return review::RevokeApproval(
                               unit, World::Petra(),
                               {.name = decided->history.decisions[0].approval->name,
                                .reason = "Gone.",
                                .etag = EtagOf(approved.request.name, decided->head.head)})
                        .status();
                  })
                  .ok());

  const std::string rows = std::string("SELECT COUNT(*) FROM (") + kFromFacts + ") AS rebuilt";
  const std::string same = std::string("SELECT COUNT(*) FROM (") + kFromFacts +
                           " INTERSECT SELECT fact, name, product, customer, submitter, state,"
                           " outcome, owner, due_time, queue_rank, head FROM request_heads)"
                           " AS same";
  EXPECT_EQ(world.store().Number(rows), 3);
  EXPECT_EQ(world.store().Number(same), 3);
  EXPECT_EQ(world.store().Number("SELECT COUNT(*) FROM request_heads"), 3);
  EXPECT_EQ(world.Load(unchecked.request.name)->head.state, State::kSubmitted);
}

}  // namespace
}  // namespace zusage::intake
