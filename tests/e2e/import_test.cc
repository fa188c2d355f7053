// SPDX-License-Identifier: Apache-2.0
//
// Imports of many wishes: a broken one among them, streams that break off in every way there is,
// and the whole sent again.
#include <gtest/gtest.h>

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "tests/e2e/wishes.h"

namespace zusage::testing {
namespace {

using intake::v1::ImportChangeRequestsRequest;
using intake::v1::ImportChangeRequestsResponse;
using intake::v1::ImportItem;
using intake::v1::ImportResult;
using intake::v1::IntakeService;
using journal::v1::JournalService;

constexpr int kPerMessage = 100;

ImportItem Row(int number) {
  const intake::v1::SubmitChangeRequestRequest wish = Wishes::For("row-" + std::to_string(number));
  ImportItem item;
  item.set_item_id("line " + std::to_string(number));
  *item.mutable_change_request() = wish.change_request();
  item.set_request_id(wish.request_id());
  return item;
}

// One stream of rows, sent on a thread of its own.
class Import {
 public:
  // `broken` is the row that has no title; 0 for none.
  Import(Company& company, int rows, int broken = 0, const std::string& language = "en")
      : stub_(IntakeService::NewStub(company.ChannelTo("intake"))) {
    company.Identify(context_, "sofia");
    context_.AddMetadata("accept-language", language);
    stream_ = stub_->ImportChangeRequests(&context_);
    sender_ = std::thread([this, rows, broken] { Send(rows, broken); });
  }
  ~Import() {
    context_.TryCancel();
    sender_.join();
  }

  // The results of the next answer; none at the stream's end.
  bool Next() {
    if (!stream_->Read(&answer_)) return false;
    for (const ImportResult& result : answer_.results()) results_.push_back(result);
    return true;
  }
  grpc::Status Finish() {
    while (Next()) {
    }
    return stream_->Finish();
  }
  void Cancel() { context_.TryCancel(); }
  const std::vector<ImportResult>& results() const { return results_; }
  const intake::v1::ImportProgress& progress() const { return answer_.progress(); }

 private:
  void Send(int rows, int broken) {
    for (int begin = 1; begin <= rows; begin += kPerMessage) {
      ImportChangeRequestsRequest message;
      if (begin == 1) message.set_parent(Wishes::kProduct);
      for (int row = begin; row < begin + kPerMessage && row <= rows; ++row) {
        ImportItem& item = *message.add_items() = Row(row);
        if (row == broken) item.mutable_change_request()->clear_title();
      }
      if (!stream_->Write(message)) return;
    }
    stream_->WritesDone();
  }

  const std::unique_ptr<IntakeService::Stub> stub_;
  grpc::ClientContext context_;
  std::unique_ptr<
      grpc::ClientReaderWriter<ImportChangeRequestsRequest, ImportChangeRequestsResponse>>
      stream_;
  std::thread sender_;
  ImportChangeRequestsResponse answer_;
  std::vector<ImportResult> results_;
};

class ImportTest : public ::testing::TestWithParam<Topology> {
 protected:
  ImportTest() : installation_(GetParam()), company_(installation_) {
    installation_.Start();
    company_.Connect();
    wishes_ = std::make_unique<Wishes>(company_);
  }

  // What a stream that broke off said stays true, and the whole, sent again, is recorded once.
  void ExpectTrueAndSendAgain(const std::vector<ImportResult>& said, int rows) {
    Import again(company_, rows);
    const grpc::Status status = again.Finish();
    ASSERT_TRUE(status.ok()) << status.error_message();
    ASSERT_EQ(again.results().size(), static_cast<size_t>(rows));
    for (size_t i = 0; i < said.size(); ++i) {
      EXPECT_EQ(again.results()[i].outcome(), ImportResult::OUTCOME_ALREADY_THERE);
      EXPECT_EQ(again.results()[i].change_request(), said[i].change_request());
    }
    RecordProperty("said", static_cast<int>(said.size()));
    RecordProperty("recorded", static_cast<int>(again.progress().already_there()));
    std::map<std::string, std::string> all;
    for (int row = 1; row <= rows; ++row) {
      all["row-" + std::to_string(row)] =
          again.results()[static_cast<size_t>(row) - 1].change_request();
    }
    const std::map<std::string, int> recorded = wishes_->Recorded();
    EXPECT_EQ(recorded.size(), all.size());
    for (const auto& [id, times] : recorded) EXPECT_EQ(times, 1) << id;
    EXPECT_TRUE(installation_.Stop());
    EXPECT_EQ(installation_.Verify(), 0);
  }

  int Unchecked() {
    intake::v1::ListChangeRequestsRequest list;
    list.set_parent(Wishes::kProduct);
    list.add_states(type::v1::ChangeRequest::STATE_SUBMITTED);
    list.set_page_size(1);
    return company_.Do<IntakeService>("sofia", &IntakeService::Stub::ListChangeRequests, list)
        .change_requests_size();
  }

  Installation installation_;
  Company company_;
  std::unique_ptr<Wishes> wishes_;
};

TEST_P(ImportTest, BrokenRowIsRefusedAloneAndTheRestIsRecordedOnceAndChecked) {
  // The whole size once; on PostgreSQL, and between processes, it is the same code.
  const int rows = GetParam().name == Topologies()[0].name ? 10'000 : 1'000;
  const int broken = rows / 10 * 9;
  for (const auto expected :
       {ImportResult::OUTCOME_RECORDED, ImportResult::OUTCOME_ALREADY_THERE}) {
    Import import(company_, rows, broken, "de");
    const grpc::Status status = import.Finish();
    ASSERT_TRUE(status.ok()) << status.error_message();
    ASSERT_EQ(import.results().size(), static_cast<size_t>(rows));
    for (int row = 1; row <= rows; ++row) {
      const ImportResult& result = import.results()[static_cast<size_t>(row) - 1];
      ASSERT_EQ(result.number(), row);
      ASSERT_EQ(result.item_id(), "line " + std::to_string(row));
      ASSERT_EQ(result.outcome(), row == broken ? ImportResult::OUTCOME_REFUSED : expected);
    }
    const google::rpc::Status& error = import.results()[static_cast<size_t>(broken) - 1].error();
    EXPECT_EQ(error.code(), grpc::StatusCode::INVALID_ARGUMENT);
    google::rpc::BadRequest bad_request;
    ASSERT_TRUE(error.details(1).UnpackTo(&bad_request));
    EXPECT_EQ(bad_request.field_violations(0).field(), "change_request.title");
    EXPECT_EQ(bad_request.field_violations(0).description(), "Eine Angabe ist nötig.");
    EXPECT_EQ(import.progress().received(), rows);
    EXPECT_EQ(import.progress().recorded() + import.progress().already_there(), rows - 1);
    EXPECT_EQ(import.progress().refused(), 1);
  }
  EXPECT_EQ(wishes_->Recorded().size(), static_cast<size_t>(rows) - 1);
  const auto begin = std::chrono::steady_clock::now();
  while (Unchecked() > 0) std::this_thread::sleep_for(std::chrono::milliseconds(20));
  RecordProperty("checked_after_ms",
                 static_cast<int>((std::chrono::steady_clock::now() - begin).count() / 1'000'000));
}

TEST_P(ImportTest, ClientThatGoesHalfWaySendsAgain) {
  constexpr int kRows = 1'000;
  Import import(company_, kRows);
  while (import.results().size() < kRows / 4 && import.Next()) {
  }
  const std::vector<ImportResult> said = import.results();
  import.Cancel();
  EXPECT_EQ(import.Finish().error_code(), grpc::StatusCode::CANCELLED);
  ExpectTrueAndSendAgain(said, kRows);
}

TEST_P(ImportTest, ServerThatIsToldToStopSaysSoAndLiesAboutNothing) {
  constexpr int kRows = 3'000;
  Import import(company_, kRows);
  while (import.results().size() < kRows / 10 && import.Next()) {
  }
  std::thread stopping([this] { EXPECT_TRUE(installation_.Stop()); });
  const grpc::Status status = import.Finish();
  stopping.join();
  if (import.results().size() < kRows) {
    EXPECT_EQ(status.error_code(), grpc::StatusCode::UNAVAILABLE) << status.error_message();
  }
  installation_.Kill();  // forgets the processes that have ended
  installation_.Start();
  company_.Connect();
  ExpectTrueAndSendAgain(import.results(), kRows);
}

TEST_P(ImportTest, ServerThatIsKilledLosesNothingThatItSaid) {
  constexpr int kRows = 3'000;
  Import import(company_, kRows);
  while (import.results().size() < kRows / 10 && import.Next()) {
  }
  installation_.Kill();
  EXPECT_FALSE(import.Finish().ok());
  installation_.Start();
  company_.Connect();
  ExpectTrueAndSendAgain(import.results(), kRows);
}

TEST_P(ImportTest, RehearsalRecordsNothing) {
  const auto stub = IntakeService::NewStub(company_.ChannelTo("intake"));
  grpc::ClientContext context;
  company_.Identify(context, "sofia");
  const auto stream = stub->ImportChangeRequests(&context);
  ImportChangeRequestsRequest message;
  message.set_parent(Wishes::kProduct);
  message.set_validate_only(true);
  *message.add_items() = Row(1);
  message.add_items()->set_request_id("row-2");
  ASSERT_TRUE(stream->Write(message));
  stream->WritesDone();
  ImportChangeRequestsResponse answer;
  ASSERT_TRUE(stream->Read(&answer));
  EXPECT_EQ(answer.results(0).outcome(), ImportResult::OUTCOME_RECORDED);
  EXPECT_EQ(answer.results(0).change_request(), "");
  EXPECT_EQ(answer.results(1).outcome(), ImportResult::OUTCOME_REFUSED);
  EXPECT_FALSE(stream->Read(&answer));
  EXPECT_TRUE(stream->Finish().ok());
  EXPECT_TRUE(wishes_->Recorded().empty());
}

TEST_P(ImportTest, StreamThatSaysNoProductOrTwoIsRefused) {
  for (const bool two : {false, true}) {
    const auto stub = IntakeService::NewStub(company_.ChannelTo("intake"));
    grpc::ClientContext context;
    company_.Identify(context, "sofia");
    const auto stream = stub->ImportChangeRequests(&context);
    ImportChangeRequestsRequest message;
    if (two) message.set_parent(Wishes::kProduct);
    stream->Write(message);
    message.set_parent("products/borea");
    if (two) stream->Write(message);
    stream->WritesDone();
    ImportChangeRequestsResponse answer;
    while (stream->Read(&answer)) {
    }
    EXPECT_EQ(stream->Finish().error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  }
}

TEST_P(ImportTest, WishThatWasSubmittedIsThereAndTheOtherWayRound) {
  const std::string submitted = wishes_->Submit("row-1");
  Import import(company_, 2);
  ASSERT_TRUE(import.Finish().ok());
  EXPECT_EQ(import.results()[0].outcome(), ImportResult::OUTCOME_ALREADY_THERE);
  EXPECT_EQ(import.results()[0].change_request(), submitted);
  EXPECT_EQ(import.results()[1].outcome(), ImportResult::OUTCOME_RECORDED);
  EXPECT_EQ(wishes_->Submit("row-2"), import.results()[1].change_request());
}

INSTANTIATE_TEST_SUITE_P(Topologies, ImportTest, ::testing::ValuesIn(Topologies()),
                         [](const auto& info) { return NameOf(info.param); });

}  // namespace
}  // namespace zusage::testing
