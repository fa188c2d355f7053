// SPDX-License-Identifier: Apache-2.0
// zusage feasibility ask, against a server that records what reaches it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/unit/cli/command_line.h"
#include "tests/unit/cli/recorded.h"
#include "zusage/alignment/v1/alignment_service.grpc.pb.h"

namespace zusage::cli::testing {
namespace {

using alignment::v1::FeasibilityAnswer;
using alignment::v1::QueryFeasibilityRequest;
using alignment::v1::QueryFeasibilityResponse;
using ::testing::HasSubstr;
using ::testing::Not;

struct FakeAlignment : alignment::v1::AlignmentService::Service {
  ZUSAGE_RECORDED(QueryFeasibility, QueryFeasibilityRequest, QueryFeasibilityResponse)
};

class FeasibilityCommandsTest : public ::testing::Test {
 protected:
  FeasibilityCommandsTest() { line.Serve({&alignment}); }

  FakeAlignment alignment;
  CommandLine line;
};

TEST_F(FeasibilityCommandsTest, WithoutAnAnswerItSaysWhatToDo) {
  const Outcome outcome = line.Run({"feasibility", "ask", "Can it fly?", "--product", "atlas"});
  EXPECT_THAT(outcome.out, HasSubstr("zusage request submit"));
  EXPECT_EQ(alignment.QueryFeasibility_.request.question(), "Can it fly?");
}

TEST_F(FeasibilityCommandsTest, ItSaysProbablyUnlessItIsFirm) {
  QueryFeasibilityResponse& response = alignment.QueryFeasibility_.response;
  response.set_kind(FeasibilityAnswer::KIND_AS_IS);
  response.add_answers()->set_kind(FeasibilityAnswer::KIND_AS_IS);
  const std::vector<std::string> ask = {"feasibility", "ask", "SSO?", "--product", "atlas"};
  EXPECT_THAT(line.Run(ask).out, HasSubstr("probably: yes, as it is"));
  response.set_firm(true);
  EXPECT_THAT(line.Run(ask).out, Not(HasSubstr("probably")));
}

TEST_F(FeasibilityCommandsTest, WhatComesNearestIsShownAsNoAnswer) {
  FeasibilityAnswer& nearest = *alignment.QueryFeasibility_.response.add_answers();
  nearest.set_kind(FeasibilityAnswer::KIND_ON_ROADMAP);
  nearest.set_title("Flying");
  const Outcome outcome = line.Run({"feasibility", "ask", "Can it fly?", "--product", "atlas"});
  for (const char* text : {"nothing is known", "what comes nearest", "Flying", "not yet"}) {
    EXPECT_THAT(outcome.out, HasSubstr(text));
  }
}

}  // namespace
}  // namespace zusage::cli::testing
