// SPDX-License-Identifier: Apache-2.0
#include "services/review/list_reviews.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/base/error.h"
#include "services/base/status_macros.h"
#include "storage/opinion_repository.h"
#include "storage/request_repository.h"
#include "tests/support/world.h"

namespace zusage::review {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::World;

class ListReviewsTest : public ::testing::Test {
 protected:
  absl::StatusOr<ReviewPage> List(const ListReviewsInput& input,
                                  const directory::Caller& caller = World::Petra()) {
    absl::StatusOr<ReviewPage> page;
    ZUSAGE_RETURN_IF_ERROR(world_.store().Read([&](storage::ReadTransaction& tx) {
      page = ListReviews(tx, caller, input, world_.clock().Now());
      return page.status();
    }));
    return page;
  }

  std::string Submit(const std::string& title, int pain) {
    intake::Draft draft = World::SampleDraft();
    draft.title = title;
    draft.evidence.pain = pain;
    return world_.Submit(draft)->view.request.name;
  }

  // Submits a request that the check finds ALIGNED with T1.
  std::string SubmitAligned(const std::string& title) {
    intake::Draft draft = World::SampleDraft();
    draft.title = title;
    return world_.Submit(draft, Aligned())->view.request.name;
  }

  static alignment::Assessment Aligned() {
    alignment::Assessment assessment;
    assessment.verdict = alignment::Verdict::kAligned;
    assessment.strategy_version = 1;
    assessment.elements = {{"T1", 1, .5}};
    return assessment;
  }

  void Assess(const std::string& request) {
    const absl::Status status = world_.store().Write([&](storage::Unit& unit) -> absl::Status {
      unit.Describe("CheckChangeRequest", {"principals/zusage", ""});
      ZUSAGE_ASSIGN_OR_RETURN(const storage::RequestHead head,
                              storage::RequestRepository::GetHead(unit.tx(), request));
      return storage::RequestRepository::AddAssessment(unit, head, Aligned());
    });
    ASSERT_TRUE(status.ok()) << status;
  }

  // What a second reader makes of the newest assessment; nothing for an opinion that is awaited.
  void Think(const std::string& request, const std::optional<reader::Opinion>& opinion,
             reader::State state = reader::State::kGiven) {
    const absl::Status status = world_.store().Write([&](storage::Unit& unit) -> absl::Status {
      ZUSAGE_ASSIGN_OR_RETURN(const std::vector<storage::AssessedRequest> assessed,
                              storage::OpinionRepository::AssessedAfter(unit.tx(), 0, 100));
      storage::WaitingOpinion waiting{.request = request, .product = "products/atlas"};
      for (const storage::AssessedRequest& one : assessed) {
        if (one.request != request) continue;
        waiting.assessment = one.assessment;
        ZUSAGE_RETURN_IF_ERROR(
            storage::OpinionRepository::Add(unit.tx(), one, world_.clock().Now()));
      }
      if (!opinion.has_value()) return absl::OkStatus();
      return storage::OpinionRepository::Settle(
          unit.tx(), waiting, {.state = state, .opinion = *opinion, .model = "m"}, "print");
    });
    ASSERT_TRUE(status.ok()) << status;
  }

  static std::vector<std::string> Titles(const ReviewPage& page) {
    std::vector<std::string> titles;
    for (const auto& view : page.reviews) titles.push_back(view.request.title);
    return titles;
  }

  World world_;
};

TEST_F(ListReviewsTest, EmptyQueueIsAnEmptyPage) {
  const auto page = List({.parent = "products/-"});
  ASSERT_TRUE(page.ok()) << page.status();
  EXPECT_THAT(page->reviews, IsEmpty());
  EXPECT_EQ(page->total_size, 0);
  EXPECT_EQ(page->next_page_token, "");
}

TEST_F(ListReviewsTest, MorePressingOnesComeFirst) {
  Submit("nuisance", 1);
  Submit("cannot work", 5);
  Submit("hurts", 3);
  EXPECT_THAT(Titles(*List({.parent = "products/atlas"})),
              ElementsAre("cannot work", "hurts", "nuisance"));
}

TEST_F(ListReviewsTest, OverdueOnesComeBeforePressingOnes) {
  Submit("old nuisance", 1);
  world_.clock().Advance(absl::Hours(24 * 7));
  Submit("new and pressing", 5);
  const auto page = List({.parent = "products/atlas"});
  EXPECT_THAT(Titles(*page), ElementsAre("old nuisance", "new and pressing"));
  EXPECT_THAT(Titles(*List({.parent = "products/atlas", .overdue_only = true})),
              ElementsAre("old nuisance"));
  EXPECT_EQ(List({.parent = "products/atlas", .overdue_only = true})->total_size, 1);
}

TEST_F(ListReviewsTest, PagesTogetherAreTheWholeInOrder) {
  for (int i = 0; i < 3; ++i) Submit("old", 1 + i);
  world_.clock().Advance(absl::Hours(24 * 7));
  for (int i = 0; i < 4; ++i) Submit("new", 1 + i);
  const std::vector<std::string> whole = Titles(*List({.parent = "products/atlas"}));
  std::vector<std::string> pieced;
  ListReviewsInput input{.parent = "products/atlas", .page_size = 2};
  do {
    const auto page = List(input);
    ASSERT_TRUE(page.ok()) << page.status();
    EXPECT_EQ(page->total_size, 7);
    for (const std::string& title : Titles(*page)) pieced.push_back(title);
    input.page_token = page->next_page_token;
  } while (!input.page_token.empty());
  EXPECT_EQ(pieced, whole);
}

TEST_F(ListReviewsTest, WhatASecondReaderSeesOtherwiseIsShownAlone) {
  using alignment::Verdict;
  Think(SubmitAligned("another verdict"), reader::Opinion{Verdict::kConflicts, {"N1"}, ""});
  Think(SubmitAligned("other elements"), reader::Opinion{Verdict::kAligned, {"T2"}, ""});
  Think(SubmitAligned("agrees"), reader::Opinion{Verdict::kAligned, {"T1"}, ""});
  Think(SubmitAligned("failed"), reader::Opinion{}, reader::State::kNone);
  Think(SubmitAligned("awaited"), std::nullopt);
  SubmitAligned("nobody asked");
  Submit("never checked", 1);
  const std::string again = SubmitAligned("checked again");
  Think(again, reader::Opinion{Verdict::kConflicts, {}, ""});
  Assess(again);
  const std::string decided = SubmitAligned("decided");
  Think(decided, reader::Opinion{Verdict::kConflicts, {}, ""});
  ASSERT_TRUE(
      world_.Decide(World::Decision(*world_.Load(decided), Outcome::kDeclined), World::Petra())
          .ok());

  const ListReviewsInput differing{.parent = "products/atlas", .differing_only = true};
  auto page = List(differing);
  ASSERT_TRUE(page.ok()) << page.status();
  EXPECT_THAT(Titles(*page), ElementsAre("another verdict", "other elements"));
  EXPECT_EQ(page->total_size, 2);
  EXPECT_EQ(List({.parent = "products/atlas"})->total_size, 8);
  Think(again, reader::Opinion{Verdict::kConflicts, {}, ""});
  page = List(differing);
  EXPECT_THAT(Titles(*page), ElementsAre("another verdict", "other elements", "checked again"));
  // What is shown says so itself.
  for (const storage::RequestView& view : page->reviews) {
    EXPECT_GT(reader::Compare(view.second_opinion->opinion, *view.assessment),
              reader::Agreement::kAgrees);
  }
}

TEST_F(ListReviewsTest, PagesOfWhatDiffersAreTheWholeInOrder) {
  std::vector<std::string> whole;
  for (int i = 0; i < 12; ++i) {
    if (i == 6) world_.clock().Advance(absl::Hours(24 * 7));
    const std::string title = std::to_string(i);
    const std::string name = SubmitAligned(title);
    if (i % 2 == 1) continue;
    whole.push_back(title);
    Think(name, reader::Opinion{alignment::Verdict::kUnclear, {}, ""});
  }
  std::vector<std::string> pieced;
  ListReviewsInput input{.parent = "products/atlas", .differing_only = true, .page_size = 2};
  do {
    const auto page = List(input);
    ASSERT_TRUE(page.ok()) << page.status();
    EXPECT_EQ(page->total_size, 6);
    for (const std::string& title : Titles(*page)) pieced.push_back(title);
    input.page_token = page->next_page_token;
  } while (!input.page_token.empty());
  EXPECT_EQ(pieced, whole);
  input.overdue_only = true;
  EXPECT_EQ(List(input)->total_size, 3);
  const auto page = List({.parent = "products/atlas", .differing_only = true, .page_size = 2});
  EXPECT_EQ(
      ReasonOf(
          List({.parent = "products/atlas", .page_size = 2, .page_token = page->next_page_token})
              .status()),
      "INVALID_PAGE_TOKEN");
}

TEST_F(ListReviewsTest, DecidedOnesAreGone) {
  const storage::RequestView request = world_.Request();
  ASSERT_TRUE(world_.Decide(World::Decision(request, Outcome::kDeclined), World::Petra()).ok());
  EXPECT_THAT(List({.parent = "products/atlas"})->reviews, IsEmpty());
}

TEST_F(ListReviewsTest, OwnerFilterShowsTheirOwnOnly) {
  Submit("for petra", 1);
  EXPECT_EQ(List({.parent = "products/atlas", .owner = "principals/petra"})->total_size, 1);
  EXPECT_EQ(List({.parent = "products/atlas", .owner = "principals/paula"})->total_size, 0);
}

TEST_F(ListReviewsTest, WildcardShowsTheCallersProductsOnly) {
  Submit("here", 1);
  directory::Caller elsewhere = World::Petra();
  elsewhere.grants = {{directory::Role::kProductManager, "products/other"}};
  EXPECT_THAT(List({.parent = "products/-"}, elsewhere)->reviews, IsEmpty());
  elsewhere.grants = {{directory::Role::kLeader, "products/-"}};
  EXPECT_THAT(Titles(*List({.parent = "products/-"}, elsewhere)), ElementsAre("here"));
}

TEST_F(ListReviewsTest, TokenOfAnotherQueryIsRefused) {
  Submit("one", 1);
  Submit("two", 1);
  const auto page = List({.parent = "products/atlas", .page_size = 1});
  const auto other =
      List({.parent = "products/-", .page_size = 1, .page_token = page->next_page_token});
  EXPECT_EQ(ReasonOf(other.status()), "INVALID_PAGE_TOKEN");
  EXPECT_EQ(ReasonOf(List({.parent = "products/-", .page_token = "!"}).status()),
            "INVALID_PAGE_TOKEN");
}

}  // namespace
}  // namespace zusage::review
