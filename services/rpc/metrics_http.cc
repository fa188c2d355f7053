// SPDX-License-Identifier: Apache-2.0
#include "services/rpc/metrics_http.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <chrono>
#include <string_view>
#include <thread>
#include <utility>

#include "absl/strings/numbers.h"
#include "services/base/status_macros.h"

namespace zusage::rpc {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::ip::tcp;

constexpr std::chrono::seconds kTimeout{5};
constexpr size_t kMaxRequestBytes = 8192;
constexpr int kMaxConnections = 64;

http::response<http::string_body> Respond(const http::request<http::empty_body>& request,
                                          const MetricsPages& pages) {
  http::response<http::string_body> response{http::status::ok, request.version()};
  response.set(http::field::content_type, "text/plain; charset=utf-8");
  const std::string_view target(request.target().data(), request.target().size());
  if (request.method() != http::verb::get && request.method() != http::verb::head) {
    response.result(http::status::method_not_allowed);
  } else if (target == "/metrics") {
    response.set(http::field::content_type, "text/plain; version=0.0.4; charset=utf-8");
    response.body() = pages.metrics();
  } else if (target == "/healthz") {
    response.body() = "ok\n";
  } else if (target == "/readyz") {
    const bool ready = pages.is_ready();
    response.result(ready ? http::status::ok : http::status::service_unavailable);
    response.body() = ready ? "ready\n" : "not ready\n";
  } else {
    response.result(http::status::not_found);
  }
  response.keep_alive(false);
  response.prepare_payload();
  if (request.method() == http::verb::head) response.body().clear();
  return response;
}

// One connection: one request, one answer.
class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(tcp::socket socket, const MetricsPages& pages, int& connections)
      : stream_(std::move(socket)), pages_(pages), connections_(connections) {
    ++connections_;
    parser_.header_limit(kMaxRequestBytes);
  }
  ~Session() { --connections_; }

  void Run() {
    stream_.expires_after(kTimeout);
    http::async_read(stream_, buffer_, parser_,
                     [self = shared_from_this()](beast::error_code error, size_t) {
                       if (!error) self->Answer();
                     });
  }

 private:
  void Answer() {
    response_ = Respond(parser_.get(), pages_);
    http::async_write(stream_, response_, [self = shared_from_this()](beast::error_code, size_t) {
      beast::error_code ignored;
      self->stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
    });
  }

  beast::tcp_stream stream_;
  beast::flat_buffer buffer_;
  http::request_parser<http::empty_body> parser_;
  http::response<http::string_body> response_;
  const MetricsPages& pages_;
  int& connections_;  // counted on the one thread
};

absl::StatusOr<tcp::endpoint> ParseEndpoint(const std::string& address) {
  const size_t colon = address.rfind(':');
  uint32_t port = 0;
  boost::system::error_code error;
  const auto host = asio::ip::make_address(address.substr(0, colon), error);
  if (colon == address.npos || error || !absl::SimpleAtoi(address.substr(colon + 1), &port) ||
      port > 65535) {
    return absl::InvalidArgumentError(address + " is not of the form 127.0.0.1:9464");
  }
  return tcp::endpoint(host, static_cast<uint16_t>(port));
}

}  // namespace

class MetricsHttp::Impl {
 public:
  explicit Impl(MetricsPages pages) : pages_(std::move(pages)), acceptor_(context_) {}
  ~Impl() {
    context_.stop();
    if (thread_.joinable()) thread_.join();
  }

  absl::Status Start(const tcp::endpoint& endpoint) {
    boost::system::error_code error;
    acceptor_.open(endpoint.protocol(), error);
    if (!error) acceptor_.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error) acceptor_.bind(endpoint, error);
    if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
    if (error) return absl::UnavailableError("Cannot serve metrics: " + error.message());
    port_ = acceptor_.local_endpoint(error).port();
    Accept();
    thread_ = std::thread([this] { context_.run(); });
    return absl::OkStatus();
  }

  int port() const { return port_; }

 private:
  void Accept() {
    acceptor_.async_accept([this](boost::system::error_code error, tcp::socket socket) {
      if (!error && connections_ < kMaxConnections) {
        std::make_shared<Session>(std::move(socket), pages_, connections_)->Run();
      }
      if (error != asio::error::operation_aborted) Accept();
    });
  }

  const MetricsPages pages_;
  int connections_ = 0;
  asio::io_context context_{1};  // its pending sessions end before what they use
  tcp::acceptor acceptor_;
  int port_ = 0;
  std::thread thread_;
};

absl::StatusOr<std::unique_ptr<MetricsHttp>> MetricsHttp::Start(const std::string& address,
                                                                MetricsPages pages) {
  ZUSAGE_ASSIGN_OR_RETURN(const tcp::endpoint endpoint, ParseEndpoint(address));
  auto impl = std::make_unique<Impl>(std::move(pages));
  ZUSAGE_RETURN_IF_ERROR(impl->Start(endpoint));
  return std::unique_ptr<MetricsHttp>(new MetricsHttp(std::move(impl)));
}

MetricsHttp::MetricsHttp(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
MetricsHttp::~MetricsHttp() = default;
int MetricsHttp::port() const { return impl_->port(); }

}  // namespace zusage::rpc
