// SPDX-License-Identifier: Apache-2.0
#include "services/news/compose_mail.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>

namespace zusage::news {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

MailContent SampleContent() {
  return {.from = {"Zusage", "zusage@example.com"},
          .to = {"Petra Müller", "petra@example.org"},
          .subject = "atlas: die Woche vom 2026-01-12 bis 2026-01-18",
          .text = "# Überschrift\n\n- Zeile\n.\nEnde\n",
          .html = "<!DOCTYPE html>\n<p>Überschrift</p>\n",
          .language = Language::kGerman,
          .id = "digest-atlas-2026-01-12-petra",
          .list_id = "atlas.digest",
          .time = absl::FromCivil(absl::CivilSecond(2026, 1, 19, 6, 0, 5), absl::UTCTimeZone())};
}

std::string Compose(const MailContent& content) {
  const absl::StatusOr<Mail> mail = ComposeMail(content);
  EXPECT_TRUE(mail.ok()) << mail.status();
  return mail.ok() ? mail->bytes : "";
}

std::string HeadOf(const std::string& bytes) { return bytes.substr(0, bytes.find("\r\n\r\n") + 2); }

// The names of the headers, each on a line of its own that does not begin with a blank.
std::vector<std::string> HeadersOf(const std::string& bytes) {
  static const std::regex header("(?:^|\r\n)([^ \t\r\n:]+):");
  const std::string head = HeadOf(bytes);
  std::vector<std::string> names;
  for (std::sregex_iterator at(head.begin(), head.end(), header), end; at != end; ++at) {
    names.push_back((*at)[1]);
  }
  return names;
}

TEST(ComposeMailTest, HasWhatMailProgramsAndFiltersLookFor) {
  const std::string head = HeadOf(Compose(SampleContent()));
  EXPECT_THAT(head, HasSubstr("From: Zusage <zusage@example.com>\r\n"));
  EXPECT_THAT(head, HasSubstr("To: "));
  EXPECT_THAT(head, HasSubstr("<petra@example.org>\r\n"));
  EXPECT_THAT(head, HasSubstr("Subject: atlas: die Woche vom 2026-01-12 bis 2026-01-18\r\n"));
  EXPECT_THAT(head, HasSubstr("Date: Mon, 19 Jan 2026 06:00:05 +0000\r\n"));
  EXPECT_THAT(head, HasSubstr("Message-Id: <digest-atlas-2026-01-12-petra@example.com>\r\n"));
  EXPECT_THAT(head, HasSubstr("List-Id: <atlas.digest.example.com>\r\n"));
  EXPECT_THAT(head, HasSubstr("Auto-Submitted: auto-generated\r\n"));
  EXPECT_THAT(head, HasSubstr("Content-Language: de\r\n"));
  EXPECT_THAT(head, HasSubstr("MIME-Version: 1.0\r\n"));
  EXPECT_THAT(head, HasSubstr("Content-Type: multipart/alternative"));
}

TEST(ComposeMailTest, TextComesBeforeHtmlAndBothAreUtf8) {
  const std::string bytes = Compose(SampleContent());
  const size_t text = bytes.find("Content-Type: text/plain; charset=utf-8");
  const size_t html = bytes.find("Content-Type: text/html; charset=utf-8");
  ASSERT_NE(text, std::string::npos);
  ASSERT_NE(html, std::string::npos);
  EXPECT_LT(text, html);
  EXPECT_THAT(bytes, HasSubstr("# =C3=9Cberschrift\r\n"));
}

TEST(ComposeMailTest, LinesEndAsSmtpWantsAndAreShort) {
  MailContent content = SampleContent();
  content.text += std::string(5000, 'x') + "\n";
  const std::string bytes = Compose(content);
  size_t start = 0;
  for (size_t end = bytes.find('\n'); end != bytes.npos; end = bytes.find('\n', start)) {
    ASSERT_EQ(bytes[end - 1], '\r');
    EXPECT_LE(end - start, 200u);
    start = end + 1;
  }
  for (const char c : bytes) ASSERT_TRUE(static_cast<unsigned char>(c) < 0x80);
}

TEST(ComposeMailTest, SameContentGivesTheSameBytes) {
  EXPECT_EQ(Compose(SampleContent()), Compose(SampleContent()));
}

TEST(ComposeMailTest, NoNameOrSubjectAddsAHeader) {
  const std::vector<std::string> headers = HeadersOf(Compose(SampleContent()));
  EXPECT_EQ(headers.size(), 11u);
  for (const char* evil :
       {"Petra\r\nBcc: all@example.com", "Petra\nBcc: all@example.com", "P\rBcc: x",
        "\"Petra\" <evil@example.com>, x", "a\u2028Bcc: x", "=?utf-8?Q?=0D=0ABcc:_x?=", "Petra <b>",
        "x\x0b\x0c y", "(comment", "a,b;c:d"}) {
    MailContent content = SampleContent();
    content.to.display_name = evil;
    content.from.display_name = evil;
    content.subject = evil;
    const std::string bytes = Compose(content);
    EXPECT_EQ(HeadersOf(bytes), headers) << evil;
    EXPECT_THAT(HeadOf(bytes), HasSubstr("<petra@example.org>\r\n"));
  }
}

TEST(ComposeMailTest, AddressThatIsNoneIsRefused) {
  for (const char* address :
       {"", "petra", "@example.com", "petra@", "a@b@c", "petra @example.com", "<petra@example.com>",
        "petra@example.com\r\nRCPT TO:<x@y>", "pétra@example.com", "a,b@example.com"}) {
    MailContent content = SampleContent();
    content.to.address = address;
    EXPECT_TRUE(absl::IsInvalidArgument(ComposeMail(content).status())) << address;
  }
}

TEST(ComposeMailTest, AddressIsReadWithAndWithoutAName) {
  const auto named = ParseMailAddress("Zusage Atlas <zusage@example.com>");
  ASSERT_TRUE(named.has_value());
  EXPECT_EQ(named->display_name, "Zusage Atlas");
  EXPECT_EQ(named->address, "zusage@example.com");
  EXPECT_EQ(ParseMailAddress("zusage@example.com")->address, "zusage@example.com");
  EXPECT_FALSE(ParseMailAddress("Zusage <zusage@example.com").has_value());
  EXPECT_FALSE(ParseMailAddress("zusage@example.com\r\nBcc: x").has_value());
  EXPECT_FALSE(ParseMailAddress("Zusage <zusage>").has_value());
}

}  // namespace
}  // namespace zusage::news
