// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <set>

#include "tests/unit/client/fake_server.h"
#include "zusage/client/intake.h"
#include "zusage/intake/v1/intake_service.grpc.pb.h"

namespace zusage::client {
namespace {

using intake::v1::ImportChangeRequestsRequest;
using intake::v1::ImportChangeRequestsResponse;
using intake::v1::ImportItem;
using intake::v1::ImportProgress;
using intake::v1::ImportResult;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

using Stream = grpc::ServerReaderWriter<ImportChangeRequestsResponse, ImportChangeRequestsRequest>;

// Records items by their request_id. Breaks off after recording so many items as `breaks` says for
// each stream in turn; the last of these has no result then.
class Intake : public intake::v1::IntakeService::Service {
 public:
  grpc::Status ImportChangeRequests(grpc::ServerContext*, Stream* stream) override {
    int64_t last = -1;
    if (!breaks.empty()) {
      last = breaks.front();
      breaks.pop_front();
    }
    ImportChangeRequestsRequest message;
    int64_t number = 0;
    for (bool first = true; stream->Read(&message); first = false) {
      if (first) parents.push_back(message.parent());
      ImportChangeRequestsResponse answer;
      for (const ImportItem& item : message.items()) {
        ImportResult& result = *answer.add_results();
        result = Record(item);
        result.set_number(++number + number_offset);
        if (number == last) {
          answer.mutable_results()->RemoveLast();
          stream->Write(answer);
          return {grpc::StatusCode::UNAVAILABLE, "stopping"};
        }
      }
      stream->Write(answer);
    }
    return grpc::Status::OK;
  }

  std::deque<int64_t> breaks;
  int64_t number_offset = 0;
  std::set<std::string> recorded;
  std::vector<std::string> parents;

 private:
  ImportResult Record(const ImportItem& item) {
    ImportResult result;
    result.set_item_id(item.item_id());
    if (item.change_request().title().empty()) {
      result.set_outcome(ImportResult::OUTCOME_REFUSED);
      result.mutable_error()->set_code(3);
    } else if (recorded.insert(item.request_id()).second) {
      result.set_outcome(ImportResult::OUTCOME_RECORDED);
    } else {
      result.set_outcome(ImportResult::OUTCOME_ALREADY_THERE);
    }
    return result;
  }
};

class ImportTest : public ::testing::Test {
 protected:
  // Sends items "1" to `count`; those in `untitled` are refused.
  absl::StatusOr<ImportProgress> Import(int count, const std::set<int>& untitled = {}) {
    int made = 0;
    return IntakeClient(server.client())
        .ImportChangeRequests(
            "products/atlas",
            [&](ImportItem& item) {
              if (made == count) return false;
              item.set_item_id(std::to_string(++made));
              if (untitled.count(made) == 0) item.mutable_change_request()->set_title("A wish");
              return true;
            },
            [&](const ImportResult& result) {
              EXPECT_EQ(result.item_id(), std::to_string(result.number()));
              results.push_back(result);
            },
            {});
  }

  Intake service;
  testing::FakeServer server{service};
  std::vector<ImportResult> results;
};

TEST_F(ImportTest, EachItemHasItsResultInOrder) {
  const auto progress = Import(2500, {7, 2000});
  ASSERT_TRUE(progress.ok()) << progress.status();
  EXPECT_EQ(results.size(), 2500u);
  EXPECT_EQ(progress->received(), 2500);
  EXPECT_EQ(progress->recorded(), 2498);
  EXPECT_EQ(progress->refused(), 2);
  EXPECT_TRUE(absl::IsInvalidArgument(StatusFrom(results[6].error())));
  EXPECT_THAT(service.parents, ElementsAre("products/atlas"));
}

TEST_F(ImportTest, AStreamThatBreaksOffIsSentAgainUnderTheSameIds) {
  service.breaks = {10, 1, 40};
  const auto progress = Import(120);
  ASSERT_TRUE(progress.ok()) << progress.status();
  EXPECT_EQ(service.recorded.size(), 120u);
  EXPECT_EQ(results.size(), 120u);
  // Items 10 and 49 had been recorded when their streams broke off.
  EXPECT_EQ(progress->already_there(), 2);
  EXPECT_EQ(progress->recorded(), 118);
  EXPECT_THAT(service.parents, Each("products/atlas"));
  EXPECT_EQ(service.parents.size(), 4u);
}

TEST_F(ImportTest, AServerThatTakesNothingIsGivenUp) {
  service.breaks = {1, 1, 1, 1, 1};
  EXPECT_TRUE(absl::IsUnavailable(Import(3).status()));
  EXPECT_THAT(results, IsEmpty());
  EXPECT_EQ(service.breaks.size(), 1u);
}

TEST_F(ImportTest, NothingToImportAsksNobody) {
  const auto progress = Import(0);
  ASSERT_TRUE(progress.ok());
  EXPECT_EQ(progress->received(), 0);
  EXPECT_THAT(service.parents, IsEmpty());
}

TEST_F(ImportTest, AnAnswerToAnotherItemIsDataLoss) {
  service.number_offset = 1;
  EXPECT_TRUE(absl::IsDataLoss(Import(3).status()));
}

}  // namespace
}  // namespace zusage::client
