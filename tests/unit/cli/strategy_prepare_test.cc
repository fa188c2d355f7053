// SPDX-License-Identifier: Apache-2.0
// How a strategy is prepared on the command line, with a server and without.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/support/temporary_directory.h"
#include "tests/unit/cli/command_line.h"
#include "tests/unit/cli/recorded.h"
#include "zusage/strategy/v1/strategy_service.grpc.pb.h"

namespace zusage::cli::testing {
namespace {

using strategy::v1::Proposal;
using ::testing::HasSubstr;
using ::testing::Not;

struct FakePreparation : strategy::v1::StrategyService::Service {
  ZUSAGE_RECORDED(PrepareStrategy, strategy::v1::PrepareStrategyRequest,
                  strategy::v1::StrategyPreparation)
  ZUSAGE_RECORDED(PublishStrategy, strategy::v1::PublishStrategyRequest, strategy::v1::Strategy)
  ZUSAGE_RECORDED(GetStrategy, strategy::v1::GetStrategyRequest, strategy::v1::Strategy)
};

constexpr char kStrategy[] =
    "product: atlas\nthemes:\n- id: T1  # ours\n  title: Export\n- {id: T2, title: Offline}\n";

class StrategyPrepareTest : public ::testing::Test {
 protected:
  StrategyPrepareTest() {
    line.Serve({&strategies});
    strategy::v1::StrategyPreparation& answer = strategies.PrepareStrategy_.response;
    answer.mutable_preparedness()->set_complete(.25);
    answer.mutable_preparedness()->set_prepared_count(1);
    answer.mutable_preparedness()->set_elements_count(2);
    strategy::v1::ElementPreparation& element = *answer.add_elements();
    element.set_element("products/atlas/elements/T1");
    element.set_title("Export");
    element.set_aliases(3);
    element.set_complete(.46);
    Add("T1.a.1", "T1", Proposal::KIND_ALIAS, "spreadsheet");
    Add("T2.x.2", "T2", Proposal::KIND_EXAMPLE, "Work in a tunnel.");
    strategy::v1::ProposalWorth& worth = *answer.mutable_proposals(0)->mutable_worth();
    worth.set_requests(40);
    worth.set_verdicts_before(20);
    worth.set_verdicts_after(23);
    worth.set_surprise_before(1.5);
    worth.set_surprise_after(1.25);
    worth.set_helps(true);
  }

  void Add(const std::string& id, const std::string& element, Proposal::Kind kind,
           const std::string& text) {
    Proposal& proposal = *strategies.PrepareStrategy_.response.add_proposals();
    proposal.set_id(id);
    proposal.set_element("products/atlas/elements/" + element);
    proposal.set_kind(kind);
    proposal.set_source(Proposal::SOURCE_DECIDED_REQUESTS);
    proposal.set_text(text);
    proposal.add_change_requests("products/atlas/changeRequests/01J");
  }

  std::string File(const std::string& name, const std::string& text) {
    std::ofstream(files.File(name)) << text;
    return files.File(name);
  }
  std::string Written() {
    std::ifstream file(files.File("out.yaml"));
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
  }

  zusage::testing::TemporaryDirectory files;
  FakePreparation strategies;
  CommandLine line;
};

TEST_F(StrategyPrepareTest, ShowsWhatIsMissingAndWhatAProposalIsWorth) {
  const Outcome outcome = line.Run({"strategy", "prepare", "atlas"});
  EXPECT_EQ(outcome.exit_code, ExitCode::kOk) << outcome.err;
  EXPECT_EQ(strategies.PrepareStrategy_.request.parent(), "products/atlas");
  EXPECT_FALSE(strategies.PrepareStrategy_.request.has_document());
  for (const char* text : {"25 %", "1 of 2", "T1", "3/8", "46 %", "spreadsheet", "01J", "20 → 23",
                           "1.50 → 1.25", "helps", "--accept"}) {
    EXPECT_THAT(outcome.out, HasSubstr(text));
  }
}

TEST_F(StrategyPrepareTest, SpeaksGerman) {
  const Outcome outcome = line.Run({"strategy", "prepare", "atlas", "--language", "de"});
  EXPECT_THAT(outcome.out, HasSubstr("Vorbereitet"));
  EXPECT_THAT(outcome.out, HasSubstr("1 von 2 Elementen"));
}

TEST_F(StrategyPrepareTest, WhatIsNamedIsAddedAndTheRestOfTheFileStays) {
  const std::string file = File("s.yaml", kStrategy);
  const Outcome outcome =
      line.Run({"strategy", "prepare", file, "--element", "T1", "--accept", "T2.x.2",
                "--accept-helpful", "--output", files.File("out.yaml")});
  EXPECT_EQ(outcome.exit_code, ExitCode::kOk) << outcome.err;
  EXPECT_EQ(strategies.PrepareStrategy_.request.document().elements_size(), 2);
  EXPECT_EQ(strategies.PrepareStrategy_.request.element(), "T1");
  EXPECT_THAT(outcome.err, HasSubstr("2 accepted"));
  EXPECT_EQ(Written(),
            "product: atlas\nthemes:\n- id: T1  # ours\n  aliases:\n    - \"spreadsheet\"\n"
            "  title: Export\n- {\"examples\": [\"Work in a tunnel.\"], id: T2, title: Offline}\n");
}

// Neither shown nor asked for; by name it can be had.
TEST_F(StrategyPrepareTest, WhatHelpsComesFirstAndWhatHarmsIsLeftOut) {
  Add("T1.a.3", "T1", Proposal::KIND_ALIAS, "harmful");
  Add("T2.a.4", "T2", Proposal::KIND_ALIAS, "underground");
  auto& proposals = *strategies.PrepareStrategy_.response.mutable_proposals();
  proposals[2].mutable_worth()->set_verdicts_before(20);
  proposals[3].mutable_worth()->set_helps(true);
  const std::string file = File("s.yaml", kStrategy);
  const Outcome shown = line.Run({"strategy", "prepare", file});
  EXPECT_LT(shown.out.find("underground"), shown.out.find("tunnel"));
  EXPECT_THAT(shown.out, Not(HasSubstr("harmful")));
  EXPECT_THAT(shown.out, HasSubstr("1 would make it worse"));
  line.terminal = true;
  line.input = "n\nn\nn\nn\n";
  EXPECT_THAT(line.Run({"strategy", "prepare", file, "--ask"}).err, Not(HasSubstr("harmful")));
  line.Run({"strategy", "prepare", file, "--accept", "T1.a.3", "--output", files.File("out.yaml")});
  EXPECT_THAT(Written(), HasSubstr("harmful"));
}

TEST_F(StrategyPrepareTest, APersonIsAskedOneByOne) {
  const std::string file = File("s.yaml", kStrategy);
  line.terminal = true;
  line.input = "y\nq\n";
  const Outcome outcome =
      line.Run({"strategy", "prepare", file, "--output", files.File("out.yaml")});
  EXPECT_EQ(outcome.exit_code, ExitCode::kOk) << outcome.err;
  EXPECT_THAT(outcome.err, HasSubstr("Accept?"));
  EXPECT_THAT(Written(), HasSubstr("spreadsheet"));
  EXPECT_THAT(Written(), Not(HasSubstr("tunnel")));
}

TEST_F(StrategyPrepareTest, WithoutAnotherFileTheFileItselfIsChanged) {
  const std::string file = File("out.yaml", kStrategy);
  std::filesystem::permissions(
      file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  std::filesystem::create_symlink(file, files.File("link.yaml"));
  const Outcome outcome =
      line.Run({"strategy", "prepare", files.File("link.yaml"), "--accept", "T2.x.2"});
  EXPECT_EQ(outcome.exit_code, ExitCode::kOk) << outcome.err;
  EXPECT_THAT(outcome.err, HasSubstr("1 accepted"));
  EXPECT_THAT(Written(), HasSubstr("Work in a tunnel."));
  EXPECT_THAT(Written(), HasSubstr("# ours"));
  EXPECT_TRUE(std::filesystem::is_symlink(files.File("link.yaml")));
  EXPECT_EQ(std::filesystem::status(file).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  EXPECT_FALSE(std::filesystem::exists(file + ".new"));
}

TEST_F(StrategyPrepareTest, AskedFileIsChangedOnlyByWhatIsAccepted) {
  const std::string file = File("out.yaml", kStrategy);
  line.terminal = true;
  line.input = "n\nn\n";
  const Outcome none = line.Run({"strategy", "prepare", file, "--ask", "--language", "de"});
  EXPECT_EQ(none.exit_code, ExitCode::kOk) << none.err;
  EXPECT_THAT(none.err, HasSubstr("Nichts wurde angenommen"));
  EXPECT_EQ(Written(), kStrategy);
  line.input = "n\ny\n";
  EXPECT_EQ(line.Run({"strategy", "prepare", file, "--ask"}).exit_code, ExitCode::kOk);
  EXPECT_THAT(Written(), HasSubstr("tunnel"));
  EXPECT_THAT(Written(), Not(HasSubstr("spreadsheet")));
}

TEST_F(StrategyPrepareTest, ShowingAloneChangesNothing) {
  const std::string file = File("out.yaml", kStrategy);
  line.terminal = true;
  EXPECT_EQ(line.Run({"strategy", "prepare", file}).exit_code, ExitCode::kOk);
  EXPECT_EQ(Written(), kStrategy);
}

TEST_F(StrategyPrepareTest, ASecondReaderIsWaitedForAndThenAsked) {
  strategy::v1::StrategyPreparation& answer = strategies.PrepareStrategy_.response;
  answer.mutable_proposals(0)->set_source(Proposal::SOURCE_SECOND_READER);
  strategy::v1::ReaderProgress& reader = *answer.mutable_reader();
  reader.set_on(true);
  reader.set_model("m-1");
  reader.set_given_count(4);
  reader.set_failed_count(1);
  reader.set_failure(type::v1::SecondOpinion::FAILURE_LATE);
  Outcome outcome = line.Run({"strategy", "prepare", "atlas", "--with-reader"});
  EXPECT_EQ(outcome.exit_code, ExitCode::kOk) << outcome.err;
  EXPECT_EQ(strategies.PrepareStrategy_.calls, 2);
  EXPECT_TRUE(strategies.PrepareStrategy_.request.with_reader());
  EXPECT_FALSE(strategies.PrepareStrategy_.request.reader_only());
  EXPECT_TRUE(line.slept.empty());
  EXPECT_THAT(outcome.out, HasSubstr("m-1 was asked what customers call 4 elements"));
  EXPECT_THAT(outcome.out, HasSubstr("from the second reader"));

  reader.set_waiting_count(2);
  outcome = line.Run(
      {"strategy", "prepare", "atlas", "--with-reader", "--reader-wait", "6", "--language", "de"});
  EXPECT_EQ(outcome.exit_code, ExitCode::kOk) << "what it has not said can be had later";
  EXPECT_EQ(line.slept.size(), 4u);
  EXPECT_THAT(outcome.err, HasSubstr("m-1 wird zu 2 Elementen gefragt"));
  EXPECT_THAT(outcome.out, HasSubstr("2 warten"));

  reader.Clear();
  EXPECT_THAT(line.Run({"strategy", "prepare", "atlas", "--with-reader"}).out,
              HasSubstr("Nobody asks a second reader here"));
}

TEST_F(StrategyPrepareTest, WhatMakesNoSenseIsRefused) {
  const std::string file = File("s.yaml", kStrategy);
  const std::string output = files.File("out.yaml");
  EXPECT_EQ(line.Run({"strategy", "prepare", file, "--with-reader", "--requests", file}).exit_code,
            ExitCode::kInvalidInput);
  EXPECT_EQ(line.Run({"strategy", "prepare", file, "--ask"}).exit_code, ExitCode::kInvalidInput)
      << "nobody is there";
  EXPECT_EQ(line.Run({"strategy", "prepare", "atlas", "--accept", "T1.a.1"}).exit_code,
            ExitCode::kInvalidInput);
  line.input = kStrategy;
  EXPECT_EQ(line.Run({"strategy", "prepare", "-", "--accept", "T1.a.1"}).exit_code,
            ExitCode::kInvalidInput);
  const Outcome unknown =
      line.Run({"strategy", "prepare", file, "--accept", "T9.a.1", "--output", output});
  EXPECT_NE(unknown.exit_code, ExitCode::kOk);
  EXPECT_THAT(unknown.err, HasSubstr("T9.a.1"));
  EXPECT_EQ(line.Run({"strategy", "prepare", "atlas", "--output", output}).exit_code,
            ExitCode::kInvalidInput);
}

TEST_F(StrategyPrepareTest, DecidedRequestsOfAFileNeedNoServer) {
  CommandLine alone;
  const std::string file = File("s.yaml", kStrategy);
  const std::string requests = File(
      "r.jsonl",
      R"({"id":"1","title":"Spreadsheet","body":"A spreadsheet please.","expected":"ALIGNED","expected_refs":["T1"]})"
      "\n"
      R"({"id":"2","title":"Spreadsheet of tours","expected":"ALIGNED","expected_refs":["T1"]})"
      "\n"
      R"({"id":"3","title":"Work in tunnels","expected":"ALIGNED","expected_refs":["T2"]})"
      "\n");
  const Outcome outcome =
      alone.Run({"strategy", "prepare", file, "--requests", requests, "--json"});
  ASSERT_EQ(outcome.exit_code, ExitCode::kOk) << outcome.err;
  const nlohmann::json json = nlohmann::json::parse(outcome.out);
  EXPECT_EQ(json["requestsCount"], 3);
  bool found = false;
  for (const nlohmann::json& proposal : json["proposals"]) {
    if (proposal["text"] != "Spreadsheet") continue;
    found = true;
    EXPECT_EQ(proposal["element"], "products/atlas/elements/T1");
    EXPECT_EQ(proposal["changeRequests"], nlohmann::json({"1", "2"}));
    EXPECT_EQ(proposal["worth"]["requests"], 1);
  }
  EXPECT_TRUE(found) << outcome.out;
}

TEST_F(StrategyPrepareTest, PublishingSaysHowPreparedAStrategyIs) {
  *strategies.PublishStrategy_.response.mutable_preparedness() =
      strategies.PrepareStrategy_.response.preparedness();
  const std::string file = File("s.yaml", kStrategy);
  const Outcome little = line.Run({"strategy", "publish", file, "--memo", "m"});
  EXPECT_THAT(little.out, HasSubstr("25 %"));
  EXPECT_THAT(little.out, HasSubstr("zusage strategy prepare"));
  strategies.PublishStrategy_.response.mutable_preparedness()->set_complete(.9);
  EXPECT_THAT(line.Run({"strategy", "publish", file, "--memo", "m"}).out,
              Not(HasSubstr("zusage strategy prepare")));
}

}  // namespace
}  // namespace zusage::cli::testing
