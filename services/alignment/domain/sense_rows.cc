// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/sense_rows.h"

#include <algorithm>
#include <cmath>

#include "services/alignment/domain/vector_math.h"

namespace zusage::alignment {
namespace {

constexpr float kLeastCosine = 0.3f;
constexpr float kWhole = 255;

}  // namespace

SenseRows::SenseRows(const Lexicon& lexicon, size_t elements, std::vector<Mentioned> mentioned)
    : lexicon_(lexicon),
      elements_(elements),
      stride_(PaddedLength(lexicon.dimensions())),
      rows_(std::make_unique<std::atomic<const uint8_t*>[]>(lexicon.stems())) {
  std::sort(mentioned.begin(), mentioned.end());
  mentioned.erase(std::unique(mentioned.begin(), mentioned.end()), mentioned.end());
  for (const auto& [stem, element] : mentioned) {
    if (words_.empty() || words_.back() != stem) {
      words_.push_back(stem);
      first_element_.push_back(static_cast<uint32_t>(element_numbers_.size()));
    }
    element_numbers_.push_back(element);
  }
  first_element_.push_back(static_cast<uint32_t>(element_numbers_.size()));
  vectors_.assign(words_.size() * stride_, 0);
  for (uint32_t word = 0; word < words_.size(); ++word) {
    const Lexicon::SmallVector vector = lexicon_.VectorOf(words_[word]);
    std::copy(vector.values.begin(), vector.values.end(),
              vectors_.begin() + static_cast<ptrdiff_t>(word * stride_));
    factors_.push_back(vector.factor);
    lexicon_.RelatedTo(words_[word], [&](uint32_t stem, float weight) {
      relations_.push_back({stem, word, weight});
    });
  }
  std::sort(relations_.begin(), relations_.end(), [](const Relation& a, const Relation& b) {
    return a.stem != b.stem ? a.stem < b.stem : a.word < b.word;
  });
}

SenseRows::~SenseRows() {
  for (size_t stem = 0; stem < lexicon_.stems(); ++stem) delete[] rows_[stem].load();
}

const uint8_t* SenseRows::Row(uint32_t stem) const {
  const uint8_t* known = rows_[stem].load(std::memory_order_acquire);
  if (known != nullptr) return known;
  if ((kept() + 1) * elements_ > kMaxRowBytes) {
    static thread_local std::vector<uint8_t> passing;
    passing.assign(elements_, 0);
    Write(stem, passing.data());
    return passing.data();
  }
  auto row = std::make_unique<uint8_t[]>(elements_);
  Write(stem, row.get());
  // Another thread may have been faster; both rows are the same.
  if (rows_[stem].compare_exchange_strong(known, row.get(), std::memory_order_acq_rel)) {
    kept_.fetch_add(1, std::memory_order_relaxed);
    return row.release();
  }
  return known;
}

void SenseRows::RaiseWord(size_t word, float match, uint8_t* row) const {
  const uint8_t value = static_cast<uint8_t>(std::lrint(kWhole * std::min(match, 1.0f)));
  for (uint32_t i = first_element_[word]; i < first_element_[word + 1]; ++i) {
    uint8_t& best = row[element_numbers_[i]];
    best = std::max(best, value);
  }
}

void SenseRows::Write(uint32_t stem, uint8_t* row) const {
  const auto find = [this](uint32_t number) {
    return static_cast<size_t>(std::lower_bound(words_.begin(), words_.end(), number) -
                               words_.begin());
  };
  const auto raise = [&](uint32_t number, float match) {
    const size_t word = find(number);
    if (word < words_.size() && words_[word] == number) RaiseWord(word, match, row);
  };
  raise(stem, 1);
  lexicon_.RelatedTo(stem, raise);
  const auto by_stem = [](const Relation& relation, uint32_t value) {
    return relation.stem < value;
  };
  for (auto i = std::lower_bound(relations_.begin(), relations_.end(), stem, by_stem);
       i != relations_.end() && i->stem == stem; ++i) {
    RaiseWord(i->word, i->weight, row);
  }
  const Lexicon::SmallVector vector = lexicon_.VectorOf(stem);
  if (vector.values.empty()) return;
  std::vector<int8_t> padded(stride_, 0);
  std::copy(vector.values.begin(), vector.values.end(), padded.begin());
  std::vector<int32_t> products(words_.size());
  Products(padded, vectors_.data(), absl::MakeSpan(products));
  for (size_t word = 0; word < words_.size(); ++word) {
    const float cosine = static_cast<float>(products[word]) * vector.factor * factors_[word];
    if (cosine >= kLeastCosine) RaiseWord(word, cosine * cosine, row);
  }
}

}  // namespace zusage::alignment
