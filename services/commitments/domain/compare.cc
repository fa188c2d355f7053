// SPDX-License-Identifier: Apache-2.0
#include "services/commitments/domain/compare.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"

namespace zusage::commitments {
namespace {

// Adds up the amounts of deals, each once, by currency.
class DealSum {
 public:
  void Add(const ComparedPromise& promise) {
    if (!promise.at_stake.has_value() || !deals_.insert(promise.deal).second) return;
    units_[promise.at_stake->currency_code] += promise.at_stake->units;
  }

  std::vector<Money> Sums() const {
    std::vector<Money> sums;
    for (const auto& [currency, units] : units_) sums.push_back({currency, units});
    return sums;
  }

 private:
  absl::flat_hash_set<std::string_view> deals_;
  std::map<std::string, int64_t> units_;
};

// A group while its promises are counted.
struct Counting {
  PromiseGroup group;
  DealSum all;
  DealSum unilateral;
  DealSum lost_ground;

  void Add(const ComparedPromise& promise) {
    ++group.promises;
    if (promise.disputed) ++group.disputed;
    if (promise.never_made) {
      ++group.never_made;
      return;
    }
    ++group.standings[static_cast<size_t>(promise.now)];
    if (promise.course == Course::kBroken) ++group.broken;
    all.Add(promise);
    if (promise.unilateral()) {
      ++group.unilateral;
      unilateral.Add(promise);
    }
    if (promise.lost_ground()) {
      ++group.lost_ground;
      lost_ground.Add(promise);
    }
  }

  PromiseGroup Finish() && {
    group.at_stake = all.Sums();
    group.at_stake_unilateral = unilateral.Sums();
    group.at_stake_lost_ground = lost_ground.Sums();
    return std::move(group);
  }
};

std::string GroupKeyOf(const ComparedPromise& promise, GroupBy by) {
  switch (by) {
    case GroupBy::kCustomer:
      return promise.customer;
    case GroupBy::kPerson:
      return promise.promised_by;
    case GroupBy::kQuarter:
      return FormatQuarter(promise.made_quarter);
    case GroupBy::kUnspecified:
    case GroupBy::kProduct:
      break;
  }
  return promise.product;
}

bool IsShownBefore(const PromiseGroup& a, const PromiseGroup& b) {
  return std::tuple(-a.unilateral, -a.promises, std::string_view(a.key)) <
         std::tuple(-b.unilateral, -b.promises, std::string_view(b.key));
}

}  // namespace

std::vector<PromiseGroup> GroupPromises(absl::Span<const ComparedPromise> promises, GroupBy by) {
  absl::flat_hash_map<std::string, Counting> countings;
  for (const ComparedPromise& promise : promises) {
    countings[GroupKeyOf(promise, by)].Add(promise);
  }
  std::vector<PromiseGroup> groups;
  groups.reserve(countings.size());
  for (auto& [key, counting] : countings) {
    groups.push_back(std::move(counting).Finish());
    groups.back().key = key;
  }
  std::sort(groups.begin(), groups.end(), IsShownBefore);
  if (groups.size() > kMaxGroups) groups.resize(kMaxGroups);
  return groups;
}

PromiseGroup TotalOf(absl::Span<const ComparedPromise> promises) {
  Counting total;
  for (const ComparedPromise& promise : promises) total.Add(promise);
  return std::move(total).Finish();
}

int CountCoveredNotDelivered(absl::Span<const ComparedPromise> promises) {
  return static_cast<int>(
      std::count_if(promises.begin(), promises.end(), [](const ComparedPromise& promise) {
        return !promise.never_made && promise.now == Standing::kCovered &&
               promise.course == Course::kBroken;
      }));
}

ComparisonKey KeyOf(const ComparedPromise& promise) {
  const int part = promise.unilateral() ? 0 : promise.lost_ground() ? 1 : 2;
  return {part, promise.made_time, promise.position};
}

bool ComesBefore(const ComparisonKey& a, const ComparisonKey& b) {
  return std::tuple(a.part, b.made_time, b.position) < std::tuple(b.part, a.made_time, a.position);
}

void SortForComparison(std::vector<ComparedPromise>& promises) {
  std::sort(promises.begin(), promises.end(),
            [](const ComparedPromise& a, const ComparedPromise& b) {
              return ComesBefore(KeyOf(a), KeyOf(b));
            });
}

}  // namespace zusage::commitments
