// SPDX-License-Identifier: Apache-2.0
//
// A question to a second reader as the chat-completions API takes it (POST /v1/chat/completions
// with a JSON schema), and what such a server answers. Pure, thread-safe.
#ifndef ZUSAGE_SERVICES_READER_DOMAIN_CHAT_COMPLETION_H_
#define ZUSAGE_SERVICES_READER_DOMAIN_CHAT_COMPLETION_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "services/reader/domain/opinion.h"

namespace zusage::reader {

// Of a text no more is sent than this; it ends between two letters.
inline constexpr size_t kMaxWishBytes = 8'000;
inline constexpr size_t kMaxProblemBytes = 4'000;
inline constexpr size_t kMaxDescriptionBytes = 600;
// An answer is a few hundred bytes; one of more is not read on.
inline constexpr size_t kMaxAnswerBytes = 64 << 10;

// The body of the call: the task in the system message; request and elements as one JSON document
// in the user message, so that nothing in them can end it; the schema of the answer, in which the
// elements' ids are an enumeration. The same question and model give the same bytes.
std::string ComposeChat(std::string_view model, const Question& question);

// The body of an answer with HTTP status 200, to the question whose candidates these are. Whatever
// is not exactly as asked for is no opinion.
Reading ReadChatAnswer(std::string_view body, const std::vector<Candidate>& candidates);

}  // namespace zusage::reader

#endif  // ZUSAGE_SERVICES_READER_DOMAIN_CHAT_COMPLETION_H_
