// SPDX-License-Identifier: Apache-2.0
#include "services/reader/domain/chat_message.h"

#include <optional>

#include "services/reader/domain/chat_completion.h"

namespace zusage::reader {
namespace {

std::string Dump(const ChatJson& json) {
  return json.dump(-1, ' ', false, ChatJson::error_handler_t::replace);
}

// Strict: text that is no UTF-8, and keys that occur twice with different meaning to different
// readers, are not what was asked for.
std::optional<ChatJson> ParseObject(std::string_view text) {
  ChatJson json = ChatJson::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object()) return std::nullopt;
  return json;
}

// The message of the one choice that an answer has; null if it is none.
const ChatJson* MessageIn(const ChatJson& answer) {
  const ChatJson* choices = MemberOf(answer, "choices");
  if (choices == nullptr || !choices->is_array() || choices->empty()) return nullptr;
  const ChatJson* finish = MemberOf((*choices)[0], "finish_reason");
  if (finish != nullptr && finish->is_string() && *finish != "stop") return nullptr;
  return MemberOf((*choices)[0], "message");
}

}  // namespace

std::string CutText(std::string_view text, size_t limit) {
  if (text.size() <= limit) return std::string(text);
  while (limit > 0 && (static_cast<unsigned char>(text[limit]) & 0xC0) == 0x80) --limit;
  return std::string(text.substr(0, limit)) + "…";
}

std::string_view ChatNameOf(strategy::ElementKind kind) {
  switch (kind) {
    case strategy::ElementKind::kTheme:
      return "theme";
    case strategy::ElementKind::kNonGoal:
      return "non_goal";
    case strategy::ElementKind::kCapability:
      return "capability";
    case strategy::ElementKind::kRoadmapItem:
      return "roadmap_item";
    case strategy::ElementKind::kGuardrail:
      break;
  }
  return "guardrail";
}

const ChatJson* MemberOf(const ChatJson& object, const char* name) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(name);
  return found == object.end() ? nullptr : &*found;
}

std::string ComposeChatMessage(std::string_view model, const ChatQuestion& question) {
  const ChatJson messages = {{{"role", "system"}, {"content", question.task}},
                             {{"role", "user"}, {"content", Dump(question.document)}}};
  return Dump(
      {{"model", model},
       {"messages", messages},
       {"temperature", 0},
       {"max_tokens", question.max_answer_tokens},
       {"stream", false},
       {"response_format",
        {{"type", "json_schema"},
         {"json_schema",
          {{"name", question.schema_name}, {"strict", true}, {"schema", question.schema}}}}}});
}

ChatObject ReadChatObject(std::string_view body) {
  if (body.size() > kMaxAnswerBytes) return {.failure = Failure::kTooLarge};
  const std::optional<ChatJson> answer = ParseObject(body);
  if (!answer.has_value()) return {.failure = Failure::kMalformed};
  const ChatJson* message = MessageIn(*answer);
  if (message == nullptr) return {.failure = Failure::kMalformed};
  const ChatJson* refusal = MemberOf(*message, "refusal");
  if (refusal != nullptr && refusal->is_string()) return {.failure = Failure::kDeclined};
  const ChatJson* content = MemberOf(*message, "content");
  if (content == nullptr || !content->is_string()) return {.failure = Failure::kMalformed};
  std::optional<ChatJson> object = ParseObject(content->get_ref<const std::string&>());
  if (!object.has_value()) return {.failure = Failure::kMalformed};
  return {.object = *std::move(object)};
}

}  // namespace zusage::reader
