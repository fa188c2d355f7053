// SPDX-License-Identifier: Apache-2.0
#include "services/intake/list_studies.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/base/error.h"
#include "tests/unit/intake/study_world.h"

namespace zusage::intake {
namespace {

using ::testing::ElementsAre;

constexpr char kProduct[] = "products/atlas";
constexpr char kElement[] = "products/atlas/elements/R1";

class ListStudiesTest : public ::testing::Test {
 protected:
  absl::StatusOr<StudyPage> List(const ListStudiesInput& input) {
    absl::StatusOr<StudyPage> page;
    const absl::Status read = world_.store().Read([&](storage::ReadTransaction& tx) {
      page = ListStudies(tx, input, world_.clock().Now());
      return page.status();
    });
    if (!read.ok()) return read;
    return page;
  }
  std::vector<std::string> Names(const ListStudiesInput& input) {
    std::vector<std::string> names;
    const auto page = List(input);
    for (const Study& study : page->studies) names.push_back(study.name);
    return names;
  }
  std::string Record(const Study& study) {
    const auto recorded =
        world_.Record(study, study.IsEvidence() ? world_.Away(study.request) : Answer{});
    return recorded.ok() ? recorded->study.name : "";
  }

  StudyWorld world_;
};

TEST_F(ListStudiesTest, NewestComeFirstAndFiltersCombine) {
  const std::string request = world_.Request().request.name;
  const std::string of_product = Record(StudyWorld::SampleStudy());
  const std::string of_request = Record(StudyWorld::About(request, 5));
  Study study = StudyWorld::SampleStudy();
  study.element = kElement;
  const std::string of_element = Record(study);
  study.request = request;
  const std::string of_both = Record(study);
  EXPECT_THAT(Names({.parent = kProduct}),
              ElementsAre(of_both, of_element, of_request, of_product));
  EXPECT_THAT(Names({.parent = kProduct, .request = request}), ElementsAre(of_both, of_request));
  EXPECT_THAT(Names({.parent = kProduct, .element = kElement}), ElementsAre(of_both, of_element));
  EXPECT_THAT(Names({.parent = kProduct, .request = request, .element = kElement}),
              ElementsAre(of_both));
}

TEST_F(ListStudiesTest, PagesFollowOneAnother) {
  const std::string first = Record(StudyWorld::SampleStudy());
  const std::string second = Record(StudyWorld::SampleStudy());
  const std::string third = Record(StudyWorld::SampleStudy());
  ListStudiesInput input{.parent = kProduct, .page_size = 2};
  const auto page = List(input);
  EXPECT_EQ(page->studies.size(), 2);
  EXPECT_EQ(page->studies[0].name, third);
  input.page_token = page->next_page_token;
  EXPECT_THAT(Names(input), ElementsAre(first));
  EXPECT_EQ(List(input)->next_page_token, "");
  input.element = kElement;
  EXPECT_EQ(ReasonOf(List(input).status()), "INVALID_PAGE_TOKEN") << "of another filter";
}

TEST_F(ListStudiesTest, RequestOfAnotherProductShowsNothing) {
  const std::string request = world_.Request().request.name;
  ASSERT_NE(Record(StudyWorld::About(request, 5)), "");
  EXPECT_THAT(Names({.parent = kProduct, .request = "products/titan/changeRequests/1"}),
              ElementsAre());
  EXPECT_EQ(List({.parent = "products/titan"}).status().code(), absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace zusage::intake
