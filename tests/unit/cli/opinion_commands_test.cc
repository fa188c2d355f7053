// SPDX-License-Identifier: Apache-2.0
// What the command line shows of a second reader: `request opinion`, `request reader`, the queue.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/unit/cli/command_line.h"
#include "tests/unit/cli/recorded.h"
#include "zusage/intake/v1/intake_service.grpc.pb.h"
#include "zusage/review/v1/review_service.grpc.pb.h"

namespace zusage::cli::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using type::v1::SecondOpinion;

struct FakeIntake : intake::v1::IntakeService::Service {
  ZUSAGE_RECORDED(GetSecondOpinion, intake::v1::GetSecondOpinionRequest,
                  intake::v1::GetSecondOpinionResponse)
  ZUSAGE_RECORDED(GetSecondReader, intake::v1::GetSecondReaderRequest, intake::v1::SecondReader)
};

struct FakeQueue : review::v1::ReviewService::Service {
  ZUSAGE_RECORDED(ListReviews, review::v1::ListReviewsRequest, review::v1::ListReviewsResponse)
};

class OpinionCommandsTest : public ::testing::Test {
 protected:
  OpinionCommandsTest() { line.Serve({&intake, &reviews}); }

  Outcome Opinion(const std::vector<std::string>& more = {}) {
    std::vector<std::string> words = {"request", "opinion", "01J", "--product", "atlas"};
    words.insert(words.end(), more.begin(), more.end());
    return line.Run(words);
  }
  SecondOpinion& Given() {
    SecondOpinion& opinion = *intake.GetSecondOpinion_.response.mutable_second_opinion();
    opinion.set_state(SecondOpinion::STATE_GIVEN);
    opinion.set_verdict(type::v1::VERDICT_CONFLICTS);
    opinion.set_agreement(SecondOpinion::AGREEMENT_DIFFERS);
    opinion.add_elements("products/atlas/elements/N1");
    opinion.set_reason("It is a non-goal.");
    opinion.set_model("m-1");
    return opinion;
  }
  intake::v1::ReaderCall& Call(bool ended) {
    intake::v1::ReaderCall& call = *intake.GetSecondOpinion_.response.add_calls();
    call.set_address("https://models.example.com/v1/chat/completions");
    call.set_model("m-1");
    call.set_message(R"({"model":"m-1","messages":[]})");
    call.set_ended(ended);
    return call;
  }

  FakeIntake intake;
  FakeQueue reviews;
  CommandLine line;
};

TEST_F(OpinionCommandsTest, OpinionIsAModelsAndSaysHowItDiffers) {
  Given();
  Call(true);
  const Outcome outcome = Opinion();
  EXPECT_EQ(outcome.exit_code, ExitCode::kOk) << outcome.err;
  EXPECT_EQ(intake.GetSecondOpinion_.request.name(), "products/atlas/changeRequests/01J");
  for (const char* text :
       {"What a model thinks (it decides nothing)", "another verdict", "products/atlas/elements/N1",
        "“It is a non-goal.”", "an opinion came", "https://models.example.com/v1/chat/completions",
        R"({"model":"m-1","messages":[]})"}) {
    EXPECT_THAT(outcome.out, HasSubstr(text));
  }
  const Outcome german = Opinion({"--language", "de"});
  EXPECT_THAT(german.out, HasSubstr("Was ein Modell meint (es entscheidet nichts)"));
  EXPECT_THAT(german.out, HasSubstr("„It is a non-goal.“"));
  EXPECT_THAT(german.out, HasSubstr("eine Meinung kam"));
}

TEST_F(OpinionCommandsTest, CallsThatFailedWereErasedOrAreUnderWayAreToldApart) {
  SecondOpinion& opinion = *intake.GetSecondOpinion_.response.mutable_second_opinion();
  opinion.set_state(SecondOpinion::STATE_NONE);
  opinion.set_failure(SecondOpinion::FAILURE_LATE);
  Call(true).set_failure(SecondOpinion::FAILURE_LATE);
  Call(false).clear_message();
  const Outcome outcome = Opinion();
  EXPECT_EQ(outcome.exit_code, ExitCode::kOk) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("no opinion"));
  EXPECT_THAT(outcome.out, HasSubstr("(erased)"));
  EXPECT_THAT(outcome.out, Not(HasSubstr("an opinion came")));
}

TEST_F(OpinionCommandsTest, NothingSentIsSaid) {
  EXPECT_THAT(Opinion().out, HasSubstr("Nothing was sent to a model."));
  EXPECT_THAT(Opinion({"--language", "de"}).out, HasSubstr("Nichts wurde an ein Modell gesendet."));
}

TEST_F(OpinionCommandsTest, OpinionAsJsonIsTheAnswer) {
  Given();
  const nlohmann::json json = nlohmann::json::parse(Opinion({"--json"}).out);
  EXPECT_EQ(json["secondOpinion"]["verdict"], "VERDICT_CONFLICTS");
}

TEST_F(OpinionCommandsTest, ReaderIsShownWithItsBudget) {
  intake::v1::SecondReader& reader = intake.GetSecondReader_.response;
  const auto run = [&](const std::string& language) {
    return line.Run({"request", "reader", "--product", "atlas", "--language", language}).out;
  };
  EXPECT_THAT(run("en"), HasSubstr("No second reader"));
  EXPECT_THAT(run("de"), HasSubstr("Kein zweiter Leser"));
  EXPECT_EQ(intake.GetSecondReader_.request.parent(), "products/atlas");
  reader.set_model("m-1");
  reader.set_address("https://models.example.com/v1/chat/completions");
  reader.set_daily_calls(200);
  reader.set_daily_bytes(2'000'000);
  reader.set_calls_today(7);
  reader.set_bytes_today(4'096);
  reader.set_waiting(3);
  EXPECT_THAT(run("en"), HasSubstr("off: no server has asked it lately"));
  reader.set_on(true);
  EXPECT_THAT(run("en"), HasSubstr("7 of 200 calls, 4096 of 2000000 bytes"));
  EXPECT_THAT(run("de"), HasSubstr("an: ein Modell"));
}

TEST_F(OpinionCommandsTest, ReaderNeedsAProduct) {
  EXPECT_EQ(line.Run({"request", "reader"}).exit_code, ExitCode::kUsage);
  EXPECT_EQ(intake.GetSecondReader_.calls, 0);
}

TEST_F(OpinionCommandsTest, QueueIsNarrowedToWhatIsSeenOtherwise) {
  line.Run({"review", "list", "--product", "atlas"});
  EXPECT_FALSE(reviews.ListReviews_.request.differing_only());
  const Outcome outcome = line.Run({"review", "list", "--product", "atlas", "--differing"});
  EXPECT_EQ(outcome.exit_code, ExitCode::kOk) << outcome.err;
  EXPECT_TRUE(reviews.ListReviews_.request.differing_only());
}

}  // namespace
}  // namespace zusage::cli::testing
