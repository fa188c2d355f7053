// SPDX-License-Identifier: Apache-2.0
#include "services/base/page_token.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

#include "services/base/error.h"

namespace zusage {
namespace {

RC_GTEST_PROP(PageTokenTest, TokenGivesItsKeyBack,
              (const std::string& filter, const std::string& key)) {
  RC_ASSERT(ReadPageToken(filter, MakePageToken(filter, key)).value() == key);
}

TEST(PageTokenTest, TokenOfAnotherFilterIsRefused) {
  const auto key = ReadPageToken("state=open", MakePageToken("state=decided", "01J"));
  EXPECT_EQ(ReasonOf(key.status()), "INVALID_PAGE_TOKEN");
  EXPECT_EQ(DetailsOf(key.status())->fields[0].field, "page_token");
}

TEST(PageTokenTest, TextThatIsNoTokenIsRefused) {
  const std::string token = MakePageToken("f", "01J");
  for (const std::string& text : {std::string("x"), std::string("%%%"), token.substr(1),
                                  std::string(500, 'A'), std::string("\0\0\0\0", 4)}) {
    EXPECT_FALSE(ReadPageToken("f", text).ok()) << text;
  }
}

TEST(PageTokenTest, PageSizeHasADefault) {
  EXPECT_EQ(PageSize(0), kDefaultPageSize);
  EXPECT_EQ(PageSize(7), 7);
}

}  // namespace
}  // namespace zusage
