// SPDX-License-Identifier: Apache-2.0
#include "services/news/news_proto.h"

#include <string>

#include "services/values/proto_values.h"

namespace zusage::news {
namespace {

type::v1::Decision::Outcome OutcomeOf(const News& news) {
  type::v1::Decision::Outcome outcome = type::v1::Decision::OUTCOME_UNSPECIFIED;
  type::v1::Decision::Outcome_Parse("OUTCOME_" + news.Detail("outcome"), &outcome);
  return outcome;
}

v1::Notice ToProto(const Notice& notice) {
  const News& news = notice.news;
  const NoticeText& text = notice.text;
  v1::Notice message;
  message.set_name(notice.name);
  message.set_kind(static_cast<v1::Kind>(news.kind));
  message.set_product(news.product);
  message.set_subject(news.subject);
  *message.mutable_title() = values::ToText(text.title.english, text.title.german);
  *message.mutable_text() = values::ToText(text.text.english, text.text.german);
  message.set_outcome(OutcomeOf(news));
  message.set_actor(news.actor);
  message.set_position(news.position);
  *message.mutable_create_time() = values::ToProto(news.create_time);
  if (notice.read_time.has_value()) {
    *message.mutable_read_time() = values::ToProto(*notice.read_time);
  }
  return message;
}

}  // namespace

ListNoticesInput FromProto(const v1::ListNoticesRequest& request) {
  ListNoticesInput input{.unread_only = request.unread_only(),
                         .kinds = {},
                         .product = request.product(),
                         .page_size = request.page_size(),
                         .page_token = request.page_token()};
  for (const int kind : request.kinds()) input.kinds.push_back(static_cast<Kind>(kind));
  return input;
}

MarkNoticesReadInput FromProto(const v1::MarkNoticesReadRequest& request) {
  return {.names = {request.names().begin(), request.names().end()}, .up_to = request.up_to()};
}

v1::ListNoticesResponse ToProto(const ListNoticesOutput& output) {
  v1::ListNoticesResponse message;
  for (const Notice& notice : output.notices) *message.add_notices() = ToProto(notice);
  message.set_next_page_token(output.next_page_token);
  message.set_unread_count(output.unread_count);
  return message;
}

}  // namespace zusage::news
