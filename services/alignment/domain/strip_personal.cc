// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/strip_personal.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "services/alignment/domain/mail_frame.h"

namespace zusage::alignment {
namespace {

constexpr std::string_view kMail = "[mail]";
constexpr std::string_view kLink = "[link]";
constexpr std::string_view kPhone = "[phone]";
constexpr std::string_view kCustomer = "[customer]";
constexpr std::string_view kPerson = "[person]";

constexpr int kMostRounds = 8;
constexpr int kFewestPhoneDigits = 7;
constexpr int kMostPhoneDigits = 17;
constexpr int kShortestNamePart = 3;  // letters
constexpr int kShortestFirstWord = 4;

std::string Composed(std::string_view text) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* form = icu::Normalizer2::getNFCInstance(error);
  const auto whole = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  const icu::UnicodeString composed = U_SUCCESS(error) ? form->normalize(whole, error) : whole;
  std::string utf8;
  (U_SUCCESS(error) ? composed : whole).toUTF8String(utf8);
  return utf8;
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
// Every letter beyond ASCII has such bytes only.
bool IsWordByte(char c) { return absl::ascii_isalnum(c) || (c & 0x80) != 0; }

// --- addresses ----------------------------------------------------------------------------------

bool IsLocalByte(char c) { return IsWordByte(c) || absl::StrContains("._%+-'", std::string(1, c)); }
bool IsDomainByte(char c) { return IsWordByte(c) || c == '.' || c == '-'; }

void ReplaceMails(std::string& text) {
  for (size_t at = 0; (at = text.find('@', at)) != text.npos;) {
    size_t begin = at;
    while (begin > 0 && IsLocalByte(text[begin - 1])) --begin;
    size_t end = at + 1;
    while (end < text.size() && IsDomainByte(text[end])) ++end;
    while (end > at + 1 && !IsWordByte(text[end - 1])) --end;
    if (begin == at || end == at + 1) {
      ++at;
      continue;
    }
    text.replace(begin, end - begin, kMail);
    at = begin + kMail.size();
  }
}

bool BeginsLink(std::string_view text, size_t at) {
  if (at > 0 && IsWordByte(text[at - 1])) return false;
  const std::string_view rest = text.substr(at, 8);
  for (const absl::string_view scheme : {"http://", "https://", "www.", "ftp://"}) {
    if (absl::StartsWithIgnoreCase(absl::string_view(rest.data(), rest.size()), scheme))
      return true;
  }
  return false;
}

void ReplaceLinks(std::string& text) {
  for (size_t at = 0; at < text.size(); ++at) {
    if (!BeginsLink(text, at)) continue;
    const size_t end = std::min(text.find_first_of(" \t\r\n<>\"'()[]", at), text.size());
    text.replace(at, end - at, kLink);
    at += kLink.size() - 1;
  }
}

// --- phone numbers ------------------------------------------------------------------------------

bool IsPhoneSeparator(char c) { return absl::StrContains(" -/.()", std::string(1, c)); }

// The end of the run of digits, with up to two separators between them, that begins at `at`.
size_t EndOfRun(std::string_view text, size_t at) {
  size_t end = at;
  for (size_t i = at, separators = 0; i < text.size() && separators <= 2; ++i) {
    if (IsDigit(text[i])) {
      end = i + 1;
      separators = 0;
    } else if (i > at && IsPhoneSeparator(text[i])) {
      ++separators;
    } else if (i > at) {
      break;
    }
  }
  return end;
}

// The lengths of the groups of digits, and how many digits there are.
struct Groups {
  explicit Groups(std::string_view run) {
    bool inside = false;
    for (const char c : run) {
      if (IsDigit(c)) {
        if (!inside) lengths.push_back(0);
        ++lengths.back();
        ++digits;
      }
      inside = IsDigit(c);
    }
  }

  bool BeginWith(std::initializer_list<std::pair<int, int>> ranges) const {
    size_t i = 0;
    for (const auto& [least, most] : ranges) {
      if (i == lengths.size() || lengths[i] < least || lengths[i] > most) return false;
      ++i;
    }
    return true;
  }

  std::vector<int> lengths;
  int digits = 0;
};

// How many bytes "1.2.2026", "01/02/26" at the beginning of `run` takes; 0 if it is no day.
size_t DayLength(std::string_view run) {
  size_t at = 0;
  for (int group = 0; group < 3; ++group) {
    const size_t begin = at;
    while (at < run.size() && IsDigit(run[at])) ++at;
    const size_t length = at - begin;
    if (length == 0 || length > (group == 2 ? 4u : 2u)) return 0;
    if (group == 2) return at;
    if (at == run.size() || !absl::StrContains("./-", std::string(1, run[at]))) return 0;
    ++at;
  }
  return 0;
}

bool IsPhone(std::string_view run) {
  const Groups groups(run);
  if (groups.digits < kFewestPhoneDigits || groups.digits > kMostPhoneDigits) return false;
  if (run.starts_with("0.") && groups.lengths.size() == 2) return false;  // a fraction
  if (run.front() == '+' || run.front() == '0' || run.starts_with("(0")) return true;
  return groups.lengths.size() == 3 && groups.BeginWith({{3, 3}, {3, 3}, {4, 4}});
}

void ReplacePhones(std::string& text) {
  for (size_t at = 0; at < text.size(); ++at) {
    const bool digit = IsDigit(text[at]);
    if (!digit && text[at] != '+' && text[at] != '(') continue;
    if (digit && at > 0 && (IsWordByte(text[at - 1]) || text[at - 1] == '.')) continue;
    const size_t end = EndOfRun(text, at);
    if (end == at) continue;
    const std::string_view run = std::string_view(text).substr(at, end - at);
    if (const size_t day = DayLength(run); day > 0) {
      at += day;
    } else if (IsPhone(run)) {
      text.replace(at, end - at, kPhone);
      at += kPhone.size() - 1;
    } else {
      while (at + 1 < text.size() && IsDigit(text[at + 1])) ++at;
    }
  }
}

// --- names --------------------------------------------------------------------------------------

// What stands for a name wherever it occurs as words of its own.
struct Name {
  std::string words;
  std::string_view stand_in;
  bool capital = false;  // only where it is written with a capital: it may be a usual word
};

UChar32 Next(std::string_view text, int32_t& at) {
  UChar32 c;
  U8_NEXT(text.data(), at, static_cast<int32_t>(text.size()), c);
  return c;
}

// The end of `name` if it begins at `at`, in whatever case and however it is spaced; else nothing.
std::optional<size_t> EndOfName(std::string_view text, size_t at, std::string_view name) {
  auto i = static_cast<int32_t>(at);
  int32_t j = 0;
  while (j < static_cast<int32_t>(name.size())) {
    if (i >= static_cast<int32_t>(text.size())) return std::nullopt;
    const UChar32 expected = Next(name, j);
    const UChar32 found = Next(text, i);
    if (u_isUWhiteSpace(expected) && found >= 0 && u_isUWhiteSpace(found)) {
      while (i < static_cast<int32_t>(text.size()) && absl::ascii_isspace(text[i])) ++i;
      continue;
    }
    if (expected < 0 || found < 0) return std::nullopt;
    if (u_foldCase(expected, U_FOLD_CASE_DEFAULT) != u_foldCase(found, U_FOLD_CASE_DEFAULT)) {
      return std::nullopt;
    }
  }
  auto end = static_cast<size_t>(i);
  const bool genitive = end < text.size() && text[end] == 's' &&
                        (end + 1 == text.size() || !IsWordByte(text[end + 1]));
  if (genitive) return end + 1;
  if (end < text.size() && IsWordByte(text[end])) return std::nullopt;
  return end;
}

bool IsCapital(std::string_view text, size_t at) {
  auto i = static_cast<int32_t>(at);
  const UChar32 c = Next(text, i);
  return c >= 0 && u_isUUppercase(c);
}

int LettersOf(std::string_view word) {
  int letters = 0;
  for (int32_t at = 0; at < static_cast<int32_t>(word.size()); ++letters) Next(word, at);
  return letters;
}

bool IsLegalForm(std::string_view word) {
  static constexpr std::string_view kForms[] = {
      "gmbh", "ag",  "kg",   "kgaa",  "se", "ohg",  "gbr",    "ug",   "e.v.", "eg",
      "mbh",  "co",  "co.",  "&",     "+",  "und",  "inc",    "inc.", "ltd",  "ltd.",
      "llc",  "plc", "corp", "corp.", "bv", "b.v.", "nv",     "n.v.", "sa",   "s.a.",
      "srl",  "spa", "oy",   "ab",    "as", "aps",  "limited"};
  std::string lower = absl::AsciiStrToLower(absl::string_view(word.data(), word.size()));
  while (lower.ends_with(',')) lower.pop_back();
  return std::ranges::find(kForms, lower) != std::end(kForms);
}

std::vector<std::string> WordsOf(std::string_view name) {
  return absl::StrSplit(absl::string_view(name.data(), name.size()), absl::ByAnyChar(" \t\n"),
                        absl::SkipEmpty());
}

void AddCustomer(std::string_view display_name, std::vector<Name>& names) {
  const std::string name = Composed(display_name);
  std::vector<std::string> words = WordsOf(name);
  if (words.empty()) return;
  names.push_back({name, kCustomer});
  while (words.size() > 1 && IsLegalForm(words.back())) words.pop_back();
  std::string short_form = words[0];
  for (size_t i = 1; i < words.size(); ++i) short_form += " " + words[i];
  if (short_form != name) names.push_back({short_form, kCustomer});
  if (words.size() > 1 && LettersOf(words[0]) >= kShortestFirstWord) {
    names.push_back({words[0], kCustomer, /*capital=*/true});
  }
}

void AddPerson(std::string_view display_name, std::vector<Name>& names) {
  const std::string name = Composed(display_name);
  const std::vector<std::string> words = WordsOf(name);
  if (words.empty()) return;
  names.push_back({name, kPerson});
  for (const std::string& word : words) {
    if (LettersOf(word) >= kShortestNamePart) {
      names.push_back({word, kPerson, /*capital=*/true});
    }
  }
}

// Whether what stands from `begin` to `end` is one of the stand-ins.
bool IsInBrackets(std::string_view text, size_t begin, size_t end) {
  return begin > 0 && text[begin - 1] == '[' && end < text.size() && text[end] == ']';
}

std::string WithoutNames(std::string_view text, const std::vector<Name>& names) {
  std::string kept;
  for (size_t at = 0; at < text.size();) {
    const bool begins = at == 0 || !IsWordByte(text[at - 1]);
    const Name* met = nullptr;
    size_t end = at;
    for (size_t i = 0; begins && met == nullptr && i < names.size(); ++i) {
      if (names[i].capital && !IsCapital(text, at)) continue;
      const std::optional<size_t> found = EndOfName(text, at, names[i].words);
      if (!found.has_value() || IsInBrackets(text, at, *found)) continue;
      met = &names[i];
      end = *found;
    }
    if (met != nullptr) {
      kept += met->stand_in;
      at = end;
    } else {
      kept += text[at++];
    }
  }
  return kept;
}

std::vector<Name> NamesToLeaveOut(const KnownNames& known) {
  std::vector<Name> names;
  for (const std::string& customer : known.customers) AddCustomer(customer, names);
  for (const std::string& person : known.people) AddPerson(person, names);
  // Longer ones first: a name may hold another.
  std::ranges::stable_sort(
      names, [](const Name& a, const Name& b) { return a.words.size() > b.words.size(); });
  return names;
}

std::string StripOnce(std::string_view text, const std::vector<Name>& names) {
  std::string stripped = WithoutMailFrame(text);
  ReplaceMails(stripped);
  ReplaceLinks(stripped);
  ReplacePhones(stripped);
  return WithoutNames(stripped, names);
}

}  // namespace

std::string StripPersonal(std::string_view text, const KnownNames& known) {
  const std::vector<Name> names = NamesToLeaveOut(known);
  std::string stripped = Composed(text);
  // What is left out may lay bare what stood behind it.
  for (int round = 0; round < kMostRounds; ++round) {
    std::string next = StripOnce(stripped, names);
    if (next == stripped) break;
    stripped = std::move(next);
  }
  return stripped;
}

}  // namespace zusage::alignment
