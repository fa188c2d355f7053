// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/news/http_receiver.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "absl/strings/str_cat.h"

namespace zusage::news::testing {
namespace {

constexpr int kPatienceMillis = 20;

size_t ContentLength(const std::string& head) {
  constexpr std::string_view kName = "Content-Length: ";
  const size_t at = head.find(kName);
  size_t length = 0;
  if (at != head.npos) {
    std::from_chars(head.data() + at + kName.size(), head.data() + head.size(), length);
  }
  return length;
}

}  // namespace

HttpReceiver::HttpReceiver(std::string answer, Manner manner)
    : answer_(std::move(answer)), manner_(manner) {
  listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{.sin_family = AF_INET};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof(address);
  auto* const any = reinterpret_cast<sockaddr*>(&address);
  EXPECT_EQ(bind(listener_, any, size), 0);
  EXPECT_EQ(listen(listener_, 16), 0);
  EXPECT_EQ(getsockname(listener_, any, &size), 0);
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this] { Run(); });
}

HttpReceiver::~HttpReceiver() {
  stopping_ = true;
  thread_.join();
  close(listener_);
}

std::string HttpReceiver::Url(const std::string& host) const {
  return absl::StrCat("http://", host, ":", port_, "/hook?key=1");
}

std::vector<std::string> HttpReceiver::requests() {
  const std::scoped_lock lock(mutex_);
  return requests_;
}

void HttpReceiver::Run() {
  while (!stopping_) {
    pollfd ready{.fd = listener_, .events = POLLIN};
    if (poll(&ready, 1, kPatienceMillis) != 1) continue;
    const int connection = accept(listener_, nullptr, nullptr);
    if (connection < 0) continue;
    Serve(connection);
    close(connection);
  }
}

std::string HttpReceiver::ReadRequest(int connection) {
  std::string request;
  char bytes[4096];
  while (!stopping_) {
    const size_t head = request.find("\r\n\r\n");
    if (head != request.npos && request.size() >= head + 4 + ContentLength(request)) break;
    const ssize_t got = recv(connection, bytes, sizeof(bytes), 0);
    if (got <= 0) break;
    request.append(bytes, static_cast<size_t>(got));
    if (request[0] != 'P') break;  // not a POST: somebody speaks something else
  }
  return request;
}

void HttpReceiver::Serve(int connection) {
  const std::string request = ReadRequest(connection);
  {
    const std::scoped_lock lock(mutex_);
    requests_.push_back(request);
  }
  pollfd closed{.fd = connection, .events = POLLIN};
  if (manner_ == Manner::kHangs) {
    while (!stopping_ && poll(&closed, 1, kPatienceMillis) == 0) continue;
    return;
  }
  do {
    if (send(connection, answer_.data(), answer_.size(), MSG_NOSIGNAL) < 0) return;
  } while (manner_ == Manner::kAnswersForEver && !stopping_);
}

}  // namespace zusage::news::testing
