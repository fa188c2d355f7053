// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/vector_math.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <random>
#include <type_traits>
#include <vector>

namespace zusage::alignment {
namespace {

// Any but -128, which no vector holds.
template <typename Value>
std::vector<Value> Numbers(size_t count, std::mt19937& random) {
  constexpr int kLargest = std::numeric_limits<Value>::max();
  std::uniform_int_distribution<int> any(std::is_signed_v<Value> ? -kLargest : 0, kLargest);
  std::vector<Value> numbers;
  for (size_t i = 0; i < count; ++i) numbers.push_back(static_cast<Value>(any(random)));
  return numbers;
}

// Whatever the processor has: lengths that fill registers and others, rows that make groups and
// those left over.
TEST(VectorMathTest, ProductsAreAsOneByOne) {
  std::mt19937 random(1);
  for (const size_t length : {1u, 3u, 31u, 32u, 33u, 93u, 96u, 300u}) {
    for (const size_t count : {0u, 1u, 3u, 4u, 5u, 8u, 13u}) {
      const auto query = Numbers<int8_t>(length, random);
      const auto rows = Numbers<int8_t>(length * count, random);
      std::vector<int32_t> expected(count, 0), sums(count, -1);
      for (size_t i = 0; i < rows.size(); ++i) {
        expected[i / length] += int32_t{query[i % length]} * rows[i];
      }
      Products(query, rows.data(), absl::MakeSpan(sums));
      EXPECT_EQ(sums, expected) << length << " numbers in " << count << " rows";
    }
  }
}

TEST(VectorMathTest, LargestProductsDoNotOverflow) {
  const std::vector<int8_t> least(100'000, -127), largest(100'000, 127);
  int32_t sum = 0;
  Products(least, least.data(), absl::MakeSpan(&sum, 1));
  EXPECT_EQ(sum, 127 * 127 * 100'000);
  Products(least, largest.data(), absl::MakeSpan(&sum, 1));
  EXPECT_EQ(sum, -127 * 127 * 100'000);
}

template <typename Value>
void ExpectSameAsOneByOne() {
  std::mt19937 random(2);
  for (const size_t length : {0u, 1u, 7u, 8u, 9u, 93u, 200u}) {
    const auto values = Numbers<Value>(length, random);
    std::vector<float> sums(length, 0.25f), expected(length, 0.25f);
    for (const float factor : {0.1f, -3.7f}) {
      AddTimes(factor, values, sums.data());
      for (size_t i = 0; i < length; ++i) expected[i] += factor * static_cast<float>(values[i]);
    }
    EXPECT_EQ(sums, expected);
  }
}

TEST(VectorMathTest, FloatsAreTheSameAsOneByOne) {
  ExpectSameAsOneByOne<int8_t>();
  ExpectSameAsOneByOne<uint8_t>();
}

TEST(VectorMathTest, PaddedLengthIsTheNextMultiple) {
  EXPECT_EQ(PaddedLength(0), 0u);
  EXPECT_EQ(PaddedLength(1), kVectorWidth);
  EXPECT_EQ(PaddedLength(96), 96u);
  EXPECT_EQ(PaddedLength(97), 128u);
}

}  // namespace
}  // namespace zusage::alignment
