// SPDX-License-Identifier: Apache-2.0
//
// What needs no server to talk to; tests/e2e/cli/second_reader_test talks to a real one.
#include "services/reader/chat_reader.h"

#include <gtest/gtest.h>

namespace zusage::reader {
namespace {

TEST(ChatSettingsTest, RequestsDoNotGoOverANetworkInClear) {
  EXPECT_TRUE(Check({.url = "https://models.example.com", .model = "m"}).ok());
  EXPECT_TRUE(Check({.url = "http://127.0.0.1:11434", .model = "m"}).ok());
  EXPECT_TRUE(Check({.url = "http://[::1]:11434/v1", .model = "m"}).ok());
  EXPECT_FALSE(Check({.url = "http://10.0.0.7:8000", .model = "m"}).ok());
  EXPECT_FALSE(Check({.url = "http://127.0.0.1.example.com", .model = "m"}).ok());
  EXPECT_TRUE(Check({.url = "http://10.0.0.7:8000", .model = "m", .insecure = true}).ok());
}

TEST(ChatSettingsTest, SecretsDoNotStandInTheUrl) {
  EXPECT_FALSE(Check({.url = "https://user:secret@models.example.com", .model = "m"}).ok());
  EXPECT_FALSE(Check({.url = "https://models.example.com/?key=secret", .model = "m"}).ok());
}

TEST(ChatSettingsTest, OtherProtocolsAndNoModelAreRefused) {
  for (const char* url : {"ftp://x", "models.example.com", "file:///etc/passwd", "HTTP"}) {
    EXPECT_FALSE(Check({.url = url, .model = "m"}).ok()) << url;
  }
  EXPECT_FALSE(Check({.url = "https://models.example.com"}).ok());
}

TEST(ChatReaderTest, EndpointIsTheSameHoweverTheUrlIsWritten) {
  for (const char* url : {"https://m.example.com", "https://m.example.com/",
                          "https://m.example.com/v1", "https://m.example.com/v1/"}) {
    EXPECT_EQ(ChatReader({.url = url, .model = "m"}).address(),
              "https://m.example.com/v1/chat/completions");
  }
}

TEST(ChatReaderTest, ServerThatIsAwayIsUnreachable) {
  ChatReader reader({.url = "http://127.0.0.1:1", .model = "m"});
  EXPECT_EQ(reader.Ask("{}", std::vector<Candidate>()).failure, Failure::kUnreachable);
}

TEST(ChatReaderTest, WithoutItsKeyNobodyIsAsked) {
  ChatReader reader({.url = "http://127.0.0.1:1", .model = "m", .key_file = "/no/such"});
  EXPECT_EQ(reader.Ask("{}", std::vector<Candidate>()).failure, Failure::kUnreachable);
}

}  // namespace
}  // namespace zusage::reader
