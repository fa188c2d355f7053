// SPDX-License-Identifier: Apache-2.0
#include "services/news/digest_proto.h"

#include "services/base/status_macros.h"
#include "services/news/domain/digest_document.h"
#include "services/values/proto_values.h"

namespace zusage::news {
namespace {

v1::DigestLine ToProto(const DigestLine& line) {
  v1::DigestLine out;
  out.set_subject(line.subject);
  out.set_title(line.title);
  out.set_customer(line.customer);
  out.set_customer_display_name(line.customer_display_name);
  out.set_person(line.person);
  out.set_person_display_name(line.person_display_name);
  *out.mutable_text() = values::ToText(line.text.english, line.text.german);
  if (line.time != absl::UnixEpoch()) *out.mutable_time() = values::ToProto(line.time);
  return out;
}

v1::DigestSection ToProto(const DigestSection& section) {
  v1::DigestSection out;
  out.set_topic(static_cast<v1::DigestSection::Topic>(section.topic));
  out.set_total_count(section.total_count);
  for (const DigestLine& line : section.lines) *out.add_lines() = ToProto(line);
  *out.mutable_note() = values::ToText(section.note.english, section.note.german);
  return out;
}

}  // namespace

absl::StatusOr<GetDigestInput> FromProto(const v1::GetDigestRequest& request) {
  GetDigestInput input{.parent = request.parent()};
  if (request.has_week()) {
    ZUSAGE_ASSIGN_OR_RETURN(input.week, values::FromProto(request.week(), "week"));
  }
  return input;
}

v1::Digest ToProto(const Digest& digest) {
  v1::Digest out;
  out.set_product(digest.product);
  *out.mutable_week_start() = values::ToProto(digest.week.first_day);
  *out.mutable_week_end() = values::ToProto(digest.week.last_day);
  for (const DigestSection& section : digest.sections) *out.add_sections() = ToProto(section);
  out.mutable_markdown()->set_en(ToMarkdown(digest, Language::kEnglish));
  out.mutable_markdown()->set_de(ToMarkdown(digest, Language::kGerman));
  out.mutable_html()->set_en(ToHtml(digest, Language::kEnglish));
  out.mutable_html()->set_de(ToHtml(digest, Language::kGerman));
  out.set_known_position(digest.known_position);
  out.set_is_over(digest.is_over);
  out.set_is_whole(digest.is_whole);
  return out;
}

}  // namespace zusage::news
