// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/variants.h"

#include <algorithm>
#include <array>
#include <string>

namespace zusage::alignment {
namespace {

constexpr float kOtherStem = 0.9f;
constexpr float kPart = 0.6f;      // of a compound all of whose parts are known
constexpr float kLonePart = 0.4f;  // of a compound that is known in part only
constexpr size_t kMinCompoundBytes = 8;
constexpr size_t kMinPartBytes = 4;
constexpr size_t kMinLonePartBytes = 5;
constexpr std::array<std::string_view, 6> kJoiners = {"s", "n", "es", "en", "er", "e"};

// What is known of one part of a compound.
class Parts {
 public:
  Parts(const Lexicon& lexicon, KnownStem known) : lexicon_(lexicon), known_(known) {}

  // The stem of `part`, which may end in a joiner if it is `joined` to another; "" if unknown.
  std::string_view StemOf(std::string_view part, bool joined) const {
    if (part.size() < kMinPartBytes) return "";
    std::string_view stem = Known(part);
    if (!stem.empty() || !joined) return stem;
    for (const std::string_view joiner : kJoiners) {
      if (part.size() < kMinPartBytes + joiner.size() || !part.ends_with(joiner)) continue;
      stem = Known(part.substr(0, part.size() - joiner.size()));
      if (!stem.empty()) return stem;
    }
    return "";
  }

 private:
  std::string_view Known(std::string_view part) const {
    const std::string_view stem = known_(part);
    return stem.empty() ? lexicon_.GermanStem(part) : stem;
  }

  const Lexicon& lexicon_;
  KnownStem known_;
};

bool StartsCharacter(std::string_view text, size_t i) {
  return (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80;
}

struct Split {
  std::string_view left;
  std::string_view right;
  size_t score = 0;
};

// The split into two of which most is known: both parts, the shorter one as long as can be.
Split BestSplit(std::string_view word, const Parts& parts) {
  Split best;
  for (size_t i = kMinPartBytes; i + kMinPartBytes <= word.size(); ++i) {
    if (!StartsCharacter(word, i)) continue;
    const std::string_view right = parts.StemOf(word.substr(i), /*joined=*/false);
    // Joiners are tried only where what follows is known: there are many places to look.
    const std::string_view left = parts.StemOf(word.substr(0, i), /*joined=*/!right.empty());
    size_t score = 0;
    if (!left.empty() && !right.empty()) {
      score = word.size() + std::min(i, word.size() - i);
    } else if (!right.empty() && word.size() - i >= kMinLonePartBytes) {
      score = word.size() - i;
    } else if (!left.empty() && i >= kMinLonePartBytes) {
      score = i;
    }
    if (score > best.score) best = {left, right, score};
  }
  return best;
}

void TakeWithTranslations(std::string_view stem, float weight, const Lexicon& lexicon,
                          TakeVariant take) {
  take(stem, weight);
  lexicon.Translate(stem, stem,
                    [&](std::string_view english, float sure) { take(english, weight * sure); });
}

}  // namespace

std::string_view GermanStemOf(const Word& word, const Lexicon& lexicon) {
  if (word.language == Language::kGerman) return word.stem;
  const std::string_view german = word.other_stem.empty() ? word.stem : word.other_stem;
  return lexicon.IsRatherGerman(word.stem, german) ? german : std::string_view();
}

void ForEachVariant(const Word& word, const Lexicon& lexicon, Related related, KnownStem known,
                    TakeVariant take) {
  take(word.stem, 1);
  if (!word.other_stem.empty()) take(word.other_stem, kOtherStem);
  if (word.exact) return;
  if (word.language == Language::kEnglish && related == Related::kWith) {
    lexicon.Related(word.stem, take);
  }
  const std::string_view german = GermanStemOf(word, lexicon);
  if (german.empty()) return;
  const std::string folded = Fold(word.surface);
  bool understood = !known(word.stem).empty();
  lexicon.Translate(folded, german, [&](std::string_view english, float sure) {
    take(english, sure);
    understood = true;
  });
  if (understood || folded.size() < kMinCompoundBytes) return;
  const Split split = BestSplit(folded, Parts(lexicon, known));
  const float weight = !split.left.empty() && !split.right.empty() ? kPart : kLonePart;
  if (!split.left.empty()) TakeWithTranslations(split.left, weight, lexicon, take);
  if (!split.right.empty()) TakeWithTranslations(split.right, weight, lexicon, take);
}

}  // namespace zusage::alignment
