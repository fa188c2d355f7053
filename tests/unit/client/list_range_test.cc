// SPDX-License-Identifier: Apache-2.0
#include "zusage/client/list_range.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "tests/unit/client/fake_server.h"
#include "zusage/client/directory.h"
#include "zusage/directory/v1/directory_service.grpc.pb.h"

namespace zusage::client {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

using Page = ListPage<int>;

// A list whose pages are named after their tokens, and which of them were fetched.
struct Book {
  ListRange<int> Open() {
    return ListRange<int>([this](const std::string& token) -> absl::StatusOr<Page> {
      fetched.push_back(token);
      const auto found = pages.find(token);
      if (found == pages.end()) return absl::NotFoundError("no such page");
      return found->second;
    });
  }

  std::map<std::string, Page> pages;
  std::vector<std::string> fetched;
};

TEST(ListRangeTest, AllPagesAreWalkedThroughEmptyOnesIncluded) {
  Book book{.pages = {{"", {{1, 2}, "b"}}, {"b", {{}, "c"}}, {"c", {{3}, ""}}}};
  EXPECT_THAT(*book.Open().ToVector(), ElementsAre(1, 2, 3));
  EXPECT_THAT(book.fetched, ElementsAre("", "b", "c"));
}

TEST(ListRangeTest, AnEmptyListHasNoElements) {
  Book book{.pages = {{"", {}}}};
  EXPECT_THAT(*book.Open().ToVector(), IsEmpty());
}

TEST(ListRangeTest, NoPageIsFetchedBeforeItIsReached) {
  Book book{.pages = {{"", {{1, 2}, "b"}}, {"b", {{3}, ""}}}};
  ListRange<int> range = book.Open();
  EXPECT_THAT(book.fetched, IsEmpty());
  auto at = range.begin();
  EXPECT_EQ(**at, 1);
  ++at;
  EXPECT_THAT(book.fetched, ElementsAre(""));
  ++at;
  EXPECT_EQ(**at, 3);
  EXPECT_EQ(++at, range.end());
}

TEST(ListRangeTest, AnErrorIsTheLastElement) {
  Book book{.pages = {{"", {{1}, "gone"}}}};
  std::vector<absl::StatusCode> seen;
  ListRange<int> range = book.Open();
  for (const absl::StatusOr<int>& item : range) seen.push_back(item.status().code());
  EXPECT_THAT(seen, ElementsAre(absl::StatusCode::kOk, absl::StatusCode::kNotFound));
  EXPECT_TRUE(absl::IsNotFound(book.Open().ToVector().status()));
}

TEST(ListRangeTest, AListThatGoesInACircleEnds) {
  Book book{.pages = {{"", {{1}, "b"}}, {"b", {{2}, "b"}}}};
  EXPECT_TRUE(absl::IsInternal(book.Open().ToVector().status()));
}

// Two customers, each on a page of its own.
class Directory : public directory::v1::DirectoryService::Service {
  grpc::Status ListCustomers(grpc::ServerContext*, const directory::v1::ListCustomersRequest* in,
                             directory::v1::ListCustomersResponse* out) override {
    const bool first = in->page_token().empty();
    out->add_customers()->set_display_name(in->prefix() + (first ? "a" : in->page_token()));
    if (first) out->set_next_page_token("b");
    return grpc::Status::OK;
  }
};

TEST(ListRangeTest, PagesOfTheServerKeepTheFilter) {
  Directory service;
  testing::FakeServer server(service);
  directory::v1::ListCustomersRequest request;
  request.set_prefix("Con");
  const auto customers = DirectoryClient(server.client()).ListCustomers(request).ToVector();
  ASSERT_TRUE(customers.ok());
  ASSERT_EQ(customers->size(), 2u);
  EXPECT_EQ((*customers)[0].display_name(), "Cona");
  EXPECT_EQ((*customers)[1].display_name(), "Conb");
}

}  // namespace
}  // namespace zusage::client
