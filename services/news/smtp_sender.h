// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_NEWS_SMTP_SENDER_H_
#define ZUSAGE_SERVICES_NEWS_SMTP_SENDER_H_

#include <atomic>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/news/mail.h"

namespace zusage::news {

struct SmtpSettings {
  // "smtp://mail.example.com:587", which must offer STARTTLS, or "smtps://mail.example.com:465".
  std::string relay;
  std::string user;           // "" to send without logging in
  std::string password_file;  // read whenever a mail is sent, so that it may be exchanged
  std::string ca_file;        // the certificates that are trusted; the system's if empty
  bool insecure = false;      // smtp:// goes without TLS
  absl::Duration connect_timeout = absl::Seconds(10);
  absl::Duration timeout = absl::Seconds(60);  // of all of it
};

// OK, or in words what is wrong with the settings: their URL, or a password that would go over a
// network without TLS.
absl::Status Check(const SmtpSettings& settings);

// Speaks SMTP with a relay, a connection for each mail.
class SmtpSender final : public MailSender {
 public:
  explicit SmtpSender(SmtpSettings settings) : settings_(std::move(settings)) {}

  absl::Status Send(const Mail& mail) override;
  void Stop() override { stopping_ = true; }

 private:
  const SmtpSettings settings_;
  std::atomic<bool> stopping_{false};
};

}  // namespace zusage::news

#endif  // ZUSAGE_SERVICES_NEWS_SMTP_SENDER_H_
