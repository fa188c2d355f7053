// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/assessment_json.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "services/alignment/domain/check.h"
#include "tests/unit/alignment/sample_strategy.h"

namespace zusage::alignment {
namespace {

TEST(AssessmentJsonTest, ReadingWhatWasWrittenGivesTheSame) {
  const CompiledStrategy strategy(SampleStrategy(), 3);
  PastRequests past;
  past.Append({"r/1", "Online buchen", "Kunden buchen online im Kundenportal.", "APPROVED"}, 4);
  Wish wish;
  wish.title = "Book online";
  wish.body = "End customers want to book appointments online, with SAML. Lohnabrechnung auch.";
  wish.customer_segment = "utilities";
  wish.evidence.pain = 3;
  wish.evidence.effort_person_days = 50;
  for (const Assessment& assessment : {Check(strategy, wish, past), Assessment()}) {
    const std::string json = ToJson(assessment);
    const absl::StatusOr<Assessment> read = AssessmentFromJson(json);
    ASSERT_TRUE(read.ok());
    EXPECT_TRUE(*read == assessment);
    EXPECT_EQ(ToJson(*read), json);
    // One parser keeps the order of keys, the other sorts them: they agree on sorted ones.
    EXPECT_EQ(nlohmann::ordered_json::parse(json).dump(), nlohmann::json::parse(json).dump());
  }
}

TEST(AssessmentJsonTest, BadBytesAreReplaced) {
  Assessment assessment;
  assessment.similar.push_back({"r/1", "caf\xE9", 0.5, "", {}});
  EXPECT_TRUE(AssessmentFromJson(ToJson(assessment)).ok());
}

TEST(AssessmentJsonTest, ForeignJsonIsDataLoss) {
  for (const char* json : {"", "[]", "{}", "{\"verdict\":\"MAYBE\"}"}) {
    EXPECT_EQ(AssessmentFromJson(json).status().code(), absl::StatusCode::kDataLoss) << json;
  }
}

TEST(AssessmentJsonTest, VerdictNamesParseBack) {
  for (int i = 1; i < 6; ++i) EXPECT_EQ(ParseVerdict(NameOf(Verdict(i))), Verdict(i));
  EXPECT_FALSE(ParseVerdict("").has_value());
  EXPECT_FALSE(ParseVerdict("aligned").has_value());
}

}  // namespace
}  // namespace zusage::alignment
