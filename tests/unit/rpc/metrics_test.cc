// SPDX-License-Identifier: Apache-2.0
#include "services/rpc/metrics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <memory>
#include <string>

#include "services/rpc/metrics_http.h"

namespace zusage::rpc {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

TEST(MetricsTest, CallsAreCountedByMethodAndCode) {
  CallMetrics metrics;
  MethodMetrics& method = metrics.OfMethod("s", "Get");
  EXPECT_EQ(&metrics.OfMethod("s", "Get"), &method);
  method.Count(grpc::StatusCode::OK, absl::Milliseconds(2));
  method.Count(grpc::StatusCode::OK, absl::Milliseconds(3));
  method.Count(grpc::StatusCode::NOT_FOUND, absl::Hours(1));
  const std::string text = metrics.Text();
  EXPECT_THAT(text, HasSubstr(R"(zusage_calls_total{service="s",method="Get",code="OK"} 2)"));
  EXPECT_THAT(text, HasSubstr(R"(code="NOT_FOUND"} 1)"));
  EXPECT_THAT(text, Not(HasSubstr("ABORTED")));
  EXPECT_THAT(text, HasSubstr(R"(zusage_call_seconds_count{service="s",method="Get"} 3)"));
  EXPECT_THAT(text, HasSubstr(R"(method="Get",le="0.0025"} 1)"));
  EXPECT_THAT(text, HasSubstr(R"(method="Get",le="+Inf"} 3)"));
}

TEST(MetricsTest, GaugesAreReadWhenMetricsAre) {
  CallMetrics metrics;
  double value = 1;
  metrics.AddGauge("zusage_x", "X.", [&] { return value; });
  value = 2;
  EXPECT_THAT(metrics.Text(), HasSubstr("zusage_x 2"));
}

// What the responder answers to `request`, whole.
std::string Ask(int port, const std::string& request) {
  boost::asio::io_context context;
  boost::asio::ip::tcp::socket socket(context);
  socket.connect({boost::asio::ip::make_address("127.0.0.1"), static_cast<uint16_t>(port)});
  boost::asio::write(socket, boost::asio::buffer(request));
  std::string answer;
  boost::system::error_code end;
  boost::asio::read(socket, boost::asio::dynamic_buffer(answer), end);
  return answer;
}

std::string Get(int port, const std::string& path) {
  return Ask(port, "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
}

TEST(MetricsHttpTest, PagesAreServed) {
  bool ready = false;
  const auto http =
      MetricsHttp::Start("127.0.0.1:0", {[] { return "m 1\n"; }, [&] { return ready; }});
  ASSERT_TRUE(http.ok()) << http.status();
  const int port = (*http)->port();
  EXPECT_THAT(Get(port, "/metrics"), HasSubstr("\r\n\r\nm 1\n"));
  EXPECT_THAT(Get(port, "/healthz"), StartsWith("HTTP/1.1 200"));
  EXPECT_THAT(Get(port, "/readyz"), StartsWith("HTTP/1.1 503"));
  ready = true;
  EXPECT_THAT(Get(port, "/readyz"), StartsWith("HTTP/1.1 200"));
  EXPECT_THAT(Get(port, "/"), StartsWith("HTTP/1.1 404"));
  EXPECT_THAT(Ask(port, "POST /metrics HTTP/1.1\r\n\r\n"), StartsWith("HTTP/1.1 405"));
}

TEST(MetricsHttpTest, NonsenseIsNotAnsweredAndDoesNoHarm) {
  const auto http = MetricsHttp::Start("127.0.0.1:0", {[] { return ""; }, [] { return true; }});
  ASSERT_TRUE(http.ok());
  EXPECT_EQ(Ask((*http)->port(), "\x16\x03\x01 nonsense\r\n\r\n"), "");
  EXPECT_EQ(Ask((*http)->port(), "GET / HTTP/1.1\r\nX: " + std::string(9000, 'x') + "\r\n\r\n"),
            "");
  EXPECT_THAT(Get((*http)->port(), "/healthz"), HasSubstr("ok"));
}

TEST(MetricsHttpTest, AddressThatIsNoneOrTakenIsRefused) {
  const MetricsPages pages = {[] { return ""; }, [] { return true; }};
  for (const char* address : {"", "9464", "localhost:9464", "127.0.0.1:99999", "127.0.0.1:x"}) {
    EXPECT_EQ(MetricsHttp::Start(address, pages).status().code(),
              absl::StatusCode::kInvalidArgument)
        << address;
  }
  const auto first = MetricsHttp::Start("127.0.0.1:0", pages);
  ASSERT_TRUE(first.ok());
  const auto second = MetricsHttp::Start("127.0.0.1:" + std::to_string((*first)->port()), pages);
  EXPECT_EQ(second.status().code(), absl::StatusCode::kUnavailable);
}

}  // namespace
}  // namespace zusage::rpc
