// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_NEWS_MAIL_H_
#define ZUSAGE_SERVICES_NEWS_MAIL_H_

#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/base/error.h"

namespace zusage::news {

// Somebody whom mail reaches.
struct MailAddress {
  std::string display_name;  // anything; "" for none
  std::string address;       // "sofia@example.com"
};

// What a mail says, and to whom.
struct MailContent {
  MailAddress from;
  MailAddress to;
  std::string subject;
  std::string text;  // Markdown
  std::string html;
  Language language = Language::kEnglish;
  // Of the message and of the list that it belongs to, without the host: the first is the same
  // whenever this mail is sent again. Of letters, digits, ".", "-" and "=".
  std::string id;
  std::string list_id;
  absl::Time time;
};

// A mail as it is handed over.
struct Mail {
  std::string from;   // the sender's address
  std::string to;     // the recipient's
  std::string bytes;  // the message, with lines that end with CR LF
};

// Hands mails over to a relay. Thread-safe.
class MailSender {
 public:
  virtual ~MailSender() = default;

  // Returns when the relay has taken the mail, has refused it, or does not answer in time.
  // INVALID_ARGUMENT: the relay will not take this mail to this recipient, however often it is
  // tried; UNAVAILABLE: it may later; FAILED_PRECONDITION: not until somebody changes the settings.
  virtual absl::Status Send(const Mail& mail) = 0;
  // Ends what is under way and all that comes: the process stops.
  virtual void Stop() {}
};

}  // namespace zusage::news

#endif  // ZUSAGE_SERVICES_NEWS_MAIL_H_
