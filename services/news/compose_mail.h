// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_NEWS_COMPOSE_MAIL_H_
#define ZUSAGE_SERVICES_NEWS_COMPOSE_MAIL_H_

#include <optional>
#include <string_view>

#include "absl/status/statusor.h"
#include "services/news/mail.h"

namespace zusage::news {

// "Zusage <zusage@example.com>" or "zusage@example.com"; nothing if that is no address that mail
// can be sent from or to: one of ASCII, without blanks, control characters and angle brackets.
std::optional<MailAddress> ParseMailAddress(std::string_view text);

// The message (RFC 5322, MIME): its text as Markdown and, better, as HTML. Nothing in names,
// subject or text can add a header. INVALID_ARGUMENT if an address is none.
absl::StatusOr<Mail> ComposeMail(const MailContent& content);

}  // namespace zusage::news

#endif  // ZUSAGE_SERVICES_NEWS_COMPOSE_MAIL_H_
