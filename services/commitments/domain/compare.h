// SPDX-License-Identifier: Apache-2.0
//
// Promised against approved: groups of judged promises with counts and sums at stake, and the order
// in which they are shown.
#ifndef ZUSAGE_SERVICES_COMMITMENTS_DOMAIN_COMPARE_H_
#define ZUSAGE_SERVICES_COMMITMENTS_DOMAIN_COMPARE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "absl/types/span.h"
#include "services/base/money.h"
#include "services/base/time.h"
#include "services/commitments/domain/course.h"
#include "services/commitments/domain/standing.h"

namespace zusage::commitments {

// Most groups that are shown.
inline constexpr size_t kMaxGroups = 1000;

// What of a judged promise a comparison needs.
struct ComparedPromise {
  std::string name;
  std::string product;
  std::string customer;
  std::string promised_by;
  std::string deal;  // "" without
  absl::Time made_time;
  Quarter made_quarter;  // in the product's calendar
  int64_t position = 0;  // of its recording
  Standing when_made = Standing::kUnspecified;
  Standing now = Standing::kUnspecified;
  Course course = Course::kUnspecified;
  std::optional<Money> at_stake;  // the deal's amount
  bool disputed = false;          // somebody says otherwise, and nobody has said who is right
  bool never_made = false;        // it was disputed, and upheld, that it was made

  bool unilateral() const { return !never_made && IsUnilateral(when_made); }
  bool lost_ground() const { return !never_made && HasLostGround(when_made, now); }
};

// Numbered as commitments.v1.ComparePromisesRequest.GroupBy.
enum class GroupBy { kUnspecified = 0, kProduct = 1, kCustomer = 2, kPerson = 3, kQuarter = 4 };

// Promises that have something in common. Those that were never made are counted as such and shown,
// but in no standing and no sum. Sums count each deal once and never mix currencies; they
// are sorted by currency.
struct PromiseGroup {
  std::string key;    // a resource name, or "2026-Q4"; "" for the total
  std::string title;  // how people call it; the caller's to fill in where it is not the key
  int promises = 0;
  int unilateral = 0;
  int lost_ground = 0;
  int disputed = 0;
  int never_made = 0;
  std::array<int, 6> standings{};  // by Standing, now
  int broken = 0;
  std::vector<Money> at_stake;
  std::vector<Money> at_stake_unilateral;
  std::vector<Money> at_stake_lost_ground;
};

// Groups with most unilateral promises first, then the larger, then by key. Not more than
// kMaxGroups; promises beyond count in the total only.
std::vector<PromiseGroup> GroupPromises(absl::Span<const ComparedPromise> promises, GroupBy by);

// All of them as one group.
PromiseGroup TotalOf(absl::Span<const ComparedPromise> promises);

// Covered promises that are due and not delivered: what product management owes.
int CountCoveredNotDelivered(absl::Span<const ComparedPromise> promises);

// Where a promise comes in a comparison: unilateral ones first, then those that lost their ground,
// then the rest; the newest first.
struct ComparisonKey {
  int part = 0;  // 0 unilateral, 1 lost ground, 2 the rest
  absl::Time made_time;
  int64_t position = 0;

  friend bool operator==(const ComparisonKey&, const ComparisonKey&) = default;
};

ComparisonKey KeyOf(const ComparedPromise& promise);
bool ComesBefore(const ComparisonKey& a, const ComparisonKey& b);

// Sorts into the order of a comparison.
void SortForComparison(std::vector<ComparedPromise>& promises);

}  // namespace zusage::commitments

#endif  // ZUSAGE_SERVICES_COMMITMENTS_DOMAIN_COMPARE_H_
