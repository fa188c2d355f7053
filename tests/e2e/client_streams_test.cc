// SPDX-License-Identifier: Apache-2.0
//
// The client library's streams against a server that is killed under them, and comes back.
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "tests/e2e/wishes.h"
#include "zusage/client/intake.h"
#include "zusage/client/journal.h"

namespace zusage::testing {
namespace {

using intake::v1::ImportItem;
using intake::v1::ImportResult;

constexpr int kRows = 2'000;

class ClientStreamsTest : public ::testing::TestWithParam<Topology> {
 protected:
  ClientStreamsTest() : installation_(GetParam()), company_(installation_) {
    installation_.Start();
    company_.Connect();
    wishes_ = std::make_unique<Wishes>(company_);
    company_.Hire("audit", type::v1::ROLE_AUDITOR, "products/-");
  }

  client::Client ClientOf(const std::string& who, const std::string& role) {
    client::ClientOptions options;
    options.address = installation_.at(role).address();
    options.token = client::TokenFromText(company_.token(who));
    options.retry.max_attempts = 100;  // how long a start takes is the machine's affair
    options.retry.max_delay = absl::Milliseconds(500);
    return client::Client(options);
  }

  void PullThePlug() {
    installation_.Kill();
    installation_.Start();
    company_.Connect();
  }

  // Imports wishes "1" to kRows; the server is killed after each result in `killed_after`.
  absl::StatusOr<intake::v1::ImportProgress> Import(std::vector<int64_t> killed_after) {
    int made = 0;
    return client::IntakeClient(ClientOf("sofia", "intake"))
        .ImportChangeRequests(
            Wishes::kProduct,
            [&](ImportItem& item) {
              if (made == kRows) return false;
              item.set_item_id(std::to_string(++made));
              *item.mutable_change_request() = Wishes::For(item.item_id()).change_request();
              return true;
            },
            [&](const ImportResult& result) {
              EXPECT_EQ(result.item_id(), std::to_string(result.number()));
              EXPECT_NE(result.outcome(), ImportResult::OUTCOME_REFUSED);
              if (killed_after.empty() || killed_after.front() != result.number()) return;
              killed_after.erase(killed_after.begin());
              PullThePlug();
            },
            {});
  }

  Installation installation_;
  Company company_;
  std::unique_ptr<Wishes> wishes_;
};

TEST_P(ClientStreamsTest, EachWishIsRecordedOnceThoughTheServerIsKilledTwice) {
  const auto progress = Import({200, 900});
  ASSERT_TRUE(progress.ok()) << progress.status();
  EXPECT_EQ(progress->received(), kRows);
  const std::map<std::string, int> recorded = wishes_->Recorded();
  EXPECT_EQ(recorded.size(), static_cast<size_t>(kRows));
  for (const auto& [id, times] : recorded) EXPECT_EQ(times, 1) << id;
}

TEST_P(ClientStreamsTest, TheJournalIsFollowedWithoutGapsThoughTheServerIsKilled) {
  ASSERT_TRUE(Import({}).ok());
  int64_t last = 0;
  bool killed = false;
  const absl::Status status = client::JournalClient(ClientOf("audit", "journal"))
                                  .Watch({},
                                         [&](const journal::v1::WatchEntriesResponse& news) {
                                           for (const journal::v1::Entry& entry : news.entries()) {
                                             EXPECT_EQ(entry.position(), ++last);
                                           }
                                           if (!killed && last > 0) PullThePlug();
                                           killed = killed || last > 0;
                                           return true;
                                         },
                                         {.until_caught_up = true});
  EXPECT_TRUE(status.ok()) << status;
  EXPECT_TRUE(killed);
  EXPECT_GT(last, 2);
}

INSTANTIATE_TEST_SUITE_P(OneProcess, ClientStreamsTest, ::testing::Values(Topologies()[0]),
                         [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace zusage::testing
