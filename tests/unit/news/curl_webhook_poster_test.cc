// SPDX-License-Identifier: Apache-2.0
// Real messages to real servers on this machine.
#include "services/news/curl_webhook_poster.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/unit/news/http_receiver.h"

namespace zusage::news::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::StartsWith;
using Manner = HttpReceiver::Manner;

std::string Answer(const std::string& status, const std::string& headers = "") {
  return "HTTP/1.1 " + status + "\r\ncontent-length: 0\r\nconnection: close\r\n" + headers + "\r\n";
}

CurlWebhookPosterOptions Local() {
  CurlWebhookPosterOptions options;
  options.policy = *AddressPolicy::Make({"127.0.0.0/8"});
  return options;
}

TryResult Post(const std::string& url, const CurlWebhookPosterOptions& options = Local()) {
  CurlWebhookPoster poster(options);
  poster.Begin({.key = "one", .url = url, .body = "{}", .headers = {{"webhook-id", "01J"}}});
  for (int i = 0; i < 100; ++i) {
    const std::vector<PostResult> ended = poster.Await(absl::Seconds(1));
    if (ended.empty()) continue;
    EXPECT_THAT(ended, SizeIs(1));
    EXPECT_EQ(ended[0].key, "one");
    return ended[0].result;
  }
  ADD_FAILURE() << "nothing came of it";
  return {};
}

TEST(CurlWebhookPosterTest, BodyAndHeadersArriveAsTheyAre) {
  HttpReceiver receiver(Answer("204 No Content"));
  EXPECT_EQ(Post(receiver.Url()).status, 204);
  ASSERT_THAT(receiver.requests(), SizeIs(1));
  const std::string request = receiver.requests()[0];
  EXPECT_THAT(request, StartsWith("POST /hook?key=1 HTTP/1.1\r\n"));
  EXPECT_THAT(request, HasSubstr("\r\nwebhook-id: 01J\r\n"));
  EXPECT_TRUE(request.ends_with("\r\n\r\n{}"));
}

TEST(CurlWebhookPosterTest, EveryStatusIsTold) {
  for (const char* status : {"200 OK", "404 Not Found", "410 Gone", "500 Oh"}) {
    HttpReceiver receiver(Answer(status));
    EXPECT_EQ(absl::StrCat(Post(receiver.Url()).status), std::string(status).substr(0, 3));
  }
}

TEST(CurlWebhookPosterTest, RedirectIsNotFollowed) {
  HttpReceiver elsewhere(Answer("200 OK"));
  HttpReceiver receiver(Answer("302 Found", "location: " + elsewhere.Url() + "\r\n"));
  EXPECT_EQ(FailureOf(Post(receiver.Url())), DeliveryFailure::kRedirected);
  EXPECT_THAT(elsewhere.requests(), IsEmpty());
}

TEST(CurlWebhookPosterTest, HowLongToWaitIsTold) {
  HttpReceiver receiver(Answer("503 Busy", "retry-after: 120\r\n"));
  EXPECT_EQ(Post(receiver.Url()).retry_after, absl::Seconds(120));
}

TEST(CurlWebhookPosterTest, WhoHangsIsGivenUp) {
  HttpReceiver receiver("", Manner::kHangs);
  CurlWebhookPosterOptions options = Local();
  options.timeout = absl::Milliseconds(100);
  EXPECT_EQ(Post(receiver.Url(), options).failure, DeliveryFailure::kTimedOut);
}

TEST(CurlWebhookPosterTest, WhoHangsDoesNotHoldUpOthers) {
  HttpReceiver hangs("", Manner::kHangs);
  HttpReceiver answers(Answer("200 OK"));
  CurlWebhookPoster poster(Local());
  for (int i = 0; i < 50; ++i) {
    poster.Begin({.key = absl::StrCat("hangs ", i), .url = hangs.Url(), .body = "{}"});
  }
  poster.Begin({.key = "answers", .url = answers.Url(), .body = "{}"});
  std::vector<PostResult> ended;
  for (int i = 0; i < 100 && ended.empty(); ++i) ended = poster.Await(absl::Seconds(1));
  ASSERT_THAT(ended, SizeIs(1));
  EXPECT_EQ(ended[0].key, "answers");
}

TEST(CurlWebhookPosterTest, AnswerWithoutEndIsCutAndItsStatusCounts) {
  HttpReceiver receiver("HTTP/1.1 200 OK\r\n\r\n" + std::string(10'000, 'x'),
                        Manner::kAnswersForEver);
  EXPECT_EQ(Post(receiver.Url()).status, 200);
}

TEST(CurlWebhookPosterTest, HeadersWithoutEndAreAFailure) {
  HttpReceiver receiver("HTTP/1.1 200 OK\r\nx: " + std::string(90'000, 'x') + "\r\n",
                        Manner::kAnswersForEver);
  EXPECT_EQ(FailureOf(Post(receiver.Url())), DeliveryFailure::kBrokenOff);
}

TEST(CurlWebhookPosterTest, WhoClosesHalfWayHasNotTakenIt) {
  HttpReceiver receiver("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf");
  EXPECT_EQ(FailureOf(Post(receiver.Url())), DeliveryFailure::kBrokenOff);
  HttpReceiver silent("");
  EXPECT_EQ(FailureOf(Post(silent.Url())), DeliveryFailure::kBrokenOff);
  HttpReceiver other("SSH-2.0-OpenSSH_9.2\r\n");
  EXPECT_EQ(FailureOf(Post(other.Url())), DeliveryFailure::kBrokenOff);
}

TEST(CurlWebhookPosterTest, NobodyThereIsUnreachable) {
  int port = 0;
  { port = HttpReceiver("").port(); }
  EXPECT_EQ(FailureOf(Post(absl::StrCat("http://127.0.0.1:", port, "/"))),
            DeliveryFailure::kUnreachable);
}

TEST(CurlWebhookPosterTest, PrivateAddressIsNotConnectedTo) {
  HttpReceiver receiver(Answer("200 OK"));
  CurlWebhookPosterOptions options = Local();
  options.policy = AddressPolicy();
  EXPECT_EQ(Post(receiver.Url(), options).failure, DeliveryFailure::kAddressNotAllowed);
  options.policy = *AddressPolicy::Make({"127.0.0.2/32"});
  EXPECT_EQ(Post(receiver.Url(), options).failure, DeliveryFailure::kAddressNotAllowed);
  EXPECT_THAT(receiver.requests(), IsEmpty());
}

// What a name leads to is looked at where it is connected to: this one looks harmless.
TEST(CurlWebhookPosterTest, NameThatLeadsToAPrivateAddressIsNotConnectedTo) {
  HttpReceiver receiver(Answer("200 OK"));
  CurlWebhookPosterOptions options = Local();
  options.policy = AddressPolicy();
  EXPECT_EQ(Post(receiver.Url("localhost"), options).failure, DeliveryFailure::kAddressNotAllowed);
  EXPECT_THAT(receiver.requests(), IsEmpty());
  EXPECT_EQ(Post(receiver.Url("localhost")).status, 200);
}

TEST(CurlWebhookPosterTest, EnvironmentNamesNoProxy) {
  HttpReceiver proxy(Answer("200 OK"));
  HttpReceiver receiver(Answer("204 No Content"));
  setenv("http_proxy", proxy.Url().c_str(), 1);
  setenv("all_proxy", proxy.Url().c_str(), 1);
  EXPECT_EQ(Post(receiver.Url()).status, 204);
  unsetenv("http_proxy");
  unsetenv("all_proxy");
  EXPECT_THAT(proxy.requests(), IsEmpty());
}

TEST(CurlWebhookPosterTest, OtherProtocolsAreRefused) {
  for (const char* url : {"file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/"}) {
    EXPECT_NE(FailureOf(Post(url)), DeliveryFailure::kNone) << url;
  }
}

TEST(CurlWebhookPosterTest, WhoSpeaksNoTlsIsNotSpokenTo) {
  HttpReceiver receiver(Answer("200 OK"));
  const std::string url = "https" + receiver.Url().substr(4);
  EXPECT_EQ(FailureOf(Post(url)), DeliveryFailure::kUntrusted);
}

}  // namespace
}  // namespace zusage::news::testing
