// SPDX-License-Identifier: Apache-2.0
//
// Sums over small vectors, as wide as the processor's registers are. The results are the same on
// every processor: whole numbers are exact, and floats are added in the same order.
#ifndef ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_VECTOR_MATH_H_
#define ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_VECTOR_MATH_H_

#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"

namespace zusage::alignment {

// Vectors whose length is a multiple of this are added up fastest.
inline constexpr size_t kVectorWidth = 32;

constexpr size_t PaddedLength(size_t length) {
  return (length + kVectorWidth - 1) / kVectorWidth * kVectorWidth;
}

// The sum of products of `query` with each of the rows, which follow each other and are as long as
// it is; `sums` has a number for each row. All numbers are from -127 to 127, at most 100,000 in a
// row.
void Products(absl::Span<const int8_t> query, const int8_t* rows, absl::Span<int32_t> sums);

// Adds `factor` times the values to as many numbers at `sums`.
void AddTimes(float factor, absl::Span<const int8_t> values, float* sums);
void AddTimes(float factor, absl::Span<const uint8_t> values, float* sums);

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_VECTOR_MATH_H_
