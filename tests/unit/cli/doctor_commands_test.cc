// SPDX-License-Identifier: Apache-2.0
// `zusage doctor` against servers in every state of health.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "tests/unit/cli/command_line.h"
#include "tests/unit/cli/recorded.h"
#include "zusage/alignment/v1/alignment_service.grpc.pb.h"
#include "zusage/commitments/v1/commitment_service.grpc.pb.h"
#include "zusage/directory/v1/directory_service.grpc.pb.h"
#include "zusage/intake/v1/intake_service.grpc.pb.h"
#include "zusage/journal/v1/journal_service.grpc.pb.h"
#include "zusage/news/v1/news_service.grpc.pb.h"
#include "zusage/review/v1/review_service.grpc.pb.h"
#include "zusage/strategy/v1/strategy_service.grpc.pb.h"

namespace zusage::cli::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

struct FakeStrategies : strategy::v1::StrategyService::Service {
  ZUSAGE_RECORDED(ListStrategies, strategy::v1::ListStrategiesRequest,
                  strategy::v1::ListStrategiesResponse)
};
struct FakeIntake : intake::v1::IntakeService::Service {
  ZUSAGE_RECORDED(ListChangeRequests, intake::v1::ListChangeRequestsRequest,
                  intake::v1::ListChangeRequestsResponse)
  ZUSAGE_RECORDED(GetSecondReader, intake::v1::GetSecondReaderRequest, intake::v1::SecondReader)
};
struct FakeAlignment : alignment::v1::AlignmentService::Service {
  ZUSAGE_RECORDED(GetCheckInfo, alignment::v1::GetCheckInfoRequest, alignment::v1::CheckInfo)
};
struct FakeReviews : review::v1::ReviewService::Service {
  ZUSAGE_RECORDED(ListReviews, review::v1::ListReviewsRequest, review::v1::ListReviewsResponse)
};
struct FakeCommitments : commitments::v1::CommitmentService::Service {
  ZUSAGE_RECORDED(ListPromises, commitments::v1::ListPromisesRequest,
                  commitments::v1::ListPromisesResponse)
};
struct FakeNews : news::v1::NewsService::Service {
  ZUSAGE_RECORDED(ListNotices, news::v1::ListNoticesRequest, news::v1::ListNoticesResponse)
};
struct FakeDirectory : directory::v1::DirectoryService::Service {
  ZUSAGE_RECORDED(GetCaller, directory::v1::GetCallerRequest, directory::v1::Principal)
};
struct FakeJournal : journal::v1::JournalService::Service {
  ZUSAGE_RECORDED(GetCheckpoint, journal::v1::GetCheckpointRequest, journal::v1::Checkpoint)
};

class DoctorTest : public ::testing::Test {
 protected:
  DoctorTest() {
    directory::v1::Principal& anna = directory.GetCaller_.response;
    anna.set_name("principals/anna");
    anna.set_display_name("Anna");
    directory::v1::Grant& grant = *anna.add_grants();
    grant.set_role(type::v1::ROLE_SALES);
    grant.set_product("products/-");
    alignment::v1::CheckInfo& info = alignment.GetCheckInfo_.response;
    info.set_server_version(ZUSAGE_VERSION);
    info.set_check_version("3");
    info.set_linguistic_fingerprint("abc123");
    info.set_known_position(7);
    info.set_ready(true);
    Publish(10);
    journal.GetCheckpoint_.refusals = {{grpc::StatusCode::PERMISSION_DENIED, "admins only"}};
  }

  void Publish(int days_ago) {
    strategies.ListStrategies_.response.clear_strategies();
    strategy::v1::Strategy& atlas = *strategies.ListStrategies_.response.add_strategies();
    atlas.set_name("products/atlas/strategies/3");
    atlas.set_version(3);
    atlas.mutable_publish_time()->set_seconds(
        absl::ToUnixSeconds(line.clock.Now() - absl::Hours(24) * days_ago));
  }

  void ServeAll() {
    line.Serve(
        {&strategies, &intake, &alignment, &reviews, &commitments, &directory, &journal, &news});
  }

  // What is said about one thing, as JSON.
  nlohmann::json Of(const std::string& check, ExitCode expected) {
    const Outcome outcome = line.Run({"doctor", "--json"});
    EXPECT_EQ(outcome.exit_code, expected) << outcome.out << outcome.err;
    const nlohmann::json answer = nlohmann::json::parse(outcome.out);
    for (const nlohmann::json& entry : answer["checks"]) {
      if (entry["check"] == check) return entry;
    }
    ADD_FAILURE() << "nothing is said about " << check << ": " << outcome.out;
    return {};
  }

  FakeStrategies strategies;
  FakeIntake intake;
  FakeAlignment alignment;
  FakeReviews reviews;
  FakeCommitments commitments;
  FakeNews news;
  FakeDirectory directory;
  FakeJournal journal;
  CommandLine line;
};

TEST_F(DoctorTest, AHealthyServerIsSaidToBeSoInBothLanguages) {
  ServeAll();
  const Outcome english = line.Run({"doctor"});
  EXPECT_EQ(english.exit_code, ExitCode::kOk) << english.out;
  EXPECT_THAT(english.out, HasSubstr("Anna (principals/anna)"));
  EXPECT_THAT(english.out, HasSubstr("products/atlas has version 3 of its strategy, 10 days old."));
  EXPECT_THAT(english.out, HasSubstr("Everything that is needed works."));
  EXPECT_THAT(english.out, Not(HasSubstr("[broken]")));
  const Outcome german = line.Run({"doctor", "--language", "de"});
  EXPECT_THAT(german.out, HasSubstr("Alles, was nötig ist, funktioniert."));
}

TEST_F(DoctorTest, AStrategyOfTodayIsLessThanADayOld) {
  ServeAll();
  Publish(0);
  EXPECT_THAT(line.Run({"doctor"}).out,
              HasSubstr("products/atlas has version 3 of its strategy, less than a day old."));
  EXPECT_THAT(line.Run({"doctor", "--language", "de"}).out,
              HasSubstr("products/atlas hat Version 3 der Strategie, weniger als einen Tag alt."));
  Publish(1);
  EXPECT_THAT(line.Run({"doctor", "--language", "de"}).out, HasSubstr("einen Tag alt."));
}

TEST_F(DoctorTest, BeingRefusedIsAnAnswerOfTheRole) {
  ServeAll();
  EXPECT_EQ(Of("role.journal", ExitCode::kOk)["state"], "well");
}

TEST_F(DoctorTest, WithoutAServerItSaysWhereItLooked) {
  const nlohmann::json server = Of("server", ExitCode::kNo);
  EXPECT_EQ(server["state"], "broken");
  EXPECT_NE(server["todo"], "");
  EXPECT_EQ(Of("key", ExitCode::kNo)["state"], "unknown");
}

TEST_F(DoctorTest, AWrongKeyIsBrokenAndTheServerIsNot) {
  directory.GetCaller_.refusals.assign(2, {grpc::StatusCode::UNAUTHENTICATED, "no"});
  ServeAll();
  const Outcome outcome = line.Run({"doctor"});
  EXPECT_EQ(outcome.exit_code, ExitCode::kNo);
  EXPECT_THAT(outcome.out, HasSubstr("answers."));
  EXPECT_THAT(outcome.out, HasSubstr("zusage key create"));
}

TEST_F(DoctorTest, ATokenThatCannotTravelIsSaidSo) {
  ServeAll();
  line.variables["ZUSAGE_TOKEN"] = "line\nbreak";
  EXPECT_EQ(Of("key", ExitCode::kNo)["state"], "broken");
  EXPECT_EQ(directory.GetCaller_.calls, 0);
}

TEST_F(DoctorTest, ARoleThatIsAwayIsBroken) {
  intake.ListChangeRequests_.refusals.assign(10, {grpc::StatusCode::UNAVAILABLE, "away"});
  ServeAll();
  EXPECT_EQ(Of("role.intake", ExitCode::kNo)["state"], "broken");
}

TEST_F(DoctorTest, WhatCouldBeBetterIsNotedAndNotBroken) {
  alignment.GetCheckInfo_.response.set_linguistic_fingerprint("none");
  alignment.GetCheckInfo_.response.set_server_version("0.0.1");
  Publish(200);
  ServeAll();
  EXPECT_EQ(Of("linguistic_data", ExitCode::kOk)["state"], "note");
  EXPECT_EQ(Of("version", ExitCode::kOk)["state"], "note");
  EXPECT_EQ(Of("strategies", ExitCode::kOk)["state"], "note");
  strategies.ListStrategies_.response.clear_strategies();
  EXPECT_EQ(Of("strategies", ExitCode::kOk)["state"], "note");
}

TEST_F(DoctorTest, TheSecondReaderIsShownToThoseWhoMayKnow) {
  ServeAll();
  EXPECT_EQ(Of("second_reader", ExitCode::kOk)["state"], "well") << "it is off, as usual";
  EXPECT_EQ(intake.GetSecondReader_.request.parent(), "products/atlas");
  intake::v1::SecondReader& reader = intake.GetSecondReader_.response;
  reader.set_on(true);
  reader.set_model("llm-7");
  reader.set_daily_calls(100);
  reader.set_calls_today(100);
  EXPECT_EQ(Of("second_reader", ExitCode::kOk)["state"], "note");
  reader.set_calls_today(1);
  EXPECT_THAT(std::string(Of("second_reader", ExitCode::kOk)["text"]), HasSubstr("llm-7"));
  intake.GetSecondReader_.refusals.assign(10, {grpc::StatusCode::PERMISSION_DENIED, "no"});
  EXPECT_THAT(line.Run({"doctor"}).out, Not(HasSubstr("second reader")));
}

TEST_F(DoctorTest, AnOlderServerIsNotCalledBroken) {
  alignment.GetCheckInfo_.refusals.assign(2, {grpc::StatusCode::UNIMPLEMENTED, ""});
  ServeAll();
  EXPECT_EQ(Of("check", ExitCode::kOk)["state"], "note");
}

}  // namespace
}  // namespace zusage::cli::testing
