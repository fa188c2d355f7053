// SPDX-License-Identifier: Apache-2.0
// What somebody has to know, on the terminal.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/cli/command_line.h"
#include "tests/unit/cli/recorded.h"
#include "zusage/directory/v1/directory_service.grpc.pb.h"
#include "zusage/news/v1/news_service.grpc.pb.h"

namespace zusage::cli::testing {
namespace {

using news::v1::Notice;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

struct FakeNews : news::v1::NewsService::Service {
  ZUSAGE_RECORDED(ListNotices, news::v1::ListNoticesRequest, news::v1::ListNoticesResponse)
  ZUSAGE_RECORDED(MarkNoticesRead, news::v1::MarkNoticesReadRequest,
                  news::v1::MarkNoticesReadResponse)
};

struct FakeDirectory : directory::v1::DirectoryService::Service {
  ZUSAGE_RECORDED(GetCaller, directory::v1::GetCallerRequest, directory::v1::Principal)
};

class NoticeCommandsTest : public ::testing::Test {
 protected:
  NoticeCommandsTest() {
    line.Serve({&news, &directory});
    directory.GetCaller_.response.set_name("principals/sofia");
  }
  Notice& Add(const std::string& id) {
    Notice& notice = *news.ListNotices_.response.add_notices();
    notice.set_name("principals/sofia/notices/" + id);
    notice.set_kind(news::v1::KIND_REQUEST_DECIDED);
    notice.mutable_title()->set_en("Declined: Tours on a map");
    notice.mutable_title()->set_de("Abgelehnt: Tours on a map");
    notice.mutable_text()->set_en("Promise nothing of it.");
    notice.mutable_text()->set_de("Nichts davon zusagen.");
    return notice;
  }

  FakeNews news;
  FakeDirectory directory;
  CommandLine line;
};

TEST_F(NoticeCommandsTest, ListIsATableWithWhatIsNotReadMarked) {
  Add("01B");
  Add("01A").mutable_read_time()->set_seconds(1);
  news.ListNotices_.response.set_unread_count(1);
  const Outcome outcome = line.Run({"notice", "list"});
  EXPECT_EQ(outcome.exit_code, ExitCode::kOk) << outcome.err;
  EXPECT_THAT(outcome.out,
              AllOf(HasSubstr("●"), HasSubstr("request decided"), HasSubstr("Declined: Tours"),
                    HasSubstr("principals/sofia/notices/01B"), HasSubstr("1 not read.")));
  EXPECT_THAT(outcome.out, Not(HasSubstr("Promise nothing")));
}

TEST_F(NoticeCommandsTest, InFullAndInGerman) {
  Add("01B");
  const Outcome outcome = line.Run({"notice", "list", "--full", "--language", "de"});
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("Abgelehnt: Tours on a map"),
                                 HasSubstr("Nichts davon zusagen."), HasSubstr("entschieden")));
}

TEST_F(NoticeCommandsTest, FiltersAreSent) {
  const Outcome outcome =
      line.Run({"notice", "list", "--unread", "--product", "atlas", "--kind", "request-decided",
                "--kind", "KIND_PROMISE_LOST_GROUND", "--page-size", "7"});
  EXPECT_EQ(outcome.exit_code, ExitCode::kOk) << outcome.err;
  const news::v1::ListNoticesRequest& request = news.ListNotices_.request;
  EXPECT_TRUE(request.unread_only());
  EXPECT_EQ(request.product(), "products/atlas");
  EXPECT_THAT(request.kinds(),
              ElementsAre(news::v1::KIND_REQUEST_DECIDED, news::v1::KIND_PROMISE_LOST_GROUND));
  EXPECT_EQ(request.page_size(), 7);
  EXPECT_THAT(outcome.out, HasSubstr("Nothing to know here."));
  EXPECT_EQ(line.Run({"notice", "list", "--kind", "gossip"}).exit_code, ExitCode::kInvalidInput);
}

TEST_F(NoticeCommandsTest, JsonIsTheAnswer) {
  Add("01B");
  const Outcome outcome = line.Run({"notice", "list", "--json"});
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("\"unreadCount\": 0"),
                                 HasSubstr("\"kind\": \"KIND_REQUEST_DECIDED\"")));
}

TEST_F(NoticeCommandsTest, ReadMarksByNameOrId) {
  news.MarkNoticesRead_.response.set_marked_count(2);
  const Outcome outcome = line.Run({"notice", "read", "principals/sofia/notices/01A", "01B"});
  EXPECT_EQ(outcome.exit_code, ExitCode::kOk) << outcome.err;
  EXPECT_THAT(news.MarkNoticesRead_.request.names(),
              ElementsAre("principals/sofia/notices/01A", "principals/sofia/notices/01B"));
  EXPECT_THAT(outcome.out, HasSubstr("Read: 2."));
}

TEST_F(NoticeCommandsTest, ReadAllStopsAtTheNewestThatThereIs) {
  Add("01B");
  EXPECT_EQ(line.Run({"notice", "read", "--all"}).exit_code, ExitCode::kOk);
  EXPECT_EQ(news.MarkNoticesRead_.request.up_to(), "principals/sofia/notices/01B");
  EXPECT_EQ(news.ListNotices_.request.page_size(), 1);
}

TEST_F(NoticeCommandsTest, NothingToReadIsNoMistake) {
  const Outcome outcome = line.Run({"notice", "read", "--all"});
  EXPECT_EQ(outcome.exit_code, ExitCode::kOk) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("Read: 0."));
  EXPECT_EQ(news.MarkNoticesRead_.calls, 0);
}

TEST_F(NoticeCommandsTest, ReadNeedsNamesOrAllAndNotBoth) {
  EXPECT_EQ(line.Run({"notice", "read"}).exit_code, ExitCode::kInvalidInput);
  EXPECT_EQ(line.Run({"notice", "read", "01A", "--all"}).exit_code, ExitCode::kInvalidInput);
}

}  // namespace
}  // namespace zusage::cli::testing
