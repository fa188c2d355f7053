// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_READER_CHAT_READER_H_
#define ZUSAGE_SERVICES_READER_CHAT_READER_H_

#include <atomic>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/reader/second_reader.h"

namespace zusage::reader {

struct ChatSettings {
  std::string url;  // "https://models.example.com", what /v1/chat/completions is below of
  std::string model;
  std::string key;        // sent as a bearer token; "" for none
  std::string key_file;   // instead of it: read whenever it is needed, so that it may be exchanged
  std::string ca_file;    // the certificates that are trusted; the system's if empty
  bool insecure = false;  // http:// may go elsewhere than to this machine
  absl::Duration connect_timeout = absl::Seconds(10);
  absl::Duration timeout = absl::Seconds(60);  // of all of it
};

// OK, or in words what is wrong with the settings: their URL, a missing model, or text and key that
// would go over a network without TLS.
absl::Status Check(const ChatSettings& settings);

// Speaks the chat-completions API with one server over libcurl: that address and no other, TLS
// verified, redirects not followed, no proxy, a connection for each question.
class ChatReader final : public SecondReader {
 public:
  // Of settings that were checked.
  explicit ChatReader(ChatSettings settings);

  const std::string& model() const override { return settings_.model; }
  const std::string& address() const override { return endpoint_; }
  std::string Compose(const Question& question) const override;
  Reading Ask(const std::string& message, const std::vector<Candidate>& candidates) override;
  std::string Compose(const ElementQuestion& question) const override;
  ElementReading Ask(const std::string& message, const ElementQuestion& question) override;
  void Stop() override { stopping_ = true; }

 private:
  // What came of sending a message: the body of an answer with status 200 if nothing failed.
  struct Answer {
    Failure failure = Failure::kNone;
    std::string body;
    int http_status = 0;
    absl::Duration retry_after = absl::ZeroDuration();
  };

  Answer Send(const std::string& message);
  absl::StatusOr<std::string> Key() const;

  const ChatSettings settings_;
  const std::string endpoint_;
  std::atomic<bool> stopping_{false};
};

}  // namespace zusage::reader

#endif  // ZUSAGE_SERVICES_READER_CHAT_READER_H_
