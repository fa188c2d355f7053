// SPDX-License-Identifier: Apache-2.0
//
// What the elements of a strategy are called, and how much of that a wish holds.
//
// A word of a name is known by terms: its own stem and all that it may be found under (variants.h).
// Each of them counts whole: weighing them by how likely they are meant, or how near they are, gave
// worse odds with linguistic data and without (docs/check.md).
#ifndef ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_ELEMENT_NAMES_H_
#define ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_ELEMENT_NAMES_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "services/alignment/domain/packed_bag.h"

namespace zusage::alignment {

// Immutable, so safe to share between threads.
class ElementNames {
 public:
  struct NameWord {
    std::vector<TermId> known_by;
    float mass = 0;  // how rare it is, and how much of a word; above 0
  };
  // A title or an alias.
  struct Name {
    uint32_t element = 0;
    std::vector<NameWord> words;
  };

  // Nothing is called anything.
  ElementNames() = default;

  // Elements and terms are numbered from 0 on. `damping` is what is added to the mass of a name, so
  // that one of a single usual word says less than one of two rare ones.
  ElementNames(absl::Span<const Name> names, size_t elements, size_t terms, float damping);

 private:
  friend class HeldNames;

  // Where a word of names stands.
  struct Place {
    uint32_t name;
    float mass;
  };

  size_t elements_ = 0;
  std::vector<uint32_t> element_of_;   // by name
  std::vector<float> shares_;          // by name: of it, what one of mass is
  std::vector<uint32_t> first_word_;   // by term, and one more at the end
  std::vector<uint32_t> words_;        // of names, those known by the term
  std::vector<uint32_t> first_place_;  // by word of names, and one more at the end
  std::vector<Place> places_;
};

// What one wish holds of names, collected word by word. `names` must outlive it.
class HeldNames {
 public:
  explicit HeldNames(const ElementNames& names);

  // That a word of the wish, by its position there, means a term, as far as `sure` says, 0 to 1.
  // All that one word means is added before the next one's: of these the surest counts.
  void Add(uint32_t position, TermId term, float sure);

  // By element: how much of the best of its names the words so far hold, 0 to about 1. More than 1
  // where several words of the wish hold the same word of a name.
  std::vector<float> Covers() const;

 private:
  struct Held {
    uint32_t position = UINT32_MAX;  // the last that held it
    float surest = 0;                // of what that one means
    float sum = 0;                   // over all positions
  };

  const ElementNames& names_;
  std::vector<Held> held_;     // by word of names
  std::vector<uint32_t> met_;  // those of them that are held at all
};

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_ELEMENT_NAMES_H_
