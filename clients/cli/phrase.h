// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_CLIENTS_CLI_PHRASE_H_
#define ZUSAGE_CLIENTS_CLI_PHRASE_H_

#include <string_view>

#include "services/base/error.h"

namespace zusage::cli {

// The {placeholders} of a text, in a form that two texts with the same ones share.
constexpr size_t PlaceholderSum(std::string_view text) {
  size_t sum = 0;
  bool inside = false;
  for (const char c : text) {
    if (c == '{') inside = true;
    if (inside) sum += static_cast<unsigned char>(c);
    if (c == '}') inside = false;
  }
  return sum;
}

// A text of the command line in both languages. One that lacks a language, or whose languages have
// different {placeholders}, does not compile.
struct Phrase {
  consteval Phrase(const char* en, const char* de) : english(en), german(de) {
    if (english.empty() || german.empty()) throw "a language is missing";
    if (PlaceholderSum(english) != PlaceholderSum(german)) throw "the placeholders differ";
  }

  std::string_view in(Language language) const {
    return language == Language::kGerman ? german : english;
  }

  std::string_view english;
  std::string_view german;
};

}  // namespace zusage::cli

#endif  // ZUSAGE_CLIENTS_CLI_PHRASE_H_
