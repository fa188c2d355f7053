// SPDX-License-Identifier: Apache-2.0
#include "services/app/mail_test_command.h"

#include "absl/strings/str_cat.h"
#include "services/base/ids.h"
#include "services/base/status_macros.h"
#include "services/base/time.h"
#include "services/news/compose_mail.h"
#include "services/news/smtp_sender.h"

namespace zusage::app {
namespace {

constexpr char kText[] =
    "Zusage can send mail through this relay.\n\nZusage kann über dieses Relay Mail senden.\n";
constexpr char kHtml[] =
    "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta "
    "charset=\"utf-8\"><title>Zusage</title></head>\n"
    "<body>\n<p>Zusage can send mail through this relay.</p>\n"
    "<p lang=\"de\">Zusage kann über dieses Relay Mail senden.</p>\n</body>\n</html>\n";

}  // namespace

absl::Status MailTest(const MailOptions& options, const std::string& to, std::ostream& out) {
  if (!options.enabled()) return absl::InvalidArgumentError("mail-test needs --smtp-relay");
  const auto recipient = news::ParseMailAddress(to);
  if (!recipient.has_value()) return absl::InvalidArgumentError("--to is no mail address");
  const SystemClock clock;
  SystemRandom random;
  news::MailContent content{.from = *news::ParseMailAddress(options.from), .to = *recipient};
  content.subject = "Zusage: mail test";
  content.text = kText;
  content.html = kHtml;
  content.id = absl::StrCat("test-", NewId(clock.Now(), random));
  content.list_id = "test";
  content.time = clock.Now();
  ZUSAGE_ASSIGN_OR_RETURN(const news::Mail mail, news::ComposeMail(content));
  ZUSAGE_RETURN_IF_ERROR(news::SmtpSender(options.smtp).Send(mail));
  out << "The relay took the mail.\n";
  return absl::OkStatus();
}

}  // namespace zusage::app
