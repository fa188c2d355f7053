// SPDX-License-Identifier: Apache-2.0
// What people do with versions of a strategy, against a server that records what reaches it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "tests/support/temporary_directory.h"
#include "tests/unit/cli/command_line.h"
#include "tests/unit/cli/recorded.h"
#include "zusage/strategy/v1/strategy_service.grpc.pb.h"

namespace zusage::cli::testing {
namespace {

using ::testing::HasSubstr;

struct FakeStrategies : strategy::v1::StrategyService::Service {
  ZUSAGE_RECORDED(PublishStrategy, strategy::v1::PublishStrategyRequest, strategy::v1::Strategy)
  ZUSAGE_RECORDED(GetStrategy, strategy::v1::GetStrategyRequest, strategy::v1::Strategy)
  ZUSAGE_RECORDED(CompareStrategies, strategy::v1::CompareStrategiesRequest,
                  strategy::v1::StrategyDifference)
  ZUSAGE_RECORDED(AcknowledgeStrategy, strategy::v1::AcknowledgeStrategyRequest,
                  strategy::v1::Acknowledgement)
  ZUSAGE_RECORDED(ListAcknowledgements, strategy::v1::ListAcknowledgementsRequest,
                  strategy::v1::ListAcknowledgementsResponse)
};

class StrategyCommandsTest : public ::testing::Test {
 protected:
  StrategyCommandsTest() { line.Serve({&strategies}); }

  std::string File(const std::string& name, const std::string& text) {
    std::ofstream(files.File(name)) << text;
    return files.File(name);
  }

  zusage::testing::TemporaryDirectory files;
  FakeStrategies strategies;
  CommandLine line;
};

// What is different from version 3: R1 comes later.
void FillDifference(strategy::v1::StrategyDifference& difference) {
  using Difference = strategy::v1::StrategyDifference;
  difference.set_base("products/atlas/strategies/3");
  difference.set_strategy("products/atlas/strategies/4");
  Difference::ElementChange& element = *difference.add_elements();
  element.set_change(Difference::CHANGE_CHANGED);
  element.set_element("products/atlas/elements/R1");
  Difference::Field& field = *element.add_fields();
  field.set_field("horizon");
  field.set_before("2027-Q1");
  field.set_after("2027-Q3");
  field.set_bearing(Difference::BEARING_ALLOWS_LESS);
  Difference::PartChange& part = *difference.add_parts();
  part.set_change(Difference::CHANGE_ADDED);
  part.set_part("holidays");
  part.set_key("2027-01-01");
}

TEST_F(StrategyCommandsTest, DryRunShowsWhatPublishingWouldChange) {
  strategies.GetStrategy_.response.set_version(3);
  strategy::v1::StrategyChange& change = *strategies.PublishStrategy_.response.mutable_change();
  FillDifference(*change.mutable_difference());
  change.set_retired_count(1);
  strategy::v1::RetiredElement& retired = *change.add_retired();
  retired.set_name("products/atlas/elements/C9");
  retired.set_title("Fax");
  retired.set_promises(17);
  change.set_open_requests_count(5);
  change.set_requests_count(201);
  strategy::v1::RejudgedRequest& request = *change.add_requests();
  request.set_change_request("products/atlas/changeRequests/01J");
  request.set_verdict_before(type::v1::VERDICT_ALIGNED);
  request.set_verdict(type::v1::VERDICT_CONFLICTS);
  request.set_firm(true);
  change.set_promises_count(1);
  change.add_promises()->set_promise("products/atlas/promises/01K");
  const std::string file = File("s.yaml", "product: atlas\nthemes:\n- {id: T1, title: Export}\n");
  const Outcome outcome = line.Run({"strategy", "publish", file, "--memo", "m", "--dry-run"});
  EXPECT_EQ(outcome.exit_code, ExitCode::kOk) << outcome.err;
  for (const char* text :
       {"different from products/atlas/strategies/3", "horizon", "2027-Q3", "allows less",
        "holidays 2027-01-01", "something cites them: 1", "C9", "17", "differently: 201 of 5",
        "(the first 1 are named)", "products/atlas/changeRequests/01J", "probably: aligned",
        "lose their ground: 1", "products/atlas/promises/01K", "nothing was published"}) {
    EXPECT_THAT(outcome.out, HasSubstr(text));
  }
}

TEST_F(StrategyCommandsTest, DryRunSaysWhenRequestsCouldNotBeJudged) {
  strategies.GetStrategy_.response.set_version(3);
  strategy::v1::StrategyChange& change = *strategies.PublishStrategy_.response.mutable_change();
  FillDifference(*change.mutable_difference());
  change.set_requests_not_judged(true);
  const std::string file = File("s.yaml", "product: atlas\nthemes:\n- {id: T1, title: Export}\n");
  const Outcome outcome =
      line.Run({"strategy", "publish", file, "--memo", "m", "--dry-run", "--language", "de"});
  EXPECT_THAT(outcome.out, HasSubstr("Die Prüfung ist nicht erreichbar"));
}

TEST_F(StrategyCommandsTest, StrategyCompareTakesBothVersions) {
  FillDifference(strategies.CompareStrategies_.response);
  const Outcome outcome =
      line.Run({"strategy", "compare", "atlas", "--from", "2", "--to", "4", "--language", "de"});
  EXPECT_EQ(outcome.exit_code, ExitCode::kOk) << outcome.err;
  EXPECT_EQ(strategies.CompareStrategies_.request.name(), "products/atlas/strategies/4");
  EXPECT_EQ(strategies.CompareStrategies_.request.base(), "products/atlas/strategies/2");
  EXPECT_THAT(outcome.out, HasSubstr("erlaubt weniger"));
  line.Run({"strategy", "compare", "atlas"});
  EXPECT_EQ(strategies.CompareStrategies_.request.name(), "products/atlas/strategies/current");
  EXPECT_EQ(strategies.CompareStrategies_.request.base(), "");
}

TEST_F(StrategyCommandsTest, StrategyAcknowledgeNamesTheVersion) {
  strategies.AcknowledgeStrategy_.response.set_strategy("products/atlas/strategies/4");
  const Outcome outcome = line.Run({"strategy", "acknowledge", "atlas"});
  EXPECT_EQ(outcome.exit_code, ExitCode::kOk) << outcome.err;
  EXPECT_EQ(strategies.AcknowledgeStrategy_.request.name(), "products/atlas/strategies/current");
  EXPECT_FALSE(strategies.AcknowledgeStrategy_.request.request_id().empty());
  EXPECT_THAT(outcome.out, HasSubstr("products/atlas/strategies/4"));
}

TEST_F(StrategyCommandsTest, StrategyAcknowledgementsShowWhoHasNot) {
  strategies.ListAcknowledgements_.response.add_acknowledgements()->set_principal(
      "principals/sofia");
  strategies.ListAcknowledgements_.response.set_missing_count(1);
  const Outcome outcome =
      line.Run({"strategy", "acknowledgements", "atlas", "--version", "4", "--missing"});
  EXPECT_EQ(outcome.exit_code, ExitCode::kOk) << outcome.err;
  EXPECT_EQ(strategies.ListAcknowledgements_.request.parent(), "products/atlas/strategies/4");
  EXPECT_TRUE(strategies.ListAcknowledgements_.request.missing_only());
  EXPECT_THAT(outcome.out, HasSubstr("not yet"));
  EXPECT_THAT(outcome.out, HasSubstr("0 have acknowledged it, 1 have not"));
}

TEST_F(StrategyCommandsTest, GetSaysWhatIsRetiredAndWhetherItWasAcknowledged) {
  strategy::v1::Strategy& answer = strategies.GetStrategy_.response;
  answer.set_name("products/atlas/strategies/4");
  strategy::v1::RetiredElement& retired = *answer.add_retired_elements();
  retired.set_name("products/atlas/elements/C9");
  retired.set_last_version(2);
  Outcome outcome = line.Run({"strategy", "get", "atlas"});
  EXPECT_THAT(outcome.out, HasSubstr("C9"));
  EXPECT_THAT(outcome.out, HasSubstr("zusage strategy acknowledge atlas"));
  answer.mutable_acknowledge_time()->set_seconds(1'800'000'000);
  outcome = line.Run({"strategy", "get", "atlas"});
  EXPECT_THAT(outcome.out, HasSubstr("2027-01-15 08:00 UTC"));
}

}  // namespace
}  // namespace zusage::cli::testing
