// SPDX-License-Identifier: Apache-2.0
#include "services/news/compose_mail.h"

#include <gmime/gmime.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <string>

#include "absl/strings/str_cat.h"
#include "services/news/domain/markup.h"

namespace zusage::news {
namespace {

constexpr size_t kMaxAddress = 254;  // RFC 5321, less the angle brackets
constexpr size_t kMaxHeaderText = 200;

// GMime's objects are counted references.
struct Unref {
  void operator()(void* object) const { g_object_unref(object); }
};
template <typename Object>
using Owned = std::unique_ptr<Object, Unref>;

void InitialiseOnce() {
  static std::once_flag once;
  std::call_once(once, [] { g_mime_init(); });
}

bool IsAddress(std::string_view address) {
  const size_t at = address.rfind('@');
  const auto fits = [](char c) {
    return c > 0x20 && c < 0x7f && std::string_view("<>()[],;:\\\"").find(c) == std::string::npos;
  };
  return address.size() <= kMaxAddress && at != address.npos && at > 0 && at + 1 < address.size() &&
         address.find('@') == at && std::ranges::all_of(address, fits);
}

std::string HostOf(const MailAddress& address) {
  return address.address.substr(address.address.rfind('@') + 1);
}

void AddMailbox(GMimeMessage* message, GMimeAddressType type, const MailAddress& mailbox) {
  const std::string name = OneLine(mailbox.display_name, kMaxHeaderText);
  g_mime_message_add_mailbox(message, type, name.empty() ? nullptr : name.c_str(),
                             mailbox.address.c_str());
}

void SetHeader(GMimeMessage* message, const char* name, const std::string& value) {
  g_mime_object_set_header(GMIME_OBJECT(message), name, value.c_str(), "utf-8");
}

// Not a GMimeTextPart, which takes the oldest character set that fits: documents say that they are
// UTF-8.
Owned<GMimeObject> TextPart(const char* subtype, const std::string& text) {
  GMimePart* part = g_mime_part_new_with_type("text", subtype);
  g_mime_object_set_content_type_parameter(GMIME_OBJECT(part), "charset", "utf-8");
  const Owned<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(text.data(), text.size()));
  const Owned<GMimeDataWrapper> content(
      g_mime_data_wrapper_new_with_stream(stream.get(), GMIME_CONTENT_ENCODING_DEFAULT));
  g_mime_part_set_content(part, content.get());
  g_mime_part_set_content_encoding(part, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
  return Owned<GMimeObject>(GMIME_OBJECT(part));
}

// The better form comes last. The boundary cannot occur in what is quoted-printable.
Owned<GMimeObject> Body(const MailContent& content) {
  GMimeMultipart* body = g_mime_multipart_new_with_subtype("alternative");
  g_mime_multipart_set_boundary(body, absl::StrCat("=_", content.id).c_str());
  g_mime_multipart_add(body, TextPart("plain", content.text).get());
  g_mime_multipart_add(body, TextPart("html", content.html).get());
  return Owned<GMimeObject>(GMIME_OBJECT(body));
}

void SetHeaders(GMimeMessage* message, const MailContent& content) {
  const std::string host = HostOf(content.from);
  AddMailbox(message, GMIME_ADDRESS_TYPE_FROM, content.from);
  AddMailbox(message, GMIME_ADDRESS_TYPE_TO, content.to);
  g_mime_message_set_subject(message, OneLine(content.subject, kMaxHeaderText).c_str(), "utf-8");
  GDateTime* date = g_date_time_new_from_unix_utc(absl::ToUnixSeconds(content.time));
  g_mime_message_set_date(message, date);
  g_date_time_unref(date);
  g_mime_message_set_message_id(message, absl::StrCat(content.id, "@", host).c_str());
  SetHeader(message, "List-Id", absl::StrCat("<", content.list_id, ".", host, ">"));
  SetHeader(message, "Content-Language", content.language == Language::kGerman ? "de" : "en");
  // So that no absence note comes back.
  SetHeader(message, "Auto-Submitted", "auto-generated");
  SetHeader(message, "X-Auto-Response-Suppress", "All");
}

std::string Written(GMimeMessage* message) {
  GMimeFormatOptions* format = g_mime_format_options_new();
  g_mime_format_options_set_newline_format(format, GMIME_NEWLINE_FORMAT_DOS);
  const Owned<GMimeStream> stream(g_mime_stream_mem_new());
  g_mime_object_write_to_stream(GMIME_OBJECT(message), format, stream.get());
  g_mime_format_options_free(format);
  const GByteArray* bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream.get()));
  return std::string(reinterpret_cast<const char*>(bytes->data), bytes->len);
}

}  // namespace

std::optional<MailAddress> ParseMailAddress(std::string_view text) {
  MailAddress parsed;
  const size_t bracket = text.find('<');
  if (bracket == text.npos) {
    parsed.address = text;
  } else {
    if (!text.ends_with('>')) return std::nullopt;
    parsed.display_name = OneLine(text.substr(0, bracket), kMaxHeaderText);
    parsed.address = text.substr(bracket + 1, text.size() - bracket - 2);
  }
  if (!IsAddress(parsed.address)) return std::nullopt;
  return parsed;
}

absl::StatusOr<Mail> ComposeMail(const MailContent& content) {
  if (!IsAddress(content.from.address) || !IsAddress(content.to.address)) {
    return absl::InvalidArgumentError("not an address that mail can be sent to");
  }
  InitialiseOnce();
  const Owned<GMimeMessage> message(g_mime_message_new(/*pretty_headers=*/TRUE));
  SetHeaders(message.get(), content);
  g_mime_message_set_mime_part(message.get(), Body(content).get());
  return Mail{content.from.address, content.to.address, Written(message.get())};
}

}  // namespace zusage::news
