// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/linguistics/text_pairs.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

namespace zusage::alignment {
namespace {

std::string_view Trim(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  const size_t first = text.find_first_not_of(kSpace);
  if (first == text.npos) return "";
  return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

std::vector<std::string_view> Split(std::string_view text, char mark) {
  std::vector<std::string_view> parts;
  for (size_t at = 0; at <= text.size();) {
    const size_t end = std::min(text.find(mark, at), text.size());
    parts.push_back(Trim(text.substr(at, end - at)));
    at = end + 1;
  }
  return parts;
}

template <typename Take>
void ForEachLine(std::string_view text, Take take) {
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size());
    take(text.substr(at, end - at));
    at = end + 1;
  }
}

// What stands outside of brackets of any kind.
std::string WithoutNotes(std::string_view text) {
  constexpr std::string_view kOpening = "([{<", kClosing = ")]}>";
  std::string rest;
  int depth = 0;
  for (const char c : text) {
    if (kOpening.find(c) != kOpening.npos) {
      ++depth;
    } else if (kClosing.find(c) != kClosing.npos) {
      depth = std::max(depth - 1, 0);
    } else if (depth == 0) {
      rest += c;
    }
  }
  return rest;
}

// The words for one thing, without notes.
std::vector<std::string> Words(std::string_view part) {
  std::vector<std::string> words;
  for (const std::string_view word : Split(part, ';')) {
    std::string plain(Trim(word));
    if (!plain.empty()) words.push_back(std::move(plain));
  }
  return words;
}

// The text of HTML without its tags; the five entities that every page may use become characters.
std::string WithoutTags(std::string_view html) {
  constexpr std::array<std::pair<std::string_view, char>, 6> kEntities = {{{"&amp;", '&'},
                                                                           {"&lt;", '<'},
                                                                           {"&gt;", '>'},
                                                                           {"&quot;", '"'},
                                                                           {"&apos;", '\''},
                                                                           {"&nbsp;", ' '}}};
  std::string text;
  for (size_t i = 0; i < html.size();) {
    const auto entity = std::find_if(kEntities.begin(), kEntities.end(), [&](const auto& known) {
      return html.substr(i).starts_with(known.first);
    });
    if (html[i] == '<') {
      i = std::min(html.find('>', i), html.size() - 1) + 1;
    } else if (entity != kEntities.end()) {
      text += entity->second;
      i += entity->first.size();
    } else {
      text += html[i++];
    }
  }
  return text;
}

}  // namespace

void ReadDing(std::string_view text, TakePair take) {
  ForEachLine(text, [&](std::string_view line) {
    const size_t middle = line.find(" :: ");
    if (line.starts_with('#') || middle == line.npos) return;
    const std::string german_side = WithoutNotes(line.substr(0, middle));
    const std::string english_side = WithoutNotes(line.substr(middle + 4));
    const std::vector<std::string_view> german = Split(german_side, '|');
    const std::vector<std::string_view> english = Split(english_side, '|');
    for (size_t i = 0; i < std::min(german.size(), english.size()); ++i) {
      const std::vector<std::string> from = Words(german[i]), to = Words(english[i]);
      const float weight = 1 / std::sqrt(static_cast<float>(from.size() * to.size()));
      for (const std::string& one : from) {
        for (const std::string& other : to) take(one, other, weight);
      }
    }
  });
}

std::map<std::string, std::string> ReadHelpPage(std::string_view html) {
  constexpr std::string_view kEnds[] = {"</p>", "</h1>", "</h2>", "</h3>", "</h4>", "</h5>"};
  std::map<std::string, std::string> paragraphs;
  for (size_t at = html.find(" id=\""); at != html.npos; at = html.find(" id=\"", at)) {
    at += 5;
    const size_t quote = std::min(html.find('"', at), html.size());
    const std::string id(html.substr(at, quote - at));
    const bool is_text = id.starts_with("par_id") || id.starts_with("hd_id");
    const size_t start = html.find('>', quote);
    if (!is_text || start == html.npos) continue;
    size_t end = html.size();
    for (const std::string_view tag : kEnds) end = std::min(end, html.find(tag, start));
    std::string text = WithoutTags(html.substr(start + 1, end - start - 1));
    if (!Trim(text).empty()) paragraphs[id] = std::move(text);
  }
  return paragraphs;
}

std::map<std::string, std::string> ReadTranslations(std::string_view yaml) {
  std::map<std::string, std::string> texts;
  ForEachLine(yaml, [&](std::string_view line) {
    const size_t colon = line.find(": ");
    if (!line.starts_with("  ") || colon == line.npos) return;
    std::string_view text = Trim(line.substr(colon + 2));
    const bool quoted = text.size() > 1 && (text[0] == '"' || text[0] == '\'');
    if (quoted) text = text.substr(1, text.find_last_of(text[0]) - 1);
    if (!text.empty()) texts.emplace(Trim(line.substr(0, colon)), text);
  });
  return texts;
}

// A description has its first line behind "Description-en:", then indented lines; " ." ends a
// paragraph. Its key is a digest of the English original.
std::map<std::string, std::string> ReadDescriptions(std::string_view text) {
  std::map<std::string, std::string> all;
  std::string digest;
  std::vector<std::string> paragraphs;
  const auto finish = [&] {
    const std::string shape = digest + "/" + std::to_string(paragraphs.size()) + "/";
    for (size_t i = 0; i < paragraphs.size(); ++i) {
      all.emplace(shape + std::to_string(i), std::move(paragraphs[i]));
    }
    paragraphs.clear();
  };
  ForEachLine(text, [&](std::string_view line) {
    constexpr std::string_view kDigest = "Description-md5: ", kDescription = "Description-";
    if (line.starts_with(kDigest)) {
      finish();
      digest = line.substr(kDigest.size());
    } else if (line.starts_with(kDescription)) {
      paragraphs = {std::string(Trim(line.substr(std::min(line.find(": "), line.size() - 1) + 1))),
                    ""};
    } else if (line == " .") {
      paragraphs.emplace_back();
    } else if (line.starts_with(' ') && !paragraphs.empty()) {
      paragraphs.back() += std::string(line) + "\n";
    }
  });
  finish();
  return all;
}

void ForEachParagraph(std::string_view text, absl::FunctionRef<void(std::string_view)> take) {
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min({text.find("\n\n", at + 1), text.find("<p", at + 1), text.size()});
    take(text.substr(at, end - at));
    at = end;
  }
}

void PairByKey(const std::map<std::string, std::string>& german,
               const std::map<std::string, std::string>& english, TakePair take) {
  for (const auto& [key, text] : german) {
    const auto same = english.find(key);
    if (same != english.end()) take(text, same->second, 1);
  }
}

}  // namespace zusage::alignment
