// SPDX-License-Identifier: Apache-2.0
#include "services/base/ids.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstring>
#include <set>
#include <string>

#include "services/base/resource_name.h"

namespace zusage {
namespace {

// Gives one byte again and again.
class ConstantRandom final : public RandomSource {
 public:
  explicit ConstantRandom(int byte) : byte_(byte) {}
  void Fill(void* bytes, size_t size) override { std::memset(bytes, byte_, size); }

 private:
  const int byte_;
};

TEST(IdsTest, IdHasItsFormAndIsASegment) {
  SystemRandom random;
  const std::string id = NewId(absl::FromUnixMillis(1768467600000), random);
  EXPECT_EQ(id.size(), 26u);
  EXPECT_TRUE(IsId(id));
  EXPECT_TRUE(IsSegment(id));
}

TEST(IdsTest, IdsSpanTheWholeRange) {
  ConstantRandom zeros(0);
  ConstantRandom ones(0xFF);
  EXPECT_EQ(NewId(absl::UnixEpoch(), zeros), std::string(26, '0'));
  EXPECT_EQ(NewId(absl::FromUnixMillis((int64_t{1} << 48) - 1), ones), "7" + std::string(25, 'Z'));
}

RC_GTEST_PROP(IdsTest, IdsSortByTime, (uint32_t a, uint32_t b)) {
  SystemRandom random;
  const std::string first = NewId(absl::FromUnixMillis(a), random);
  const std::string second = NewId(absl::FromUnixMillis(b), random);
  if (a < b) RC_ASSERT(first < second);
  if (a > b) RC_ASSERT(first > second);
}

TEST(IdsTest, TextsThatAreNoIdsAreTold) {
  EXPECT_FALSE(IsId(""));
  EXPECT_FALSE(IsId(std::string(25, '0')));
  EXPECT_FALSE(IsId("8" + std::string(25, '0')));
  EXPECT_FALSE(IsId("0" + std::string(25, 'I')));
  EXPECT_FALSE(IsId("0" + std::string(25, 'a')));
}

TEST(IdsTest, RandomBytesDoNotRepeat) {
  SystemRandom random;
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) EXPECT_TRUE(seen.insert(RandomBytes(16, random)).second);
}

TEST(IdsTest, MoreRandomBytesThanABlockAreFilled) {
  SystemRandom random;
  const std::string bytes = RandomBytes(10000, random);
  EXPECT_NE(bytes.substr(9000), std::string(1000, '\0'));
}

}  // namespace
}  // namespace zusage
