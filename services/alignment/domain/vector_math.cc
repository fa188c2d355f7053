// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/vector_math.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

// What is written once is compiled twice: for every processor, and for those that hold eight floats
// in a register. Such code must not be inlined into what runs everywhere.
#if defined(__x86_64__)
#define ZUSAGE_WIDE __attribute__((target("avx2")))
#else
#define ZUSAGE_WIDE
#endif
#define ZUSAGE_INLINE __attribute__((always_inline)) inline

namespace zusage::alignment {
namespace {

bool HasWideRegisters() {
#if defined(__x86_64__)
  static const bool wide = __builtin_cpu_supports("avx2");
  return wide;
#else
  return false;
#endif
}

ZUSAGE_INLINE void SumProducts(const int8_t* query, size_t length, const int8_t* rows,
                               int32_t* sums, size_t count) {
  for (size_t row = 0; row < count; ++row, rows += length) {
    int32_t sum = 0;
    for (size_t i = 0; i < length; ++i) sum += int32_t{query[i]} * rows[i];
    sums[row] = sum;
  }
}

template <typename Value>
ZUSAGE_INLINE void SumTimes(float factor, const Value* values, size_t count, float* sums) {
  for (size_t i = 0; i < count; ++i) sums[i] += factor * static_cast<float>(values[i]);
}

#if defined(__x86_64__)
// Numbers of a query, and their sizes without the sign.
struct Asked {
  __m256i numbers;
  __m256i sizes;
};

ZUSAGE_WIDE inline Asked AskedAt(const int8_t* query) {
  const __m256i numbers = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(query));
  return {numbers, _mm256_abs_epi8(numbers)};
}

// Adds the products of thirty-two numbers, by fours. The processor multiplies bytes with a sign
// only by bytes without one, so that the sign of the query goes to the values. Two products are at
// most 2 * 127 * 127, which sixteen bits hold.
ZUSAGE_WIDE inline __m256i AddProducts(__m256i sums, Asked asked, const int8_t* values) {
  const __m256i row = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(values));
  const __m256i pairs = _mm256_maddubs_epi16(asked.sizes, _mm256_sign_epi8(row, asked.numbers));
  return _mm256_add_epi32(sums, _mm256_madd_epi16(pairs, _mm256_set1_epi16(1)));
}

// The sum of the eight numbers, and those of four times eight.
ZUSAGE_WIDE inline int32_t SumOf(__m256i sums) {
  __m128i four = _mm_add_epi32(_mm256_castsi256_si128(sums), _mm256_extracti128_si256(sums, 1));
  four = _mm_hadd_epi32(four, four);
  return _mm_cvtsi128_si32(_mm_hadd_epi32(four, four));
}
ZUSAGE_WIDE inline __m128i SumsOf(__m256i a, __m256i b, __m256i c, __m256i d) {
  const __m256i all = _mm256_hadd_epi32(_mm256_hadd_epi32(a, b), _mm256_hadd_epi32(c, d));
  return _mm_add_epi32(_mm256_castsi256_si128(all), _mm256_extracti128_si256(all, 1));
}

// Four rows at a time, so that each part of `query` is read once for them, then one by one.
ZUSAGE_WIDE void WideProducts(const int8_t* query, size_t length, const int8_t* rows, int32_t* sums,
                              size_t count) {
  if (length % kVectorWidth != 0) return SumProducts(query, length, rows, sums, count);
  size_t row = 0;
  for (; row + 4 <= count; row += 4, rows += 4 * length) {
    __m256i a = _mm256_setzero_si256(), b = a, c = a, d = a;
    for (size_t i = 0; i < length; i += kVectorWidth) {
      const Asked asked = AskedAt(query + i);
      a = AddProducts(a, asked, rows + i);
      b = AddProducts(b, asked, rows + length + i);
      c = AddProducts(c, asked, rows + 2 * length + i);
      d = AddProducts(d, asked, rows + 3 * length + i);
    }
    _mm_storeu_si128(reinterpret_cast<__m128i*>(sums + row), SumsOf(a, b, c, d));
  }
  for (; row < count; ++row, rows += length) {
    __m256i sum = _mm256_setzero_si256();
    for (size_t i = 0; i < length; i += kVectorWidth) {
      sum = AddProducts(sum, AskedAt(query + i), rows + i);
    }
    sums[row] = SumOf(sum);
  }
}

ZUSAGE_WIDE inline __m256i EightOf(const int8_t* values) {
  return _mm256_cvtepi8_epi32(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(values)));
}

ZUSAGE_WIDE inline __m256i EightOf(const uint8_t* values) {
  return _mm256_cvtepu8_epi32(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(values)));
}

template <typename Value>
ZUSAGE_WIDE void WideTimes(float factor, const Value* values, size_t count, float* sums) {
  const __m256 factors = _mm256_set1_ps(factor);
  size_t i = 0;
  for (; i + 8 <= count; i += 8) {
    const __m256 more = _mm256_mul_ps(factors, _mm256_cvtepi32_ps(EightOf(values + i)));
    _mm256_storeu_ps(sums + i, _mm256_add_ps(_mm256_loadu_ps(sums + i), more));
  }
  SumTimes(factor, values + i, count - i, sums + i);
}
#else
constexpr auto WideProducts = SumProducts;
template <typename Value>
constexpr auto WideTimes = SumTimes<Value>;
#endif

void NarrowProducts(const int8_t* query, size_t length, const int8_t* rows, int32_t* sums,
                    size_t count) {
  SumProducts(query, length, rows, sums, count);
}

template <typename Value>
void NarrowTimes(float factor, const Value* values, size_t count, float* sums) {
  SumTimes(factor, values, count, sums);
}

template <typename Value>
void Times(float factor, absl::Span<const Value> values, float* sums) {
  (HasWideRegisters() ? WideTimes<Value> : NarrowTimes<Value>)(factor, values.data(), values.size(),
                                                               sums);
}

}  // namespace

void Products(absl::Span<const int8_t> query, const int8_t* rows, absl::Span<int32_t> sums) {
  (HasWideRegisters() ? WideProducts : NarrowProducts)(query.data(), query.size(), rows,
                                                       sums.data(), sums.size());
}

void AddTimes(float factor, absl::Span<const int8_t> values, float* sums) {
  Times(factor, values, sums);
}

void AddTimes(float factor, absl::Span<const uint8_t> values, float* sums) {
  Times(factor, values, sums);
}

}  // namespace zusage::alignment
