// SPDX-License-Identifier: Apache-2.0
#include "services/directory/list_look_alikes.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/base/errors.h"
#include "services/base/page_token.h"
#include "services/base/status_macros.h"
#include "storage/customer_repository.h"
#include "storage/look_alike_repository.h"

namespace zusage::directory {
namespace {

using storage::CustomerCalled;
using storage::CustomerPair;
using storage::LookAlikeRepository;

constexpr int kCustomersAtOnce = 500;

// Pairs by how alike their most alike names are.
class Pairs {
 public:
  // Only pairs with `customer`, unless it is empty.
  explicit Pairs(std::string customer) : customer_(std::move(customer)) {}

  // Compares names that have `likeness` in common.
  void AddGroup(std::string_view likeness, absl::Span<const CustomerCalled> names) {
    const bool halves = !likeness.starts_with('=');
    if (halves && names.size() > kMaxSameHalves) return;
    std::vector<NameShape> shapes;
    for (const CustomerCalled& name : names) shapes.push_back(ShapeOf(name.matching_key));
    const size_t firsts = names.size() > kMaxSameNames && !halves ? 1 : names.size();
    for (size_t i = 0; i < firsts; ++i) {
      for (size_t j = i + 1; j < names.size(); ++j) {
        // What has the same words was met by its whole name.
        if (halves && shapes[i].sorted == shapes[j].sorted) continue;
        Add(names[i], shapes[i], names[j], shapes[j]);
      }
    }
  }

  // The most alike first, then by names.
  std::vector<std::pair<CustomerPair, NameLikeness>> Sorted() && {
    std::vector<std::pair<CustomerPair, NameLikeness>> sorted(
        std::make_move_iterator(best_.begin()), std::make_move_iterator(best_.end()));
    std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
      return a.second.percent > b.second.percent;
    });
    return sorted;
  }

 private:
  void Add(const CustomerCalled& a, const NameShape& shape_a, const CustomerCalled& b,
           const NameShape& shape_b) {
    if (a.customer == b.customer) return;
    if (!customer_.empty() && a.customer != customer_ && b.customer != customer_) return;
    std::optional<NameLikeness> likeness = Compare(shape_a, shape_b);
    if (!likeness.has_value()) return;
    NameLikeness& best = best_[storage::PairOf(a.customer, b.customer)];
    if (likeness->percent > best.percent) best = *std::move(likeness);
  }

  const std::string customer_;
  std::map<CustomerPair, NameLikeness> best_;
};

// Where a page goes on: behind this pair.
struct Position {
  int percent = 101;
  CustomerPair pair;
};

std::string Encode(int percent, const CustomerPair& pair) {
  return absl::StrCat(percent, "\n", pair.first, "\n", pair.second);
}

absl::StatusOr<Position> Decode(std::string_view filter, std::string_view page_token) {
  if (page_token.empty()) return Position{};
  ZUSAGE_ASSIGN_OR_RETURN(const std::string key, ReadPageToken(filter, page_token));
  const size_t first = key.find('\n');
  const size_t second = key.find('\n', first + 1);
  if (second == key.npos) return FieldError("page_token", kInvalidPageToken);
  Position position;
  if (!absl::SimpleAtoi(key.substr(0, first), &position.percent)) {
    return FieldError("page_token", kInvalidPageToken);
  }
  position.pair = {key.substr(first + 1, second - first - 1), key.substr(second + 1)};
  return position;
}

absl::StatusOr<LookAlike> Load(storage::ReadTransaction& tx, const CustomerPair& pair,
                               NameLikeness likeness) {
  LookAlike look_alike{.customer = {}, .other = {}, .likeness = std::move(likeness)};
  ZUSAGE_ASSIGN_OR_RETURN(look_alike.customer, storage::CustomerRepository::Get(tx, pair.first));
  ZUSAGE_ASSIGN_OR_RETURN(look_alike.other, storage::CustomerRepository::Get(tx, pair.second));
  for (const Likeness beside :
       CompareBesideNames(look_alike.customer.customer, look_alike.other.customer)) {
    look_alike.likeness.likenesses.push_back(beside);
  }
  return look_alike;
}

}  // namespace

absl::Status LearnLikenesses(storage::Store& store) {
  bool known = true;
  ZUSAGE_RETURN_IF_ERROR(store.Read([&](storage::ReadTransaction& tx) -> absl::Status {
    ZUSAGE_ASSIGN_OR_RETURN(known, LookAlikeRepository::KnowsAll(tx));
    return absl::OkStatus();
  }));
  while (!known) {
    ZUSAGE_RETURN_IF_ERROR(store.WriteAndWait([&](storage::Unit& unit) -> absl::Status {
      ZUSAGE_ASSIGN_OR_RETURN(const int learnt,
                              LookAlikeRepository::LearnUnknown(unit.tx(), kCustomersAtOnce));
      known = learnt < kCustomersAtOnce;
      return absl::OkStatus();
    }));
  }
  return absl::OkStatus();
}

absl::StatusOr<ListLookAlikesOutput> ListLookAlikes(storage::ReadTransaction& tx,
                                                    const ListLookAlikesInput& input) {
  const std::string filter = "lookAlikes\n" + input.customer;
  ZUSAGE_ASSIGN_OR_RETURN(const Position after, Decode(filter, input.page_token));
  if (!input.customer.empty()) {
    ZUSAGE_RETURN_IF_ERROR(storage::CustomerRepository::Get(tx, input.customer).status());
  }
  Pairs pairs(input.customer);
  ZUSAGE_RETURN_IF_ERROR(LookAlikeRepository::VisitGroups(
      tx, input.customer, [&](std::string_view likeness, absl::Span<const CustomerCalled> names) {
        pairs.AddGroup(likeness, names);
        return absl::OkStatus();
      }));
  ZUSAGE_ASSIGN_OR_RETURN(const std::set<CustomerPair> distinct,
                          LookAlikeRepository::Distinctions(tx));
  const size_t size = static_cast<size_t>(PageSize(input.page_size));
  ListLookAlikesOutput output;
  for (auto& [pair, likeness] : std::move(pairs).Sorted()) {
    const bool shown =
        std::make_tuple(-likeness.percent, pair) <= std::make_tuple(-after.percent, after.pair);
    if (shown || distinct.contains(pair)) continue;
    if (output.look_alikes.size() == size) {
      const LookAlike& last = output.look_alikes.back();
      output.next_page_token = MakePageToken(
          filter,
          Encode(last.likeness.percent, {last.customer.customer.name, last.other.customer.name}));
      break;
    }
    ZUSAGE_ASSIGN_OR_RETURN(LookAlike look_alike, Load(tx, pair, likeness));
    output.look_alikes.push_back(std::move(look_alike));
  }
  return output;
}

}  // namespace zusage::directory
