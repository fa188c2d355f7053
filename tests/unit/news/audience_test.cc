// SPDX-License-Identifier: Apache-2.0
#include "services/news/domain/audience.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

namespace zusage::news {
namespace {

using directory::Role;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

bool Everybody(std::string_view) { return true; }

Happening Of(Kind kind, std::vector<Concerned> concerned) {
  return {.news = {.kind = kind, .actor = "principals/actor"},
          .doers = {},
          .concerned = std::move(concerned)};
}

// Who is told of what, as the contract says it.
const std::map<Kind, std::set<Part>>& Table() {
  using enum Part;
  static const auto* const kTable = new std::map<Kind, std::set<Part>>{
      {Kind::kRequestDecided, {kSubmitter, kMergedSubmitter, kStoodInFor, kPromiser}},
      {Kind::kRequestMerged, {kSubmitter, kMergedSubmitter, kStoodInFor}},
      {Kind::kRequestReopened, {kSubmitter, kMergedSubmitter, kPromiser}},
      {Kind::kEvidenceAsked, {kSubmitter, kMergedSubmitter}},
      {Kind::kReviewAssigned, {kOwner}},
      {Kind::kReviewOverdue, {kOwner, kLeader}},
      {Kind::kPromiseUnilateral, {kOwner, kLeader}},
      {Kind::kPromiseLostGround, {kPromiser}},
      {Kind::kPromiseNamed, {kPromiser}},
      {Kind::kPromiseDisputed, {kRecorder, kResolver}},
      {Kind::kDisputeResolved, {kDisputer}},
      {Kind::kStrategyPublished, {kMember}},
      {Kind::kSubstituteSet, {kSubstitute}},
      {Kind::kWebhookPaused, {kAdmin}},
  };
  return *kTable;
}

TEST(AudienceTest, EachKindIsToldToThoseWithTheirPartInIt) {
  ASSERT_EQ(Table().size(), static_cast<size_t>(kKinds));
  for (const auto& [kind, parts] : Table()) {
    for (int i = 0; i < kParts; ++i) {
      const auto part = static_cast<Part>(i);
      const bool told = !AudienceOf(Of(kind, {{part, "principals/a"}}), Everybody).empty();
      EXPECT_EQ(told, parts.contains(part)) << static_cast<int>(kind) << " " << i;
    }
  }
}

TEST(AudienceTest, NobodyIsToldOfTheirOwnDeed) {
  for (const auto& [kind, parts] : Table()) {
    for (const Part part : parts) {
      Happening own = Of(kind, {{part, "principals/actor"}});
      EXPECT_THAT(AudienceOf(own, Everybody), IsEmpty());
      own = Of(kind, {{part, "principals/maker"}});
      own.doers = {"principals/maker"};
      EXPECT_THAT(AudienceOf(own, Everybody), IsEmpty());
    }
  }
}

TEST(AudienceTest, WhoIsNotActiveAndNobodyAreLeftOutAndEachIsToldOnce) {
  const Happening happening = Of(Kind::kRequestDecided, {{Part::kSubmitter, "principals/b"},
                                                         {Part::kPromiser, "principals/b"},
                                                         {Part::kPromiser, "principals/gone"},
                                                         {Part::kStoodInFor, ""},
                                                         {Part::kMergedSubmitter, "principals/a"}});
  EXPECT_THAT(AudienceOf(happening, [](std::string_view p) { return p != "principals/gone"; }),
              ElementsAre("principals/a", "principals/b"));
}

TEST(AudienceTest, NewsOfAProductIsSeenWithARoleForItOnly) {
  for (const Role role : {Role::kSales, Role::kPresales, Role::kProductManager, Role::kLeader}) {
    const directory::Caller caller{.principal = "principals/a", .grants = {{role, "products/a"}}};
    EXPECT_TRUE(MaySee(caller, Kind::kRequestDecided, "products/a"));
    EXPECT_FALSE(MaySee(caller, Kind::kRequestDecided, "products/b"));
    EXPECT_TRUE(MaySee(caller, Kind::kSubstituteSet, ""));
    EXPECT_FALSE(MaySee(caller, Kind::kWebhookPaused, ""));
  }
  const directory::Caller admin{.principal = "principals/a",
                                .grants = {{Role::kAdmin, std::string(directory::kAllProducts)}}};
  EXPECT_TRUE(MaySee(admin, Kind::kWebhookPaused, ""));
  EXPECT_FALSE(MaySee(admin, Kind::kPromiseUnilateral, "products/a"));
}

}  // namespace
}  // namespace zusage::news
