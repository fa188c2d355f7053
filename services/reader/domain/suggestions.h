// SPDX-License-Identifier: Apache-2.0
//
// What customers may call an element of a strategy, and wishes that it may answer, as a second
// reader thinks: the question as the chat-completions API takes it, and the answer. Proposals for
// product management, which are measured like all others and accepted one by one. Pure,
// thread-safe.
#ifndef ZUSAGE_SERVICES_READER_DOMAIN_SUGGESTIONS_H_
#define ZUSAGE_SERVICES_READER_DOMAIN_SUGGESTIONS_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "services/reader/domain/opinion.h"
#include "services/strategy/domain/strategy.h"

namespace zusage::reader {

inline constexpr size_t kMaxSuggestedAliases = 12;
inline constexpr size_t kMaxSuggestedExamples = 4;
// What is longer is no alias or no example.
inline constexpr size_t kMaxAliasLetters = 60;
inline constexpr size_t kMaxExampleLetters = 240;
inline constexpr size_t kMaxElementTextBytes = 1'500;  // sent of each of its texts

// An element by its own texts, which product management wrote, and nothing else: no request, no
// customer, and no example, since these are made from requests.
struct ElementQuestion {
  strategy::ElementKind kind = strategy::ElementKind::kTheme;
  std::string id;
  std::string title;
  std::string description;
  std::string how;
  std::string limits;
  std::vector<std::string> aliases;  // that it has

  friend bool operator==(const ElementQuestion&, const ElementQuestion&) = default;
};

ElementQuestion QuestionAbout(const strategy::Element& element);

// The question as one line of JSON, to be kept, and read again.
std::string ToText(const ElementQuestion& question);
ElementQuestion ElementQuestionFrom(std::string_view text);

struct Suggestions {
  std::vector<std::string> aliases;
  std::vector<std::string> examples;

  friend bool operator==(const Suggestions&, const Suggestions&) = default;
};

// What came of asking: suggestions, perhaps none, if there is no failure.
struct ElementReading {
  Failure failure = Failure::kNone;
  Suggestions suggestions;
  int http_status = 0;  // of kRefused
  absl::Duration retry_after = absl::ZeroDuration();

  friend bool operator==(const ElementReading&, const ElementReading&) = default;
};

// The body of the call; the same question and model give the same bytes.
std::string ComposeElementChat(std::string_view model, const ElementQuestion& question);

// The body of an answer with HTTP status 200. Whatever is not exactly as asked for, or about
// another element, is none. Texts are one line of clean text each, and each once; one that is too
// long, or that the element has, is left out.
ElementReading ReadElementAnswer(std::string_view body, const ElementQuestion& question);

}  // namespace zusage::reader

#endif  // ZUSAGE_SERVICES_READER_DOMAIN_SUGGESTIONS_H_
