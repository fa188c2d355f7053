// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/words.h"

#include <libstemmer.h>
#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <utility>

#include "services/alignment/domain/stop_words.h"
#include "services/alignment/domain/string_map.h"
#include "services/alignment/domain/word_memory.h"

namespace zusage::alignment {
namespace {

constexpr float kRelayWeight = 0.3f;
constexpr size_t kMaxTagBytes = 300;

// Snowball stemmers are not thread-safe, hence one per language and thread.
class Stemmer {
 public:
  explicit Stemmer(const char* language) : stemmer_(sb_stemmer_new(language, "UTF_8")) {}

  std::string Stem(std::string_view folded) {
    const sb_symbol* stem =
        sb_stemmer_stem(stemmer_.get(), reinterpret_cast<const sb_symbol*>(folded.data()),
                        static_cast<int>(folded.size()));
    return std::string(reinterpret_cast<const char*>(stem),
                       static_cast<size_t>(sb_stemmer_length(stemmer_.get())));
  }

 private:
  struct Delete {
    void operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }
  };
  std::unique_ptr<sb_stemmer, Delete> stemmer_;
};

// All that is to be known of a word whatever text it stands in.
struct KnownWord {
  std::string surface;
  uint64_t number = 0;  // of this word alone; 0 while the place is empty
  WordTraits traits;
  std::string english_stem;
  std::string german_stem;
};

// The words of a language are few and come again and again: remembering them is ten times faster
// than folding and stemming them anew. One per thread, of fixed size; a newer word takes the place
// of the older of two.
const KnownWord& Recall(std::string_view surface) {
  constexpr size_t kPlaces = 4096;
  static thread_local std::vector<std::array<KnownWord, 2>> memory(kPlaces);
  std::array<KnownWord, 2>& pair = memory[ViewHash()(surface) % kPlaces];
  for (const KnownWord& known : pair) {
    if (known.surface == surface) return known;
  }
  pair[1] = std::move(pair[0]);
  KnownWord& word = pair[0];
  word.surface = surface;
  word.number = NextNumber();
  const std::string folded = Fold(surface);
  word.english_stem = Stem(folded, Language::kEnglish);
  word.german_stem = Stem(folded, Language::kGerman);
  word.traits = TraitsOf(folded);
  return word;
}

bool IsAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// What a character means to the scanner.
enum class Sort : uint8_t { kLetter, kDigit, kInner, kEnd, kSpace, kOther };

constexpr Sort SortOfAscii(char c) {
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return Sort::kLetter;
  if (c >= '0' && c <= '9') return Sort::kDigit;
  if (c == '_' || c == '+' || c == '#' || c == '\'') return Sort::kInner;
  if (c == '.' || c == '!' || c == '?' || c == ';' || c == '\n') return Sort::kEnd;
  return c <= ' ' ? Sort::kSpace : Sort::kOther;
}

constexpr std::array<Sort, 128> kAsciiSorts = [] {
  std::array<Sort, 128> sorts{};
  for (size_t i = 0; i < sorts.size(); ++i) sorts[i] = SortOfAscii(static_cast<char>(i));
  return sorts;
}();

Sort SortOf(UChar32 c) {
  if (c < 0x80) return kAsciiSorts[static_cast<size_t>(c)];
  if (c == 0x2019) return Sort::kInner;  // the apostrophe of "doesn’t"
  if (u_isalpha(c) || u_charType(c) == U_NON_SPACING_MARK) return Sort::kLetter;
  return u_isdigit(c) ? Sort::kDigit : Sort::kOther;
}

// The length of a tag ("<br>", "</p>", "<a href=…>") at the start of `text`; 0 if there is none.
size_t TagLength(std::string_view text) {
  if (text.size() < 3 || text[0] != '<') return 0;
  const unsigned char next = static_cast<unsigned char>(text[1]);
  const bool opens =
      next == '/' || next == '!' || SortOf(next < 0x80 ? next : ' ') == Sort::kLetter;
  const size_t end = text.substr(0, kMaxTagBytes).find('>');
  return opens && end != text.npos ? end + 1 : 0;
}

// The length of an address ("https://…", "www.…") at the start of `text`; 0 if there is none.
size_t AddressLength(std::string_view text) {
  if (!text.starts_with("http://") && !text.starts_with("https://") && !text.starts_with("www.")) {
    return 0;
  }
  const size_t end = text.find_first_of(" \t\r\n<>\"()");
  return end == text.npos ? text.size() : end;
}

// How much of the line at the start of `text` is a mail header: all of it, only its name where what
// follows is worth reading (a subject), or nothing.
size_t HeaderLength(std::string_view text) {
  constexpr std::array<std::string_view, 19> kHeaders = {"From:",
                                                         "To:",
                                                         "Cc:",
                                                         "Bcc:",
                                                         "Date:",
                                                         "Sent:",
                                                         "Reply-To:",
                                                         "Message-ID:",
                                                         "Received:",
                                                         "Content-Type:",
                                                         "MIME-Version:",
                                                         "X-Mailer:",
                                                         "Return-Path:",
                                                         "Von:",
                                                         "An:",
                                                         "Gesendet:",
                                                         "Datum:",
                                                         "In-Reply-To:",
                                                         "Content-Transfer-Encoding:"};
  constexpr std::array<std::string_view, 4> kSubjects = {"Subject:", "Betreff:", "Re:", "AW:"};
  for (const std::string_view name : kSubjects) {
    if (text.starts_with(name)) return name.size();
  }
  for (const std::string_view name : kHeaders) {
    if (text.starts_with(name)) return std::min(text.find('\n'), text.size());
  }
  return 0;
}

// A run of letters and digits as it stands in the text.
struct Raw {
  std::string_view surface;
  const KnownWord* known = nullptr;  // what was known of it when its sentence was judged
  bool upper = true;                 // no lower case letter in it
  bool digits = false;               // holds a digit
  bool letters = false;              // holds a letter
  bool stop = false;                 // a stop word of either language
  bool inner_capital = false;        // a capital after a small letter ("GitHub"): a name
};

// Whether a sentence in capitals is shouted, so that they mean nothing. One of acronyms alone is
// not: they are short, and no stop words ("SSO, SAML", the whole of many a title).
bool IsShouted(const std::vector<Raw>& sentence) {
  constexpr size_t kLongestAcronym = 5;
  bool shouted = false;
  for (const Raw& raw : sentence) {
    if (!raw.upper && raw.surface.size() >= 3) return false;
    shouted = shouted || (raw.upper && raw.letters && !raw.digits &&
                          (raw.stop || raw.surface.size() > kLongestAcronym));
  }
  return shouted;
}

// Cuts a text into sentences of raw words.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text.substr(0, kMaxAnalysedBytes)) {}

  // The next sentence; false at the end.
  bool Next(std::vector<Raw>& sentence) {
    sentence.clear();
    while (at_ < text_.size()) {
      if (SkipMarkup()) continue;
      const size_t start = at_;
      const Sort sort = Read();
      if (sort == Sort::kLetter || sort == Sort::kDigit) {
        at_ = start;
        ReadWord(sentence);
      } else if (sort == Sort::kEnd && !sentence.empty()) {
        return true;
      }
    }
    return !sentence.empty();
  }

 private:
  Sort Read() {
    const unsigned char first = static_cast<unsigned char>(text_[at_]);
    if (first >= 0x80) return ReadBeyondAscii();
    ++at_;
    last_ = first;
    return kAsciiSorts[first];
  }

  Sort ReadBeyondAscii() {
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(text_.data(), at_, text_.size(), c);
    last_ = c;
    return SortOf(c);
  }

  bool SkipMarkup() {
    const std::string_view rest = text_.substr(at_);
    const bool line_start = at_ == 0 || text_[at_ - 1] == '\n';
    size_t skip = line_start ? HeaderLength(rest) : 0;
    if (skip == 0 && rest[0] == '<') skip = TagLength(rest);
    if (skip == 0 && (rest[0] == 'h' || rest[0] == 'w')) skip = AddressLength(rest);
    at_ += skip;
    return skip > 0;
  }

  void ReadWord(std::vector<Raw>& sentence) {
    Raw word;
    const size_t start = at_;
    size_t end = at_;
    while (at_ < text_.size()) {
      const Sort sort = Read();
      if (sort == Sort::kLetter) {
        word.letters = true;
        const bool capital = last_ < 0x80 ? last_ <= 'Z' : u_isupper(last_);
        if (!capital) word.upper = false;
        if (capital && !word.upper) word.inner_capital = true;
      } else if (sort == Sort::kDigit) {
        word.digits = true;
      } else if (sort != Sort::kInner) {
        break;
      }
      end = at_;
    }
    at_ = end;
    word.surface = text_.substr(start, end - start);
    while (word.surface.ends_with('\'')) word.surface.remove_suffix(1);
    if (word.surface.size() > 1 && word.surface.size() <= kMaxWordBytes) sentence.push_back(word);
  }

  std::string_view text_;
  size_t at_ = 0;
  UChar32 last_ = 0;
};

// Words and the judgement of their language, sentence by sentence.
class Analyser {
 public:
  explicit Analyser(Language fallback) : language_(fallback) {}

  std::vector<Word> Run(std::string_view text) {
    Scanner scanner(text);
    std::vector<Raw> sentence;
    words_.reserve(std::min(text.size() / 10, kMaxWords) + 1);
    while (words_.size() < kMaxWords && scanner.Next(sentence)) AddSentence(sentence);
    if (words_.size() > kMaxWords) words_.resize(kMaxWords);
    return std::move(words_);
  }

  Language majority() const {
    return german_ > english_ ? Language::kGerman : (english_ > 0 ? Language::kEnglish : language_);
  }

 private:
  void AddSentence(std::vector<Raw>& sentence) {
    const bool sure = JudgeLanguage(sentence);
    const bool shouted = IsShouted(sentence);
    for (const Raw& raw : sentence) {
      // Another word of the sentence may have taken its place.
      const bool still_known = raw.known->surface == raw.surface;
      AddWord(raw, still_known ? *raw.known : Recall(raw.surface), shouted, sure);
    }
  }

  // Sets language_ from the sentence's words; whether function words made it certain.
  bool JudgeLanguage(std::vector<Raw>& sentence) {
    int english = 0, german = 0, looks_german = 0;
    for (Raw& raw : sentence) {
      raw.known = &Recall(raw.surface);
      const WordTraits& traits = raw.known->traits;
      english += traits.english_stop;
      german += traits.german_stop;
      raw.stop = traits.english_stop || traits.german_stop;
      looks_german += traits.looks_german;
    }
    if (english != german) {
      language_ = german > english ? Language::kGerman : Language::kEnglish;
    } else if (looks_german > 0) {
      language_ = Language::kGerman;
    }
    (language_ == Language::kGerman ? german_ : english_) += sentence.size();
    return std::max(english, german) >= 2 && english != german;
  }

  // German names all genders by a capital inside ("KundInnen").
  static bool IsName(const Raw& raw) {
    return raw.inner_capital && !raw.surface.ends_with("In") &&
           raw.surface.find("Innen") == raw.surface.npos;
  }

  void AddWord(const Raw& raw, const KnownWord& known, bool shouted, bool sure) {
    const bool german = language_ == Language::kGerman;
    const bool exact = raw.digits || (raw.upper && raw.letters && !shouted) || IsName(raw);
    const bool lone_digit = raw.digits && !raw.letters && raw.surface.size() < 2;
    const bool stop = german ? known.traits.german_stop : known.traits.english_stop;
    if (lone_digit || (stop && !exact)) return;
    Word& word = words_.emplace_back();
    word.surface = raw.surface;
    word.stem = german ? known.german_stem : known.english_stem;
    const std::string& other = german ? known.english_stem : known.german_stem;
    if ((german || !sure) && other != word.stem) word.other_stem = other;
    word.language = language_;
    word.exact = exact;
    if (known.traits.relay && !exact) word.weight = kRelayWeight;
    const bool has_other = !word.other_stem.empty();
    word.form = known.number << 3 | uint64_t{german} << 2 | uint64_t{has_other} << 1 | exact;
  }

  Language language_;  // of the sentence before, which an unclear one inherits
  size_t english_ = 0;
  size_t german_ = 0;
  std::vector<Word> words_;
};

}  // namespace

DistinctWords::DistinctWords(absl::Span<const Word> title, absl::Span<const Word> body) {
  const size_t count = title.size() + body.size();
  words.reserve(count);
  absl::flat_hash_map<std::string_view, size_t, ViewHash, std::equal_to<>> places;
  places.reserve(count);
  const auto add = [&](const Word& word) {
    const auto [found, is_new] = places.try_emplace(word.stem, words.size());
    if (is_new) words.push_back({&word, 0});
    ++words[found->second].count;
  };
  for (const Word& word : title) add(word);
  in_title = words.size();
  for (const Word& word : body) add(word);
}

std::vector<Word> Analyse(std::string_view text, Language fallback) {
  return Analyser(fallback).Run(text);
}

std::vector<std::string> StemsIn(std::string_view text, Language language) {
  const bool german = language == Language::kGerman;
  std::vector<std::string> stems;
  std::vector<Raw> sentence;
  for (Scanner scanner(text); scanner.Next(sentence);) {
    for (const Raw& raw : sentence) {
      const KnownWord& known = Recall(raw.surface);
      const bool stop = german ? known.traits.german_stop : known.traits.english_stop;
      const bool lone_digit = raw.digits && !raw.letters && raw.surface.size() < 2;
      if (!stop && !lone_digit) stems.push_back(german ? known.german_stem : known.english_stem);
    }
  }
  return stems;
}

Language LanguageOf(std::string_view text, Language fallback) {
  Analyser analyser(fallback);
  analyser.Run(text);
  return analyser.majority();
}

std::string Fold(std::string_view text) {
  std::string folded;
  if (IsAscii(text)) {
    folded.reserve(text.size());
    for (const char c : text) {
      folded.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
    }
    return folded;
  }
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = icu::Normalizer2::getNFKCCasefoldInstance(error);
  if (U_FAILURE(error)) return std::string(text);
  icu::StringByteSink<std::string> sink(&folded);
  normalizer->normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<int32_t>(text.size())),
                            sink, nullptr, error);
  return folded;
}

std::string Stem(std::string_view folded, Language language) {
  static thread_local Stemmer english("english");
  static thread_local Stemmer german("german");
  return (language == Language::kGerman ? german : english).Stem(folded);
}

std::vector<std::string_view> Clauses(std::string_view text) {
  std::vector<std::string_view> clauses;
  size_t start = 0;
  const auto add = [&](size_t end) {
    std::string_view clause = text.substr(start, end - start);
    const size_t first = clause.find_first_not_of(" \t\r\n");
    if (first != clause.npos) {
      clause.remove_prefix(first);
      clauses.push_back(clause.substr(0, clause.find_last_not_of(" \t\r\n") + 1));
    }
    start = end;
  };
  for (size_t i = 0; i < text.size(); ++i) {
    const bool mark = text[i] == '.' || text[i] == '!' || text[i] == '?' || text[i] == ';';
    const bool ends = i + 1 == text.size() || text[i + 1] == ' ' || text[i + 1] == '\n';
    if (text[i] == '\n' || (mark && ends)) add(i + 1);
  }
  add(text.size());
  return clauses;
}

}  // namespace zusage::alignment
