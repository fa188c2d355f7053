// SPDX-License-Identifier: Apache-2.0
#include "services/directory/domain/likeness.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <utility>

#include "absl/types/span.h"

namespace zusage::directory {
namespace {

// A word in plain letters, and as it is written.
struct Word {
  std::u32string plain;
  std::u32string written;
};
using Words = std::vector<Word>;

// Legal forms as they look once dots are gone and accents are plain, of a word or several: those of
// Europe and America, and what else is usual in Latin or Cyrillic.
constexpr std::array kLegalForms =
    std::to_array<std::u32string_view>({U"ab",
                                        U"ag",
                                        U"aktiengesellschaft",
                                        U"aps",
                                        U"as",
                                        U"asa",
                                        U"bhd",
                                        U"bv",
                                        U"bvba",
                                        U"co",
                                        U"company",
                                        U"cokg",
                                        U"corp",
                                        U"corporation",
                                        U"cv",
                                        U"dd",
                                        U"doo",
                                        U"eg",
                                        U"eirl",
                                        U"eireli",
                                        U"ek",
                                        U"ev",
                                        U"gbr",
                                        U"gesmbh",
                                        U"ggmbh",
                                        U"gmbh",
                                        U"gmbhcokg",
                                        U"haftungsbeschrankt",
                                        U"inc",
                                        U"incorporated",
                                        U"kft",
                                        U"kg",
                                        U"kgaa",
                                        U"kk",
                                        U"lda",
                                        U"limited",
                                        U"llc",
                                        U"llp",
                                        U"lp",
                                        U"ltd",
                                        U"ltda",
                                        U"mbb",
                                        U"mbh",
                                        U"nv",
                                        U"ohg",
                                        U"oy",
                                        U"oyj",
                                        U"partg",
                                        U"partgmbb",
                                        U"plc",
                                        U"private",
                                        U"pte",
                                        U"pty",
                                        U"pvt",
                                        U"sa",
                                        U"sab",
                                        U"sae",
                                        U"sagl",
                                        U"sarl",
                                        U"sas",
                                        U"sasu",
                                        U"sca",
                                        U"scrl",
                                        U"scs",
                                        U"sdn",
                                        U"se",
                                        U"sl",
                                        U"slu",
                                        U"snc",
                                        U"spa",
                                        U"sprl",
                                        U"srl",
                                        U"sro",
                                        U"ug",
                                        U"unlimited",
                                        U"vof",
                                        U"zrt",
                                        U"ооо",
                                        U"оао",
                                        U"пао",
                                        U"зао",
                                        U"ао",
                                        U"eingetragene genossenschaft",
                                        U"sp z oo",
                                        U"spolka z oo"});

// They join words or stand between a name and its legal form.
constexpr std::array kJoiners =
    std::to_array<std::u32string_view>({U"and", U"et", U"og", U"und", U"y"});

bool IsLetterOrDigit(UChar32 c) { return u_isalnum(c) || u_charType(c) == U_LETTER_NUMBER; }

// They join what stands around them: "s.a." is "sa", "a/s" is "as", "o'neill" is "oneill".
bool IsWithinWords(UChar32 c) {
  return c == U'.' || c == U'/' || c == U'\'' || c == U'\u2019' || c == U'\u00b4' || c == U'`';
}

// The letters that stay when accents are taken off those that no accent can be taken off.
std::u32string_view Plain(UChar32 c) {
  switch (c) {
    case U'æ':
      return U"a";
    case U'œ':
      return U"o";
    case U'ø':
      return U"o";
    case U'đ':
    case U'ð':
      return U"d";
    case U'ł':
      return U"l";
    case U'þ':
      return U"th";
    case U'ı':
      return U"i";
    default:
      return {};
  }
}

icu::UnicodeString Decompose(std::string_view utf8) {
  const icu::UnicodeString text = icu::UnicodeString::fromUTF8(
      icu::StringPiece(utf8.data(), static_cast<int32_t>(utf8.size())));
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* form = icu::Normalizer2::getNFKDInstance(error);
  if (U_FAILURE(error)) return text;
  icu::UnicodeString decomposed = form->normalize(text, error);
  return U_SUCCESS(error) ? decomposed : text;
}

bool IsVowel(char32_t c) {
  return std::u32string_view(U"aeiouyq").find(c) != std::u32string_view::npos;
}

// "mueller" as "muller", but "bauer", "neue" and "quelle" as they are: what follows a vowel or a q
// is no umlaut.
std::u32string WithoutUmlauts(std::u32string_view word) {
  std::u32string plain;
  for (size_t i = 0; i < word.size(); ++i) {
    plain += word[i];
    const bool may_be = word[i] == U'a' || word[i] == U'o' || word[i] == U'u';
    const bool follows_vowel = i > 0 && IsVowel(word[i - 1]);
    if (may_be && !follows_vowel && i + 1 < word.size() && word[i + 1] == U'e') ++i;
  }
  return plain;
}

// Collects the words of a text.
class WordSplitter {
 public:
  void Add(UChar32 c) {
    if (u_charType(c) == U_NON_SPACING_MARK) {
      word_.written += static_cast<char32_t>(c);
    } else if (IsLetterOrDigit(c)) {
      const std::u32string_view plain = Plain(c);
      plain.empty() ? word_.plain += static_cast<char32_t>(c) : word_.plain += plain;
      word_.written += static_cast<char32_t>(c);
      ++since_joint_;
    } else if (IsWithinWords(c) && !(c == U'.' && since_joint_ > 1)) {
      since_joint_ = 0;  // "s.a.r.l." is one word, "co.kg" are two
    } else {
      End();
    }
  }

  Words Finish() {
    End();
    return std::move(words_);
  }

 private:
  void End() {
    if (!word_.plain.empty()) words_.push_back(std::move(word_));
    word_ = {};
    since_joint_ = 0;
  }

  Words words_;
  Word word_;
  int since_joint_ = 0;
};

Words SplitWords(std::string_view text) {
  const icu::UnicodeString decomposed = Decompose(text);
  WordSplitter splitter;
  for (int32_t i = 0; i < decomposed.length(); i = decomposed.moveIndex32(i, 1)) {
    splitter.Add(decomposed.char32At(i));
  }
  return splitter.Finish();
}

bool IsIn(std::u32string_view word, absl::Span<const std::u32string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::u32string Join(const Words& words, size_t first, std::u32string Word::*form,
                    std::u32string_view between = {}) {
  std::u32string joined;
  for (size_t i = first; i < words.size(); ++i) {
    if (i > first) joined += between;
    joined += words[i].*form;
  }
  return joined;
}

// How many words at the end are a legal form: 0 to 4. "e. V." are two words of one letter.
size_t LegalFormAtEnd(const Words& words) {
  constexpr size_t kMostWords = 4;
  for (size_t count = std::min(kMostWords, words.size()); count > 0; --count) {
    const size_t first = words.size() - count;
    const std::u32string close = Join(words, first, &Word::plain);
    const bool initials = count > 1 && close.size() == count;
    if (IsIn(Join(words, first, &Word::plain, U" "), kLegalForms)) return count;
    if (initials && IsIn(close, kLegalForms)) return count;
  }
  return 0;
}

// Takes legal forms off the end; leaves a word at least.
std::u32string TakeLegalForm(Words& words) {
  std::u32string taken;
  for (;;) {
    const size_t count = LegalFormAtEnd(words);
    if (count == 0 || count >= words.size()) return taken;
    taken = Join(words, words.size() - count, &Word::plain) + taken;
    words.resize(words.size() - count);
  }
}

// Whether one letter put in, left out, exchanged or swapped with its neighbour makes `a` of `b`.
bool DifferInOneLetter(std::u32string_view a, std::u32string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1) return false;
  size_t first = 0;
  while (first < a.size() && a[first] == b[first]) ++first;
  std::u32string_view rest_a = a.substr(first);
  std::u32string_view rest_b = b.substr(first);
  if (rest_a.size() < rest_b.size()) return rest_a == rest_b.substr(1);
  if (rest_a.empty()) return false;  // the same
  if (rest_a.substr(1) == rest_b.substr(1)) return true;
  return rest_a.size() > 1 && rest_a[0] == rest_b[1] && rest_a[1] == rest_b[0] &&
         rest_a.substr(2) == rest_b.substr(2);
}

std::string Key(char kind, std::u32string_view text) {
  icu::UnicodeString key;
  for (const char32_t c : text) key.append(static_cast<UChar32>(c));
  std::string utf8(1, kind);
  return key.toUTF8String(utf8);
}

void AddOnce(std::string key, std::vector<std::string>& keys) {
  if (std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(std::move(key));
}

// The halves of a name of `letters` that stay whole wherever one letter of a name that long, or one
// longer, is changed, or two are swapped.
void AddHalves(std::u32string_view joined, size_t letters, std::vector<std::string>& keys) {
  const size_t front = letters / 2;
  const size_t back = letters - front - 1;
  AddOnce(Key('<', joined.substr(0, front)), keys);
  AddOnce(Key('>', joined.substr(joined.size() - back)), keys);
}

}  // namespace

NameShape ShapeOf(std::string_view matching_key) {
  NameShape shape;
  shape.matching_key = matching_key;
  Words words = SplitWords(matching_key);
  shape.legal_form = TakeLegalForm(words);
  Words telling;
  for (const Word& word : words) {
    if (!IsIn(word.plain, kJoiners)) telling.push_back({WithoutUmlauts(word.plain), word.written});
  }
  if (telling.empty()) telling = std::move(words);
  shape.joined = Join(telling, 0, &Word::plain);
  for (const char32_t c : shape.joined) {
    if (u_isdigit(static_cast<UChar32>(c))) shape.digits += c;
  }
  std::sort(telling.begin(), telling.end(),
            [](const Word& a, const Word& b) { return a.plain < b.plain; });
  shape.sorted = Join(telling, 0, &Word::plain);
  shape.written = Join(telling, 0, &Word::written);
  return shape;
}

std::optional<NameLikeness> Compare(const NameShape& a, const NameShape& b) {
  if (a.joined.empty() || b.joined.empty()) return std::nullopt;
  if (a.matching_key == b.matching_key) return NameLikeness{100, {Likeness::kSameName}};
  NameLikeness likeness{100, {}};
  const auto differ_in = [&](Likeness what, int percent) {
    likeness.likenesses.push_back(what);
    likeness.percent -= percent;
  };
  if (a.legal_form != b.legal_form) differ_in(Likeness::kLegalForm, 5);
  if (a.joined != b.joined && a.sorted != b.sorted) {
    const size_t letters = std::min(a.joined.size(), b.joined.size());
    if (letters < kMinLettersForTypo || a.digits != b.digits) return std::nullopt;
    if (!DifferInOneLetter(a.joined, b.joined)) return std::nullopt;
    differ_in(Likeness::kOneLetter, 20);
    return likeness;
  }
  if (a.joined != b.joined) differ_in(Likeness::kWordOrder, 10);
  // Stops, hyphens and the like are all that is left where nothing else differs.
  if (a.written != b.written || likeness.likenesses.empty()) differ_in(Likeness::kSpelling, 5);
  return likeness;
}

std::vector<std::string> LikenessKeys(const NameShape& shape) {
  if (shape.joined.empty()) return {};
  std::vector<std::string> keys = {Key('=', shape.sorted)};
  const size_t letters = shape.joined.size();
  // "Daimler Benz" and "Daimlerbenz" are the same words, but not in alphabetical order.
  AddOnce(Key('=', shape.joined), keys);
  if (letters >= kMinLettersForTypo) AddHalves(shape.joined, letters, keys);
  if (letters > kMinLettersForTypo) AddHalves(shape.joined, letters - 1, keys);
  return keys;
}

std::vector<Likeness> CompareBesideNames(const Customer& a, const Customer& b) {
  std::vector<Likeness> likenesses;
  if (!a.segment.empty() && a.segment == b.segment) likenesses.push_back(Likeness::kSameSegment);
  if (!a.size.empty() && a.size == b.size) likenesses.push_back(Likeness::kSameSize);
  if (a.revenue.has_value() && a.revenue == b.revenue) {
    likenesses.push_back(Likeness::kSameRevenue);
  }
  if (!a.external_id.empty() && !b.external_id.empty() && a.external_id != b.external_id) {
    likenesses.push_back(Likeness::kDifferentExternalIds);
  }
  return likenesses;
}

}  // namespace zusage::directory
