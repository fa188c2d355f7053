// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/linguistics/wordnet.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <vector>

namespace zusage::alignment {
namespace {

constexpr size_t kSenses = 3;

// The fields of a line, which single blanks separate.
class Fields {
 public:
  explicit Fields(std::string_view line) : rest_(line) {}

  std::string_view Next() {
    const size_t end = std::min(rest_.find(' '), rest_.size());
    const std::string_view field = rest_.substr(0, end);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    return field;
  }

  // 0 for what is no number.
  uint64_t Number(int base) {
    const std::string_view field = Next();
    uint64_t number = 0;
    std::from_chars(field.data(), field.data() + field.size(), number, base);
    return number;
  }

  bool empty() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

std::string_view LineAt(std::string_view text, size_t at) {
  return text.substr(at, text.find('\n', at) - at);
}

template <typename Take>
void ForEachEntry(std::string_view text, Take take) {
  for (size_t at = 0; at < text.size();) {
    const std::string_view line = LineAt(text, at);
    if (!line.starts_with(' ')) take(line);  // the licence is indented
    at += line.size() + 1;
  }
}

// Fields of the index after the word: part of speech, number of meanings, number of pointers, the
// pointers, two counts, then the places of the meanings.
std::vector<uint64_t> PlacesOf(Fields& fields) {
  fields.Next();
  const uint64_t meanings = fields.Number(10);
  const uint64_t pointers = fields.Number(10);
  for (uint64_t i = 0; i < pointers + 2 && !fields.empty(); ++i) fields.Next();
  std::vector<uint64_t> places;
  while (places.size() < std::min<uint64_t>(meanings, kSenses) && !fields.empty()) {
    places.push_back(fields.Number(10));
  }
  return places;
}

// Fields of a meaning: place, file, sort, number of words, then each word and a number.
std::vector<std::string_view> WordsAt(std::string_view data, uint64_t place) {
  std::vector<std::string_view> words;
  if (place >= data.size()) return words;
  Fields fields(LineAt(data, place));
  for (int i = 0; i < 3; ++i) fields.Next();
  const uint64_t count = fields.Number(16);
  for (uint64_t i = 0; i < count && !fields.empty(); ++i) {
    std::string_view word = fields.Next();
    words.push_back(word.substr(0, word.find('(')));  // "galore(ip)"
    fields.Next();
  }
  return words;
}

bool IsOneWord(std::string_view word) { return word.find_first_of("_-.") == word.npos; }

}  // namespace

void ReadSynonyms(std::string_view index, std::string_view data, TakeSynonym take) {
  ForEachEntry(index, [&](std::string_view line) {
    Fields fields(line);
    const std::string_view word = fields.Next();
    if (!IsOneWord(word)) return;
    for (const uint64_t place : PlacesOf(fields)) {
      for (const std::string_view other : WordsAt(data, place)) {
        if (IsOneWord(other) && other != word) take(word, other);
      }
    }
  });
}

void ReadGlosses(std::string_view data, absl::FunctionRef<void(std::string_view)> take) {
  ForEachEntry(data, [&](std::string_view line) {
    const size_t bar = line.find(" | ");
    if (bar != line.npos) take(line.substr(bar + 3));
  });
}

}  // namespace zusage::alignment
