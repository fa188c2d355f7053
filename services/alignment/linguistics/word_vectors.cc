// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/linguistics/word_vectors.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "services/alignment/linguistics/dense_matrix.h"

namespace zusage::alignment {
namespace {

constexpr uint32_t kWindow = 5;
constexpr double kLeastCount = 0.7;  // of a word and a context; what is rarer is chance
constexpr double kSmoothing = 0.75;  // of how probable a context is
constexpr size_t kSpare = 10;        // dimensions beside those asked for
constexpr int kPowerRounds = 2;
constexpr size_t kCommonDimensions =
    3;  // the first ones say how common a word is, not what it means
constexpr uint32_t kNone = UINT32_MAX;

// The most frequent words, and the number of each.
struct Vocabulary {
  std::vector<StemId> stems;
  std::vector<uint32_t> numbers;  // by stem; kNone for those left out
};

Vocabulary VocabularyOf(absl::Span<const StemId> texts, size_t stem_count,
                        const VectorOptions& options) {
  std::vector<uint32_t> counts(stem_count, 0);
  for (const StemId stem : texts) {
    if (stem != kTextEnd) ++counts[stem];
  }
  Vocabulary vocabulary;
  for (StemId stem = 0; stem < stem_count; ++stem) {
    if (counts[stem] >= options.least) vocabulary.stems.push_back(stem);
  }
  std::stable_sort(vocabulary.stems.begin(), vocabulary.stems.end(),
                   [&counts](StemId a, StemId b) { return counts[a] > counts[b]; });
  if (vocabulary.stems.size() > options.words) vocabulary.stems.resize(options.words);
  vocabulary.numbers.assign(stem_count, kNone);
  for (uint32_t i = 0; i < vocabulary.stems.size(); ++i) {
    vocabulary.numbers[vocabulary.stems[i]] = i;
  }
  return vocabulary;
}

// How often words stand beside each other: nearer ones count more, up to kWindow words apart, words
// outside of the vocabulary left out. Each pair once, the smaller number first, sorted.
struct Neighbours {
  uint32_t one;
  uint32_t other;
  double count;
};

std::vector<Neighbours> CountNeighbours(absl::Span<const StemId> texts,
                                        const Vocabulary& vocabulary) {
  std::vector<uint64_t> met;  // both words in 30 bits each, how near they are in four
  std::vector<uint32_t> before;
  for (const StemId stem : texts) {
    if (stem == kTextEnd) before.clear();
    if (stem == kTextEnd || vocabulary.numbers[stem] == kNone) continue;
    const uint32_t word = vocabulary.numbers[stem];
    for (uint32_t i = 0; i < before.size(); ++i) {
      const uint64_t nearness = kWindow - (before.size() - 1 - i);
      const auto [low, high] = std::minmax(word, before[i]);
      met.push_back(uint64_t{low} << 34 | uint64_t{high} << 4 | nearness);
    }
    before.push_back(word);
    if (before.size() > kWindow) before.erase(before.begin());
  }
  std::sort(met.begin(), met.end());
  std::vector<Neighbours> neighbours;
  for (size_t i = 0; i < met.size();) {
    const uint64_t pair = met[i] >> 4;
    double count = 0;
    for (; i < met.size() && met[i] >> 4 == pair; ++i) {
      count += static_cast<double>(met[i] & 15) / kWindow;
    }
    if (count <= kLeastCount) continue;
    neighbours.push_back(
        {static_cast<uint32_t>(pair >> 30), static_cast<uint32_t>(pair & ((1u << 30) - 1)), count});
  }
  return neighbours;
}

// Positive pointwise mutual information of words (rows) and contexts (columns).
SparseMatrix Information(const std::vector<Neighbours>& neighbours, size_t words) {
  std::vector<double> totals(words, 0);
  for (const Neighbours& pair : neighbours) {
    totals[pair.one] += pair.count;
    totals[pair.other] += pair.count;
  }
  double smoothed = 0;
  for (const double total : totals) smoothed += std::pow(total, kSmoothing);
  std::vector<std::vector<SparseMatrix::Entry>> rows(words);
  const auto add = [&](uint32_t word, uint32_t context, double count) {
    const double expected = totals[word] * std::pow(totals[context], kSmoothing) / smoothed;
    if (count > expected) {
      rows[word].push_back({context, static_cast<float>(std::log(count / expected))});
    }
  };
  for (const Neighbours& pair : neighbours) {
    add(pair.one, pair.other, pair.count);
    if (pair.one != pair.other) add(pair.other, pair.one, pair.count);
  }
  return SparseMatrix(rows);
}

// The first left singular vectors of `matrix`, each times the root of its singular value.
DenseMatrix Embed(const SparseMatrix& matrix, size_t dimensions) {
  DenseMatrix range = matrix.Times(DenseMatrix::Random(matrix.size(), dimensions + kSpare));
  for (int i = 0; i < kPowerRounds; ++i) {
    range.MakeOrthonormal();
    range = matrix.Times(matrix.TransposedTimes(range));
  }
  range.MakeOrthonormal();
  const Eigen inner = EigenOf(matrix.TransposedTimes(range).Gram());
  DenseMatrix vectors = range.TimesLeading(inner.vectors, std::min(dimensions, range.columns()));
  for (size_t row = 0; row < vectors.rows(); ++row) {
    for (size_t i = 0; i < vectors.columns(); ++i) {
      // The eigenvalue is the square of the singular value.
      vectors.At(row, i) *= static_cast<float>(std::pow(std::max(inner.values[i], 0.0), 0.25));
    }
  }
  return vectors;
}

void MakeUnit(float* values, size_t count) {
  double squares = 0;
  for (size_t i = 0; i < count; ++i) squares += double{values[i]} * values[i];
  if (squares <= 0) return;
  const float factor = static_cast<float>(1 / std::sqrt(squares));
  for (size_t i = 0; i < count; ++i) values[i] *= factor;
}

// Of unit length, without what all have in common.
std::vector<float> Centred(const DenseMatrix& vectors) {
  const size_t skip = vectors.columns() > 2 * kCommonDimensions ? kCommonDimensions : 0;
  const size_t dimensions = vectors.columns() - skip;
  std::vector<float> values;
  for (size_t row = 0; row < vectors.rows(); ++row) {
    for (size_t i = skip; i < vectors.columns(); ++i) values.push_back(vectors.At(row, i));
    MakeUnit(values.data() + row * dimensions, dimensions);
  }
  for (size_t i = 0; i < dimensions; ++i) {
    double mean = 0;
    for (size_t row = 0; row < vectors.rows(); ++row) mean += values[row * dimensions + i];
    mean /= static_cast<double>(vectors.rows());
    for (size_t row = 0; row < vectors.rows(); ++row) {
      values[row * dimensions + i] -= static_cast<float>(mean);
    }
  }
  for (size_t row = 0; row < vectors.rows(); ++row) {
    MakeUnit(values.data() + row * dimensions, dimensions);
  }
  return values;
}

}  // namespace

WordVectors FindWordVectors(absl::Span<const StemId> texts, size_t stem_count,
                            const VectorOptions& options) {
  Vocabulary vocabulary = VocabularyOf(texts, stem_count, options);
  WordVectors result;
  if (vocabulary.stems.empty()) return result;
  const std::vector<Neighbours> neighbours = CountNeighbours(texts, vocabulary);
  const SparseMatrix information = Information(neighbours, vocabulary.stems.size());
  const size_t most = std::min(options.dimensions + kCommonDimensions, vocabulary.stems.size());
  const DenseMatrix vectors = Embed(information, most);
  result.values = Centred(vectors);
  result.dimensions = result.values.size() / vocabulary.stems.size();
  result.stems = std::move(vocabulary.stems);
  return result;
}

}  // namespace zusage::alignment
