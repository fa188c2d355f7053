// SPDX-License-Identifier: Apache-2.0
//
// What needs no relay to talk to; tests/e2e/cli/digest_mail_test talks to a real one.
#include "services/news/smtp_sender.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <string>

namespace zusage::news {
namespace {

// Lets callers connect, and never says a word to them.
class SilentRelay {
 public:
  SilentRelay() : socket_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof(address);
    EXPECT_EQ(bind(socket_, reinterpret_cast<sockaddr*>(&address), size), 0);
    EXPECT_EQ(listen(socket_, 5), 0);
    getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
  }
  ~SilentRelay() { close(socket_); }

  std::string url() const { return "smtp://127.0.0.1:" + std::to_string(port_); }

 private:
  const int socket_;
  int port_ = 0;
};

const Mail kMail{"zusage@example.com", "petra@example.com", "Subject: x\r\n\r\ny\r\n"};

TEST(SmtpSenderTest, RelayThatSaysNothingIsGivenUp) {
  const SilentRelay relay;
  SmtpSender sender({.relay = relay.url(), .insecure = true, .timeout = absl::Milliseconds(100)});
  EXPECT_TRUE(absl::IsUnavailable(sender.Send(kMail)));
}

TEST(SmtpSenderTest, StoppedSenderDoesNotWait) {
  const SilentRelay relay;
  SmtpSender sender({.relay = relay.url(), .insecure = true});
  sender.Stop();
  EXPECT_TRUE(absl::IsUnavailable(sender.Send(kMail)));
}

TEST(SmtpSenderTest, PasswordThatCannotBeReadIsAMatterOfSettings) {
  SmtpSender sender({.relay = "smtps://127.0.0.1:1", .user = "u", .password_file = "/no/such"});
  EXPECT_TRUE(absl::IsFailedPrecondition(sender.Send(kMail)));
}

TEST(SmtpSenderTest, RelayThatIsAwayMayComeBack) {
  SmtpSender sender({.relay = "smtps://127.0.0.1:1"});
  EXPECT_TRUE(absl::IsUnavailable(sender.Send(kMail)));
}

TEST(SmtpSettingsTest, MistakesAreFound) {
  EXPECT_TRUE(Check({.relay = "smtp://mail.example.com:587"}).ok());
  EXPECT_TRUE(Check({.relay = "smtps://mail.example.com", .user = "u", .password_file = "f"}).ok());
  for (const char* url :
       {"mail.example.com", "http://mail.example.com", "smtp:mail", "file:///etc"}) {
    EXPECT_FALSE(Check({.relay = url}).ok()) << url;
  }
  EXPECT_FALSE(Check({.relay = "smtp://user:word@mail.example.com"}).ok());
  EXPECT_FALSE(Check({.relay = "smtps://mail.example.com", .user = "u"}).ok());
  EXPECT_FALSE(Check({.relay = "smtps://mail.example.com", .password_file = "f"}).ok());
}

TEST(SmtpSettingsTest, NoPasswordGoesOverANetworkInTheOpen) {
  SmtpSettings settings{.relay = "smtp://mail.example.com:587", .user = "u", .password_file = "f"};
  EXPECT_TRUE(Check(settings).ok());
  settings.insecure = true;
  EXPECT_FALSE(Check(settings).ok());
  settings.relay = "smtp://127.0.0.1:25";
  EXPECT_TRUE(Check(settings).ok());
  settings.relay = "smtp://127.0.0.1.example.com:25";
  EXPECT_FALSE(Check(settings).ok());
  settings.relay = "smtp://localhost.example.com:25";
  EXPECT_FALSE(Check(settings).ok());
}

}  // namespace
}  // namespace zusage::news
