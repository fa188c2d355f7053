// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/linguistics/dense_matrix.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace zusage::alignment {
namespace {

constexpr int kSweeps = 30;           // a few suffice; more would mean that it never ends
constexpr double kDone = 1e-18;       // off the diagonal, relative to all, squared
constexpr double kNegligible = 1e-9;  // of the largest eigenvalue: no dimension of its own

double SquaresOffDiagonal(const SmallMatrix& matrix) {
  double squares = 0;
  for (size_t i = 0; i < matrix.size; ++i) {
    for (size_t j = 0; j < matrix.size; ++j) {
      if (i != j) squares += matrix.At(i, j) * matrix.At(i, j);
    }
  }
  return squares;
}

struct Rotation {
  double cosine;
  double sine;
};

// The rotation of axes p and q that makes their product zero.
Rotation RotationFor(const SmallMatrix& matrix, size_t p, size_t q) {
  const double tau = (matrix.At(q, q) - matrix.At(p, p)) / (2 * matrix.At(p, q));
  const double tangent = (tau >= 0 ? 1 : -1) / (std::abs(tau) + std::sqrt(1 + tau * tau));
  const double cosine = 1 / std::sqrt(1 + tangent * tangent);
  return {cosine, tangent * cosine};
}

void RotateRows(SmallMatrix& matrix, size_t p, size_t q, const Rotation& rotation) {
  double* one = &matrix.values[p * matrix.size];
  double* other = &matrix.values[q * matrix.size];
  for (size_t i = 0; i < matrix.size; ++i) {
    const double a = one[i], b = other[i];
    one[i] = rotation.cosine * a - rotation.sine * b;
    other[i] = rotation.sine * a + rotation.cosine * b;
  }
}

void RotateColumns(SmallMatrix& matrix, size_t p, size_t q, const Rotation& rotation) {
  for (size_t i = 0; i < matrix.size; ++i) {
    const double a = matrix.At(i, p), b = matrix.At(i, q);
    matrix.At(i, p) = rotation.cosine * a - rotation.sine * b;
    matrix.At(i, q) = rotation.sine * a + rotation.cosine * b;
  }
}

}  // namespace

Eigen EigenOf(SmallMatrix matrix) {
  const size_t size = matrix.size;
  SmallMatrix axes(size);  // as rows, which lie together in memory
  for (size_t i = 0; i < size; ++i) axes.At(i, i) = 1;
  double all = 0;
  for (const double value : matrix.values) all += value * value;
  for (int sweep = 0; sweep < kSweeps && SquaresOffDiagonal(matrix) > kDone * all; ++sweep) {
    for (size_t p = 0; p < size; ++p) {
      for (size_t q = p + 1; q < size; ++q) {
        if (matrix.At(p, q) * matrix.At(p, q) <= kDone * all / double(size * size)) continue;
        const Rotation rotation = RotationFor(matrix, p, q);
        RotateRows(matrix, p, q, rotation);
        RotateColumns(matrix, p, q, rotation);
        RotateRows(axes, p, q, rotation);
      }
    }
  }
  std::vector<size_t> order(size);
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&matrix](size_t a, size_t b) { return matrix.At(a, a) > matrix.At(b, b); });
  Eigen eigen{{}, SmallMatrix(size)};
  for (size_t i = 0; i < size; ++i) {
    eigen.values.push_back(matrix.At(order[i], order[i]));
    for (size_t j = 0; j < size; ++j) eigen.vectors.At(j, i) = axes.At(order[i], j);
  }
  return eigen;
}

DenseMatrix DenseMatrix::Random(size_t rows, size_t columns) {
  DenseMatrix matrix(rows, columns);
  uint64_t state = 1;
  for (float& value : matrix.values_) {  // SplitMix64 (Steele, Lea and Flood, 2014)
    uint64_t z = (state += 0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    value = (z ^ (z >> 31)) & 1 ? 1.0f : -1.0f;
  }
  return matrix;
}

SmallMatrix DenseMatrix::Gram() const {
  SmallMatrix gram(columns_);
  std::vector<float> part(columns_ * columns_, 0);
  constexpr size_t kRowsInFloat = 256;  // sums of more would lose digits
  const auto flush = [&] {
    for (size_t i = 0; i < part.size(); ++i) gram.values[i] += part[i];
    std::fill(part.begin(), part.end(), 0.0f);
  };
  for (size_t row = 0; row < rows_; ++row) {
    const float* values = Row(row);
    for (size_t i = 0; i < columns_; ++i) {
      float* sums = part.data() + i * columns_;
      for (size_t j = 0; j <= i; ++j) sums[j] += values[i] * values[j];
    }
    if (row % kRowsInFloat == kRowsInFloat - 1) flush();
  }
  flush();
  for (size_t i = 0; i < columns_; ++i) {
    for (size_t j = 0; j < i; ++j) gram.At(j, i) = gram.At(i, j);
  }
  return gram;
}

DenseMatrix DenseMatrix::TimesLeading(const SmallMatrix& right, size_t count) const {
  DenseMatrix product(rows_, count);
  for (size_t row = 0; row < rows_; ++row) {
    float* sums = product.Row(row);
    for (size_t i = 0; i < columns_; ++i) {
      const float value = At(row, i);
      const double* factors = &right.values[i * right.size];
      for (size_t j = 0; j < count; ++j) sums[j] += value * static_cast<float>(factors[j]);
    }
  }
  return product;
}

void DenseMatrix::MakeOrthonormal() {
  // Twice: the first time leaves small errors where lengths differ much.
  for (int i = 0; i < 2; ++i) {
    Eigen gram = EigenOf(Gram());
    size_t count = 0;
    while (count < columns_ && gram.values[count] > kNegligible * gram.values[0]) ++count;
    for (size_t row = 0; row < columns_; ++row) {
      for (size_t j = 0; j < count; ++j) gram.vectors.At(row, j) /= std::sqrt(gram.values[j]);
    }
    *this = TimesLeading(gram.vectors, count);
  }
}

SparseMatrix::SparseMatrix(const std::vector<std::vector<Entry>>& rows) {
  for (const std::vector<Entry>& row : rows) {
    entries_.insert(entries_.end(), row.begin(), row.end());
    ends_.push_back(entries_.size());
  }
}

DenseMatrix SparseMatrix::Times(const DenseMatrix& right) const {
  DenseMatrix product(size(), right.columns());
  for (size_t row = 0, next = 0; row < size(); ++row) {
    float* sums = product.Row(row);
    for (; next < ends_[row]; ++next) {
      const float* values = right.Row(entries_[next].column);
      const float factor = entries_[next].value;
      for (size_t i = 0; i < right.columns(); ++i) sums[i] += factor * values[i];
    }
  }
  return product;
}

DenseMatrix SparseMatrix::TransposedTimes(const DenseMatrix& right) const {
  DenseMatrix product(size(), right.columns());
  for (size_t row = 0, next = 0; row < size(); ++row) {
    const float* values = right.Row(row);
    for (; next < ends_[row]; ++next) {
      float* sums = product.Row(entries_[next].column);
      const float factor = entries_[next].value;
      for (size_t i = 0; i < right.columns(); ++i) sums[i] += factor * values[i];
    }
  }
  return product;
}

}  // namespace zusage::alignment
