// SPDX-License-Identifier: Apache-2.0
// The week of a product, on the terminal and as a document.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "tests/support/temporary_directory.h"
#include "tests/unit/cli/command_line.h"
#include "tests/unit/cli/recorded.h"
#include "zusage/news/v1/news_service.grpc.pb.h"

namespace zusage::cli::testing {
namespace {

using news::v1::DigestLine;
using news::v1::DigestSection;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

struct FakeNews : news::v1::NewsService::Service {
  ZUSAGE_RECORDED(GetDigest, news::v1::GetDigestRequest, news::v1::Digest)
};

class DigestCommandsTest : public ::testing::Test {
 protected:
  DigestCommandsTest() {
    line.Serve({&news});
    news::v1::Digest& digest = news.GetDigest_.response;
    digest.set_product("products/atlas");
    digest.mutable_week_start()->set_year(2026);
    digest.mutable_week_start()->set_month(1);
    digest.mutable_week_start()->set_day(12);
    *digest.mutable_week_end() = digest.week_start();
    digest.mutable_week_end()->set_day(18);
    digest.set_is_over(true);
    digest.set_is_whole(true);
    digest.mutable_markdown()->set_en("# The week\n");
    digest.mutable_markdown()->set_de("# Die Woche\n");
    digest.mutable_html()->set_en("<p>The week</p>\n");
    digest.mutable_html()->set_de("<p>Die Woche</p>\n");
    AddSections(digest);
  }
  static void AddSections(news::v1::Digest& digest) {
    digest.add_sections()->set_topic(DigestSection::TOPIC_DECIDED);
    DigestSection& unilateral = *digest.add_sections();
    unilateral.set_topic(DigestSection::TOPIC_UNILATERAL);
    unilateral.set_total_count(3);
    unilateral.mutable_note()->set_en("3 promises not covered when made.");
    unilateral.mutable_note()->set_de("3 Zusagen, bei der Zusage nicht gedeckt.");
    DigestLine& one = *unilateral.add_lines();
    one.set_subject("products/atlas/promises/01J");
    one.set_title("Live position");
    one.set_customer_display_name("Contoso");
    one.set_person_display_name("Sofia");
    one.mutable_text()->set_en("without having asked");
    one.mutable_text()->set_de("ohne gefragt zu haben");
  }

  FakeNews news;
  CommandLine line;
};

TEST_F(DigestCommandsTest, WeekIsShownSectionBySection) {
  const Outcome outcome = line.Run({"digest", "get", "atlas", "--week", "2026-01-14"});
  EXPECT_EQ(outcome.exit_code, ExitCode::kOk) << outcome.err;
  EXPECT_EQ(news.GetDigest_.request.parent(), "products/atlas");
  EXPECT_EQ(news.GetDigest_.request.week().day(), 14);
  EXPECT_THAT(
      outcome.out,
      AllOf(HasSubstr("2026-01-12 to 2026-01-18"), HasSubstr("Decided\n"), HasSubstr("Nothing."),
            HasSubstr("Unilateral promises\n3 promises not covered"), HasSubstr("Live position"),
            HasSubstr("Contoso, Sofia"), HasSubstr("and 2 more"), Not(HasSubstr("not over"))));
}

TEST_F(DigestCommandsTest, WithoutAWeekTheServerChooses) {
  news.GetDigest_.response.set_is_over(false);
  news.GetDigest_.response.set_is_whole(false);
  const Outcome outcome = line.Run({"digest", "get", "products/atlas", "--language", "de"});
  EXPECT_FALSE(news.GetDigest_.request.has_week());
  EXPECT_THAT(outcome.out,
              AllOf(HasSubstr("Eigenmächtige Zusagen"), HasSubstr("ohne gefragt zu haben"),
                    HasSubstr("Diese Woche ist nicht vorbei"), HasSubstr("Mindestzahlen")));
}

TEST_F(DigestCommandsTest, DocumentIsPrintedAsItIs) {
  EXPECT_EQ(line.Run({"digest", "get", "atlas", "--format", "markdown"}).out, "# The week\n");
  EXPECT_EQ(line.Run({"digest", "get", "atlas", "--format", "html", "--language", "de"}).out,
            "<p>Die Woche</p>\n");
  const std::string json = line.Run({"digest", "get", "atlas", "--json"}).out;
  EXPECT_THAT(json, HasSubstr("\"weekStart\""));
  EXPECT_THAT(line.Run({"digest", "get", "atlas", "--format", "json"}).out,
              HasSubstr("\"weekStart\""));
}

TEST_F(DigestCommandsTest, DocumentIsWrittenToAFile) {
  const zusage::testing::TemporaryDirectory directory;
  const std::string file = directory.File("digest.html");
  const Outcome outcome = line.Run({"digest", "get", "atlas", "--format", "html", "-o", file});
  EXPECT_EQ(outcome.exit_code, ExitCode::kOk) << outcome.err;
  EXPECT_EQ(outcome.out, "");
  std::stringstream written;
  written << std::ifstream(file).rdbuf();
  EXPECT_EQ(written.str(), "<p>The week</p>\n");
  EXPECT_NE(line.Run({"digest", "get", "atlas", "--output", "/no/such/folder/file"}).exit_code,
            ExitCode::kOk);
}

TEST_F(DigestCommandsTest, WeekThatIsNoDayIsRefusedBeforeTheServerIsAsked) {
  EXPECT_NE(line.Run({"digest", "get", "atlas", "--week", "2026-02-30"}).exit_code, ExitCode::kOk);
  EXPECT_EQ(news.GetDigest_.calls, 0);
}

}  // namespace
}  // namespace zusage::cli::testing
