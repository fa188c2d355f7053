// SPDX-License-Identifier: Apache-2.0
#include "services/news/list_notices.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/base/error.h"
#include "tests/unit/news/news_world.h"

namespace zusage::news {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::kProduct;
using testing::NewsWorld;
using ::testing::SizeIs;

class ListNoticesTest : public ::testing::Test {
 protected:
  // Sofia gets a notice of each, newest last.
  std::string Decline() {
    const std::string request = world_.Request();
    world_.Decide(request, review::Outcome::kDeclined);
    world_.clock().Advance(absl::Seconds(1));
    world_.News();
    return request;
  }
  std::string Ask() {
    const std::string request = world_.Request();
    world_.Ask(request);
    world_.clock().Advance(absl::Seconds(1));
    world_.News();
    return request;
  }
  std::vector<std::string> Subjects(const ListNoticesInput& input,
                                    const directory::Caller& caller = NewsWorld::Sofia()) {
    std::vector<std::string> subjects;
    for (const Notice& notice : world_.ListNotices(caller, input).notices) {
      subjects.push_back(notice.news.subject);
    }
    return subjects;
  }

  NewsWorld world_;
};

TEST_F(ListNoticesTest, WithoutNewsThereAreNone) {
  const ListNoticesOutput output = world_.ListNotices(NewsWorld::Sofia());
  EXPECT_THAT(output.notices, IsEmpty());
  EXPECT_EQ(output.next_page_token, "");
  EXPECT_EQ(output.unread_count, 0);
}

TEST_F(ListNoticesTest, OwnOnesNewestFirst) {
  const std::string first = Decline();
  const std::string second = Ask();
  const ListNoticesOutput output = world_.ListNotices(NewsWorld::Sofia());
  ASSERT_THAT(output.notices, SizeIs(2));
  EXPECT_EQ(output.notices[0].news.subject, second);
  EXPECT_EQ(output.notices[1].news.subject, first);
  EXPECT_TRUE(output.notices[0].name.starts_with("principals/sofia/notices/01"));
  EXPECT_EQ(output.unread_count, 2);
  EXPECT_THAT(Subjects({}, NewsWorld::Sven()), IsEmpty());
}

TEST_F(ListNoticesTest, FiltersCombine) {
  const std::string declined = Decline();
  const std::string asked = Ask();
  EXPECT_THAT(Subjects({.kinds = {Kind::kRequestDecided, Kind::kRequestMerged}}),
              ElementsAre(declined));
  EXPECT_THAT(Subjects({.product = "products/other"}), IsEmpty());
  EXPECT_THAT(Subjects({.product = kProduct}), ElementsAre(asked, declined));
  const std::string name = world_.ListNotices(NewsWorld::Sofia()).notices[0].name;
  EXPECT_EQ(*world_.MarkRead(NewsWorld::Sofia(), {.names = {name}}), 1);
  EXPECT_THAT(Subjects({.unread_only = true}), ElementsAre(declined));
  const ListNoticesOutput unread =
      world_.ListNotices(NewsWorld::Sofia(), {.kinds = {Kind::kEvidenceAsked}});
  EXPECT_EQ(unread.unread_count, 1) << "whatever the filter";
}

TEST_F(ListNoticesTest, PagesAreBoundToTheFilter) {
  std::vector<std::string> declined;
  for (int i = 0; i < 5; ++i) declined.insert(declined.begin(), Decline());
  std::vector<std::string> listed;
  ListNoticesInput input{.page_size = 2};
  do {
    const ListNoticesOutput page = world_.ListNotices(NewsWorld::Sofia(), input);
    EXPECT_LE(page.notices.size(), 2u);
    for (const Notice& notice : page.notices) listed.push_back(notice.news.subject);
    input.page_token = page.next_page_token;
  } while (!input.page_token.empty());
  EXPECT_EQ(listed, declined);
  input.page_token = world_.ListNotices(NewsWorld::Sofia(), {.page_size = 2}).next_page_token;
  input.unread_only = true;
  EXPECT_EQ(ReasonOf(world_.TryListNotices(NewsWorld::Sofia(), input).status()),
            "INVALID_PAGE_TOKEN");
  input.unread_only = false;
  EXPECT_EQ(ReasonOf(world_.TryListNotices(NewsWorld::Sven(), input).status()),
            "INVALID_PAGE_TOKEN")
      << "of another's notices";
}

TEST_F(ListNoticesTest, WhatTheCallerMayNotSeeAnyMoreIsLeftOut) {
  Decline();
  directory::Caller sofia = NewsWorld::Sofia();
  sofia.grants = {{directory::Role::kSales, "products/other"}};
  const ListNoticesOutput output = world_.ListNotices(sofia);
  EXPECT_THAT(output.notices, IsEmpty());
  EXPECT_EQ(output.unread_count, 0);
}

TEST_F(ListNoticesTest, ManyThatAreLeftOutDoNotEndThePages) {
  const std::string asked = Ask();
  for (int i = 0; i < 5; ++i) Decline();
  EXPECT_THAT(Subjects({.kinds = {Kind::kEvidenceAsked}, .page_size = 1}), ElementsAre(asked));
}

}  // namespace
}  // namespace zusage::news
