// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_TESTS_UNIT_COMMITMENTS_PROMISE_WORLD_H_
#define ZUSAGE_TESTS_UNIT_COMMITMENTS_PROMISE_WORLD_H_

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/commitments/check_clearance.h"
#include "services/commitments/compare_promises.h"
#include "services/commitments/dispute_promise.h"
#include "services/commitments/issue_clearance.h"
#include "services/commitments/link_promise.h"
#include "services/commitments/list_allowances.h"
#include "services/commitments/list_clearances.h"
#include "services/commitments/list_promises.h"
#include "services/commitments/mark_delivered.h"
#include "services/commitments/record_promise.h"
#include "services/commitments/resolve_dispute.h"
#include "services/commitments/retract_promise.h"
#include "services/directory/domain/customer.h"
#include "tests/support/world.h"

namespace zusage::commitments::testing {

inline constexpr char kProduct[] = "products/atlas";
inline constexpr char kAcme[] = "customers/acme";
inline constexpr char kBolt[] = "customers/bolt";
inline constexpr char kAcmeDeal[] = "customers/acme/deals/d1";
inline constexpr char kCapability[] = "products/atlas/elements/C1";
inline constexpr char kRoadmapItem[] = "products/atlas/elements/R1";  // 2026-Q3, promisable

// A product with a strategy, the customers Acme and Bolt, a deal of Acme's worth 1000 EUR, and
// short ways to everything that happens to promises. It is 2026-01-15 10:00 in the product's
// Berlin.
class PromiseWorld {
 public:
  PromiseWorld();

  zusage::testing::World& world() { return world_; }
  zusage::testing::FakeClock& clock() { return world_.clock(); }
  absl::Time now() { return world_.clock().Now(); }

  static directory::Caller Sofia() { return zusage::testing::World::Sofia(); }  // sales
  static directory::Caller Petra() { return zusage::testing::World::Petra(); }  // PM
  static directory::Caller Lena() { return zusage::testing::World::Lena(); }    // leads
  static directory::Caller Emil();                                              // pre-sales

  // Records a customer or deal as it is from now on.
  void Know(const directory::Customer& customer);
  void Know(const directory::Deal& deal);
  static directory::Deal AcmeDeal(directory::DealStage stage);

  // An open request of Acme's with two items.
  std::string Request();
  static std::string ItemOf(const std::string& request, int number = 1);
  // Decides on the request as it is now; returns the approval's name, if there is one.
  std::string Decide(const std::string& request, review::Outcome outcome,
                     std::optional<review::Approval> approval = std::nullopt);
  // Approves the first item for Acme.
  std::string Approve(const std::string& request);
  void Revoke(const std::string& request, const std::string& approval);
  void SetCondition(const std::string& request, const std::string& approval,
                    review::Condition::State state);
  void Reopen(const std::string& request);
  // Makes the first item of `source` that of `target`; returns nothing that was decided.
  void Merge(const std::string& source, const std::string& target);
  // From now on, `customer` counts as `target`.
  void MergeCustomers(const std::string& customer, const std::string& target);
  // What PromisesWithoutGround said within the last Revoke().
  const std::vector<std::string>& without_ground() const { return without_ground_; }

  // A promise to Acme with one line about `item`.
  static RecordPromiseInput ToAcme(const std::string& item);

  absl::StatusOr<JudgedPromise> TryRecord(const RecordPromiseInput& input,
                                          const directory::Caller& caller = Sofia());
  JudgedPromise Record(const RecordPromiseInput& input);
  absl::StatusOr<JudgedPromise> Link(const LinkPromiseInput& input,
                                     const directory::Caller& caller = Emil());
  absl::StatusOr<JudgedPromise> Retract(const RetractPromiseInput& input,
                                        const directory::Caller& caller = Sofia());
  absl::StatusOr<JudgedPromise> Deliver(const MarkDeliveredInput& input,
                                        const directory::Caller& caller = Petra());
  absl::StatusOr<JudgedPromise> Dispute(const DisputePromiseInput& input,
                                        const directory::Caller& caller = Sofia());
  absl::StatusOr<JudgedPromise> Resolve(const ResolveDisputeInput& input,
                                        const directory::Caller& caller = Petra());
  absl::StatusOr<ClearanceView> Issue(const IssueClearanceInput& input,
                                      const directory::Caller& caller = Sofia());
  absl::StatusOr<ClearancePage> Clearances(const ListClearancesInput& input,
                                           const directory::Caller& caller = Sofia());
  absl::StatusOr<OfferPage> Offers(const ListAllowancesInput& input);
  absl::StatusOr<JudgedPromise> TryGet(const std::string& name,
                                       std::optional<absl::Time> as_of = std::nullopt);
  JudgedPromise Get(const std::string& name, std::optional<absl::Time> as_of = std::nullopt);
  absl::StatusOr<PromisePage> List(const ListPromisesInput& input,
                                   const directory::Caller& caller = Sofia());
  absl::StatusOr<CheckedClearance> Clear(const CheckClearanceInput& input);
  absl::StatusOr<Comparison> Compare(const ComparePromisesInput& input,
                                     const directory::Caller& caller = Lena());
  std::string EtagFor(const std::string& name);

 private:
  // Runs a mutation that gives a promise.
  absl::StatusOr<JudgedPromise> Change(
      const std::function<absl::StatusOr<JudgedPromise>(storage::Unit&)>& change);

  zusage::testing::World world_;
  std::vector<std::string> without_ground_;
};

}  // namespace zusage::commitments::testing

#endif  // ZUSAGE_TESTS_UNIT_COMMITMENTS_PROMISE_WORLD_H_
