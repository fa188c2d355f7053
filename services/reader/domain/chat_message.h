// SPDX-License-Identifier: Apache-2.0
//
// What all questions to a chat-completions server have in common: the body of the call, and the
// one JSON object that its answer has to be. Internal to the files that compose and read them.
#ifndef ZUSAGE_SERVICES_READER_DOMAIN_CHAT_MESSAGE_H_
#define ZUSAGE_SERVICES_READER_DOMAIN_CHAT_MESSAGE_H_

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "services/reader/domain/opinion.h"

namespace zusage::reader {

using ChatJson = nlohmann::ordered_json;

// At most `limit` bytes of `text`, ending between two code points.
std::string CutText(std::string_view text, size_t limit);

// What an element is called in a question: "roadmap_item".
std::string_view ChatNameOf(strategy::ElementKind kind);

// A question: the task as the system says it, what it is about as one JSON document in a message of
// its own, so that nothing in it can end it, and the schema of the answer. The same parts give the
// same bytes.
struct ChatQuestion {
  std::string_view task;
  ChatJson document;
  std::string_view schema_name;
  ChatJson schema;  // of an object
  int max_answer_tokens = 0;
};
std::string ComposeChatMessage(std::string_view model, const ChatQuestion& question);

// The object that an answer consists of, or why it is none.
struct ChatObject {
  Failure failure = Failure::kNone;
  ChatJson object;
};
ChatObject ReadChatObject(std::string_view body);

// The member of an object; null if it has none of that name.
const ChatJson* MemberOf(const ChatJson& object, const char* name);

}  // namespace zusage::reader

#endif  // ZUSAGE_SERVICES_READER_DOMAIN_CHAT_MESSAGE_H_
