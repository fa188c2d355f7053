// SPDX-License-Identifier: Apache-2.0
//
// As much linear algebra as word vectors need.
#ifndef ZUSAGE_SERVICES_ALIGNMENT_LINGUISTICS_DENSE_MATRIX_H_
#define ZUSAGE_SERVICES_ALIGNMENT_LINGUISTICS_DENSE_MATRIX_H_

#include <cstddef>
#include <cstdint>
#include <vector>

namespace zusage::alignment {

// A symmetric matrix of few rows.
struct SmallMatrix {
  explicit SmallMatrix(size_t size) : size(size), values(size * size, 0) {}
  double& At(size_t row, size_t column) { return values[row * size + column]; }
  double At(size_t row, size_t column) const { return values[row * size + column]; }

  size_t size;
  std::vector<double> values;
};

// Eigenvalues, largest first, and their vectors as columns.
struct Eigen {
  std::vector<double> values;
  SmallMatrix vectors;
};

// By Jacobi's rotations (Golub and Van Loan, Matrix Computations, 8.5).
Eigen EigenOf(SmallMatrix matrix);

// Many rows, few columns.
class DenseMatrix {
 public:
  DenseMatrix(size_t rows, size_t columns)
      : rows_(rows), columns_(columns), values_(rows * columns, 0) {}

  // Of signs that look like chance and are always the same.
  static DenseMatrix Random(size_t rows, size_t columns);

  size_t rows() const { return rows_; }
  size_t columns() const { return columns_; }
  float& At(size_t row, size_t column) { return values_[row * columns_ + column]; }
  float At(size_t row, size_t column) const { return values_[row * columns_ + column]; }
  float* Row(size_t row) { return values_.data() + row * columns_; }
  const float* Row(size_t row) const { return values_.data() + row * columns_; }

  // The products of all columns with each other.
  SmallMatrix Gram() const;

  // This times the first `count` columns of `right`.
  DenseMatrix TimesLeading(const SmallMatrix& right, size_t count) const;

  // Replaces the columns by as many as their space has dimensions, of length 1 and at right angles.
  void MakeOrthonormal();

 private:
  size_t rows_;
  size_t columns_;
  std::vector<float> values_;
};

// Square, by rows.
class SparseMatrix {
 public:
  struct Entry {
    uint32_t column;
    float value;
  };
  explicit SparseMatrix(const std::vector<std::vector<Entry>>& rows);

  size_t size() const { return ends_.size(); }
  DenseMatrix Times(const DenseMatrix& right) const;
  DenseMatrix TransposedTimes(const DenseMatrix& right) const;

 private:
  std::vector<size_t> ends_;  // by row
  std::vector<Entry> entries_;
};

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_LINGUISTICS_DENSE_MATRIX_H_
