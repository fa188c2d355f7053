// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_STORAGE_POSTGRES_ARGUMENTS_H_
#define ZUSAGE_STORAGE_POSTGRES_ARGUMENTS_H_

#include <array>
#include <charconv>
#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "storage/connection.h"

namespace zusage::storage {

inline constexpr int kTextFormat = 0;
inline constexpr int kBinaryFormat = 1;

// A number as text, so that the server may have guessed any type of number.
class Digits {
 public:
  template <typename Number>
  explicit Digits(Number number) {
    end_ = std::to_chars(text_.data(), text_.data() + text_.size(), number).ptr;
  }
  std::string_view text() const { return {text_.data(), static_cast<size_t>(end_ - text_.data())}; }

 private:
  std::array<char, 32> text_;
  char* end_;
};

// The values of a statement's parameters as the server reads them: numbers as text, text and bytes
// as they are. They are copied, so that they may be kept.
class Arguments {
 public:
  void Add(const Value& value) {
    if (const auto* text = std::get_if<std::string_view>(&value)) return AddBytes(*text);
    if (const auto* blob = std::get_if<Blob>(&value)) return AddBytes(blob->bytes);
    if (const auto* number = std::get_if<int64_t>(&value)) return AddNumber(*number);
    if (const auto* real = std::get_if<double>(&value)) return AddNumber(*real);
    cells_.push_back({kNull, 0, kBinaryFormat});
  }
  void Clear() {
    cells_.clear();
    bytes_.clear();
  }

  size_t size() const { return cells_.size(); }
  size_t bytes() const { return bytes_.size(); }

  // `count` of them from the `first` on, as libpq takes them; as long as nothing is added.
  struct View {
    std::vector<const char*> values;
    std::vector<int> lengths;
    std::vector<int> formats;
    int size() const { return static_cast<int>(values.size()); }
  };
  View Take(size_t first, size_t count) const {
    View view;
    view.values.reserve(count);
    view.lengths.reserve(count);
    view.formats.reserve(count);
    for (size_t i = first; i < first + count; ++i) {
      const Cell& cell = cells_[i];
      view.values.push_back(cell.offset == kNull ? nullptr : bytes_.data() + cell.offset);
      view.lengths.push_back(static_cast<int>(cell.length));
      view.formats.push_back(cell.format);
    }
    return view;
  }

  // Everything that they say, for a comparison with others of the same statement.
  std::string Key() const {
    std::string key;
    key.reserve(cells_.size() * sizeof(size_t) + bytes_.size());
    for (const Cell& cell : cells_) {
      const size_t length = cell.offset == kNull ? kNull : cell.length;
      key.append(reinterpret_cast<const char*>(&length), sizeof(length));
    }
    return key += bytes_;
  }

 private:
  static constexpr size_t kNull = ~size_t{0};
  struct Cell {
    size_t offset;
    size_t length;
    int format;
  };

  void AddBytes(std::string_view bytes) {
    cells_.push_back({bytes_.size(), bytes.size(), kBinaryFormat});
    bytes_ += bytes;
  }
  template <typename Number>
  void AddNumber(Number number) {
    const Digits digits(number);
    cells_.push_back({bytes_.size(), digits.text().size(), kTextFormat});
    bytes_ += digits.text();
    bytes_ += '\0';  // where text ends for libpq
  }

  std::vector<Cell> cells_;
  std::string bytes_;
};

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_POSTGRES_ARGUMENTS_H_
