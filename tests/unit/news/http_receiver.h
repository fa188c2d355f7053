// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_TESTS_UNIT_NEWS_HTTP_RECEIVER_H_
#define ZUSAGE_TESTS_UNIT_NEWS_HTTP_RECEIVER_H_

#include <atomic>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace zusage::news::testing {

// A real server on this machine's loopback address that answers every request with the bytes that
// a test gave, and closes. It ends with the object.
class HttpReceiver {
 public:
  // What it does beside sending the answer.
  enum class Manner {
    kAnswers,
    kHangs,           // reads, and says nothing until the end
    kAnswersForEver,  // goes on sending
  };

  explicit HttpReceiver(std::string answer, Manner manner = Manner::kAnswers);
  ~HttpReceiver();

  int port() const { return port_; }
  std::string Url(const std::string& host = "127.0.0.1") const;
  // The requests that reached it, as they were sent.
  std::vector<std::string> requests();

 private:
  void Run();
  void Serve(int connection);
  std::string ReadRequest(int connection);

  const std::string answer_;
  const Manner manner_;
  int listener_ = -1;
  int port_ = 0;
  std::atomic<bool> stopping_{false};
  std::mutex mutex_;
  std::vector<std::string> requests_;
  std::thread thread_;
};

}  // namespace zusage::news::testing

#endif  // ZUSAGE_TESTS_UNIT_NEWS_HTTP_RECEIVER_H_
