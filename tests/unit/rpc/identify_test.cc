// SPDX-License-Identifier: Apache-2.0
#include "services/rpc/identify.h"

#include <gtest/gtest.h>

#include "tests/support/seeded_random.h"

namespace zusage::rpc {
namespace {

TEST(ReadLanguageTest, FirstLanguageThatIsSpokenCounts) {
  EXPECT_EQ(ReadLanguage("de"), Language::kGerman);
  EXPECT_EQ(ReadLanguage("de-AT, en;q=0.5"), Language::kGerman);
  EXPECT_EQ(ReadLanguage("fr, DE;q=0.9"), Language::kGerman);
  EXPECT_EQ(ReadLanguage("en-GB, de"), Language::kEnglish);
  EXPECT_EQ(ReadLanguage("fr"), Language::kEnglish);
  EXPECT_EQ(ReadLanguage(""), Language::kEnglish);
  EXPECT_EQ(ReadLanguage(",,;;"), Language::kEnglish);
}

TEST(ReadTraceIdTest, TraceOfTheCallerIsContinued) {
  testing::SeededRandom random;
  const std::string id = "0123456789abcdef0123456789abcdef";
  EXPECT_EQ(ReadTraceId("00-" + id + "-0123456789abcdef-01", random), id);
}

TEST(ReadTraceIdTest, TraceThatIsNoneIsReplaced) {
  testing::SeededRandom random;
  const std::string zeros(32, '0');
  for (const std::string& text :
       {std::string(), std::string("00-xyz"), std::string(55, '-'),
        "00-" + zeros + "-0123456789abcdef-01",
        std::string("00-0123456789ABCDEF0123456789ABCDEF-0123456789abcdef-01")}) {
    const std::string id = ReadTraceId(text, random);
    EXPECT_EQ(id.size(), 32u) << text;
    EXPECT_NE(id, zeros);
  }
}

}  // namespace
}  // namespace zusage::rpc
