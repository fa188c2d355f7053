// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/element_names.h"

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_map.h"

namespace zusage::alignment {
namespace {

// Writes lists one after the other, and where each starts.
template <typename Value>
void WriteOut(const std::vector<std::vector<Value>>& lists, std::vector<uint32_t>& first,
              std::vector<Value>& values) {
  for (const std::vector<Value>& list : lists) {
    first.push_back(static_cast<uint32_t>(values.size()));
    values.insert(values.end(), list.begin(), list.end());
  }
  first.push_back(static_cast<uint32_t>(values.size()));
}

}  // namespace

ElementNames::ElementNames(absl::Span<const Name> names, size_t elements, size_t terms,
                           float damping)
    : elements_(elements) {
  // Words that are known by the same terms are always held together, so that they are one.
  absl::flat_hash_map<std::vector<TermId>, uint32_t> numbers;
  std::vector<std::vector<Place>> places;
  std::vector<std::vector<uint32_t>> known(terms);
  for (const Name& name : names) {
    float mass = 0;
    for (const NameWord& word : name.words) {
      std::vector<TermId> known_by = word.known_by;
      std::sort(known_by.begin(), known_by.end());
      known_by.erase(std::unique(known_by.begin(), known_by.end()), known_by.end());
      const auto [found, is_new] =
          numbers.try_emplace(std::move(known_by), static_cast<uint32_t>(places.size()));
      if (is_new) {
        places.emplace_back();
        for (const TermId term : found->first) known[term].push_back(found->second);
      }
      places[found->second].push_back({static_cast<uint32_t>(element_of_.size()), word.mass});
      mass += word.mass;
    }
    element_of_.push_back(name.element);
    shares_.push_back(mass > 0 ? 1 / (mass + damping) : 0);
  }
  WriteOut(known, first_word_, words_);
  WriteOut(places, first_place_, places_);
}

HeldNames::HeldNames(const ElementNames& names)
    : names_(names), held_(names.first_place_.empty() ? 0 : names.first_place_.size() - 1) {}

void HeldNames::Add(uint32_t position, TermId term, float sure) {
  if (sure <= 0) return;
  for (uint32_t i = names_.first_word_[term]; i < names_.first_word_[term + 1]; ++i) {
    const uint32_t word = names_.words_[i];
    Held& held = held_[word];
    if (held.sum == 0) met_.push_back(word);
    if (held.position != position) {
      held.position = position;
      held.surest = 0;
    }
    if (sure <= held.surest) continue;
    held.sum += sure - held.surest;
    held.surest = sure;
  }
}

std::vector<float> HeldNames::Covers() const {
  std::vector<float> masses(names_.shares_.size(), 0);
  for (const uint32_t word : met_) {
    for (uint32_t i = names_.first_place_[word]; i < names_.first_place_[word + 1]; ++i) {
      masses[names_.places_[i].name] += held_[word].sum * names_.places_[i].mass;
    }
  }
  std::vector<float> covers(names_.elements_, 0);
  for (size_t name = 0; name < masses.size(); ++name) {
    float& cover = covers[names_.element_of_[name]];
    cover = std::max(cover, masses[name] * names_.shares_[name]);
  }
  return covers;
}

}  // namespace zusage::alignment
