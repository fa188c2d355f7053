// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/mail_frame.h"

#include <algorithm>
#include <array>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"

namespace zusage::alignment {
namespace {

using Text = absl::string_view;  // Abseil's own type, as this is its string functions' work

constexpr size_t kLongestFrameLine = 80;
constexpr int kLongestSignature = 10;  // lines

constexpr Text kHeaders[] = {"from", "to", "cc",    "bcc",          "sender",  "reply-to",
                             "von",  "an", "kopie", "gesendet von", "sent by", "absender"};
constexpr Text kGreetings[] = {"hi",        "hello",        "dear",         "hey",
                               "hallo",     "liebe",        "lieber",       "liebes",
                               "moin",      "servus",       "sehr geehrte", "sehr geehrter",
                               "guten tag", "guten morgen", "good morning", "good afternoon",
                               "grüezi",    "grüß gott"};
// Nobody says these but at the end.
constexpr Text kPartings[] = {"best regards",
                              "kind regards",
                              "warm regards",
                              "with best regards",
                              "with kind regards",
                              "many regards",
                              "yours sincerely",
                              "yours faithfully",
                              "mit freundlichen grüßen",
                              "mit freundlichen gruessen",
                              "mit freundlichem gruß",
                              "mit besten grüßen",
                              "freundliche grüße",
                              "viele grüße",
                              "beste grüße",
                              "liebe grüße",
                              "herzliche grüße",
                              "schöne grüße",
                              "sonnige grüße"};
// Parting words if a line holds nothing else.
constexpr Text kPartingLines[] = {"regards",
                                  "best",
                                  "cheers",
                                  "thanks",
                                  "thank you",
                                  "thx",
                                  "sincerely",
                                  "br",
                                  "kr",
                                  "many thanks",
                                  "best wishes",
                                  "danke",
                                  "vielen dank",
                                  "dank und gruß",
                                  "danke und gruß",
                                  "gruß",
                                  "grüße",
                                  "gruss",
                                  "lg",
                                  "vg",
                                  "mfg",
                                  "bg",
                                  "--",
                                  "---"};

Text Trimmed(Text line) {
  while (absl::ConsumePrefix(&line, ">") || absl::ConsumePrefix(&line, " ")) {
  }
  return absl::StripAsciiWhitespace(line);
}

// Lower case as far as the lists above need it.
std::string Lower(Text text) {
  std::string lower = absl::AsciiStrToLower(text);
  for (size_t at = 0; (at = lower.find("\xC3\x9C", at)) != lower.npos;) lower[at + 1] = '\xBC';
  return lower;
}

size_t WordsOf(Text line) {
  return std::vector<Text>(absl::StrSplit(line, ' ', absl::SkipWhitespace())).size();
}

bool IsSentence(Text line) {
  return WordsOf(line) >= 5 && absl::StrContains(".?!:", line.substr(line.size() - 1));
}

bool IsHeader(Text line) {
  const size_t colon = line.find(':');
  if (colon == line.npos) return false;
  const std::string name = Lower(absl::StripAsciiWhitespace(line.substr(0, colon)));
  if (std::ranges::find(kHeaders, name) != std::end(kHeaders)) return true;
  const std::string whole = Lower(line);  // who is quoted below
  return absl::EndsWith(whole, " wrote:") ||
         (absl::EndsWith(whole, ":") && absl::StrContains(whole, " schrieb "));
}

// How many bytes of `lower` a word or phrase of `list` takes that it begins with; 0 if none does.
template <size_t n>
size_t BeginsWith(Text lower, const Text (&list)[n]) {
  size_t longest = 0;
  for (const Text phrase : list) {
    if (!absl::StartsWith(lower, phrase)) continue;
    const bool whole = lower.size() == phrase.size() || !absl::ascii_isalnum(lower[phrase.size()]);
    if (whole) longest = std::max(longest, phrase.size());
  }
  return longest;
}

bool StartsUpper(Text word) {
  return !word.empty() && (absl::ascii_isupper(word[0]) || (word[0] & 0x80) != 0);
}

// Takes the greeting away that `line` begins with, and whom it greets; `greets` tells if there was.
Text WithoutGreeting(Text line, bool& greets) {
  const size_t begin = BeginsWith(Lower(line), kGreetings);
  greets = begin > 0;
  if (!greets) return line;
  Text rest = line.substr(begin);
  const size_t end = rest.find_first_of(",!");
  if (end != rest.npos && WordsOf(rest.substr(0, end)) <= 6) return rest.substr(end + 1);
  if (WordsOf(rest) <= 5 && !absl::EndsWith(rest, ".") && !absl::EndsWith(rest, "?")) return Text();
  for (int i = 0; i < 3; ++i) {
    const Text next = absl::StripLeadingAsciiWhitespace(rest);
    if (!StartsUpper(next)) return next;
    const size_t space = next.find(' ');
    if (space == next.npos) return Text();
    rest = next.substr(space);
  }
  return rest;
}

// Where the parting words of a line begin; npos if there are none.
size_t PartingIn(Text line) {
  const std::string lower = Lower(line);
  Text alone = lower;
  while (!alone.empty() && (absl::StrContains(",.!", alone.substr(alone.size() - 1)))) {
    alone.remove_suffix(1);
  }
  if (std::ranges::find(kPartingLines, absl::StripAsciiWhitespace(alone)) !=
      std::end(kPartingLines)) {
    return 0;
  }
  size_t first = line.npos;
  for (const Text phrase : kPartings) {
    const size_t at = Text(lower).find(phrase);
    if (at == line.npos || (at > 0 && absl::ascii_isalnum(lower[at - 1]))) continue;
    first = std::min(first, at);
  }
  return first;
}

// Goes through the lines of a text and keeps what is no frame.
class Unframing {
 public:
  void Take(Text whole) {
    const Text line = Trimmed(whole);
    if (IsHeader(line)) {
      signature_ = 0;
      return;
    }
    if (signature_ > 0 && IsOfSignature(line)) {
      --signature_;
      return;
    }
    signature_ = 0;
    bool greets = false;
    Text rest = WithoutGreeting(line, greets);
    const size_t parting = PartingIn(rest);
    if (!greets && parting == rest.npos) return Keep(whole);
    rest = absl::StripAsciiWhitespace(rest.substr(0, parting));
    if (!rest.empty()) Take(rest);  // one greeting may follow another
    if (parting != rest.npos) signature_ = kLongestSignature;
  }

  std::string Result() && { return std::move(kept_); }

 private:
  static bool IsOfSignature(Text line) {
    return line.size() <= kLongestFrameLine && !IsSentence(line);
  }

  void Keep(Text line) {
    if (any_) kept_ += '\n';
    any_ = true;
    kept_.append(line.data(), line.size());
  }

  std::string kept_;
  bool any_ = false;
  int signature_ = 0;  // how many lines may still be of it
};

}  // namespace

std::string WithoutMailFrame(std::string_view text) {
  Unframing unframing;
  for (const Text line : absl::StrSplit(Text(text.data(), text.size()), '\n')) {
    unframing.Take(line);
  }
  return std::move(unframing).Result();
}

}  // namespace zusage::alignment
