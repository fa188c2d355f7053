// SPDX-License-Identifier: Apache-2.0
#include "services/news/domain/audience.h"

#include <algorithm>
#include <array>
#include <set>

namespace zusage::news {
namespace {

using enum Part;

struct Row {
  Kind kind;
  std::array<Part, 4> parts;
  size_t count;
};

template <typename... Parts>
constexpr Row For(Kind kind, Parts... parts) {
  return {kind, {parts...}, sizeof...(parts)};
}

constexpr std::array<Row, kKinds> kAudiences = {
    For(Kind::kRequestDecided, kSubmitter, kMergedSubmitter, kStoodInFor, kPromiser),
    For(Kind::kRequestMerged, kSubmitter, kMergedSubmitter, kStoodInFor),
    For(Kind::kRequestReopened, kSubmitter, kMergedSubmitter, kPromiser),
    For(Kind::kEvidenceAsked, kSubmitter, kMergedSubmitter),
    For(Kind::kReviewAssigned, kOwner),
    For(Kind::kReviewOverdue, kOwner, kLeader),
    For(Kind::kPromiseUnilateral, kOwner, kLeader),
    For(Kind::kPromiseLostGround, kPromiser),
    For(Kind::kPromiseNamed, kPromiser),
    For(Kind::kPromiseDisputed, kRecorder, kResolver),
    For(Kind::kDisputeResolved, kDisputer),
    For(Kind::kStrategyPublished, kMember),
    For(Kind::kSubstituteSet, kSubstitute),
    For(Kind::kWebhookPaused, kAdmin),
};

}  // namespace

bool IsFor(Kind kind, Part part) {
  return std::ranges::any_of(kAudiences, [&](const Row& row) {
    return row.kind == kind && std::find(row.parts.begin(), row.parts.begin() + row.count, part) !=
                                   row.parts.begin() + row.count;
  });
}

std::vector<std::string> AudienceOf(const Happening& happening,
                                    absl::FunctionRef<bool(std::string_view)> is_active) {
  const auto did_it = [&](const std::string& principal) {
    return principal == happening.news.actor ||
           std::ranges::find(happening.doers, principal) != happening.doers.end();
  };
  std::set<std::string> people;
  for (const auto& [part, principal] : happening.concerned) {
    if (principal.empty() || !IsFor(happening.news.kind, part)) continue;
    if (did_it(principal) || people.contains(principal) || !is_active(principal)) continue;
    people.insert(principal);
  }
  return {people.begin(), people.end()};
}

bool MaySee(const directory::Caller& caller, Kind kind, std::string_view product) {
  using directory::Role;
  if (kind == Kind::kWebhookPaused) return caller.Has(Role::kAdmin, directory::kAllProducts);
  return product.empty() ||
         caller.HasAny({Role::kSales, Role::kPresales, Role::kProductManager, Role::kLeader},
                       product);
}

}  // namespace zusage::news
