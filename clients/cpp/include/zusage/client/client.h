// SPDX-License-Identifier: Apache-2.0
//
// A client of Zusage. Every rpc of the contract can be called with it:
//
//   client::Client zusage({.address = "https://zusage.example:443",
//                          .token = client::TokenFromFile("/etc/crm/zusage-token")});
//   strategy::v1::GetStrategyRequest request;
//   request.set_name("products/atlas/strategies/current");
//   absl::StatusOr<strategy::v1::Strategy> strategy =
//       zusage.Call(&strategy::v1::StrategyService::Stub::GetStrategy, request);
//
// What is asked most has methods of its own in intake.h, commitments.h, directory.h and journal.h.
#ifndef ZUSAGE_CLIENTS_CPP_INCLUDE_ZUSAGE_CLIENT_CLIENT_H_
#define ZUSAGE_CLIENTS_CPP_INCLUDE_ZUSAGE_CLIENT_CLIENT_H_

#include <google/protobuf/message.h>
#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>

#include <memory>
#include <string>
#include <type_traits>
#include <utility>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "zusage/client/error.h"
#include "zusage/client/list_range.h"
#include "zusage/client/options.h"

namespace zusage::client {

class Core;

// Thread-safe; any number of calls may be under way at once. Cheap to copy: copies are the same
// client and share its connection.
class Client {
 public:
  // Connects at the first call.
  explicit Client(ClientOptions options = {});

  // One call, waited for. A mutation gets a request_id if it has none, once for all attempts. While
  // the server is UNAVAILABLE the call is repeated as ClientOptions::retry says, within the timeout
  // and if that is safe; the last error is returned. What the server refuses comes back as it says
  // it: see error.h.
  template <typename Stub, typename Request, typename Response>
  absl::StatusOr<Response> Call(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                             Response*),
                                std::type_identity_t<Request> request,
                                const CallOptions& options = {}) const {
    Stub stub(channel());
    Response response;
    absl::Status status = Repeat(request, options, [&](grpc::ClientContext& context) {
      return (stub.*method)(&context, request, &response);
    });
    if (!status.ok()) return status;
    return response;
  }

  // All of a list, whose pages are fetched as it is walked through. `items` is what a page holds:
  //
  //   zusage.List(&Service::Stub::ListReviews, &ListReviewsResponse::change_requests, request)
  //
  // Starts at the request's page_token.
  template <typename Stub, typename Request, typename Response, typename Items>
  auto List(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
            const Items& (Response::*items)() const, std::type_identity_t<Request> request,
            const CallOptions& options = {}) const {
    using Item = typename Items::value_type;
    return ListRange<Item>([client = *this, method, items, options, request = std::move(request)](
                               const std::string& token) -> absl::StatusOr<ListPage<Item>> {
      Request page_request = request;
      if (!token.empty()) page_request.set_page_token(token);
      const absl::StatusOr<Response> page = client.Call(method, std::move(page_request), options);
      if (!page.ok()) return page.status();
      const Items& found = ((*page).*items)();
      return ListPage<Item>{{found.begin(), found.end()}, page->next_page_token()};
    });
  }

  // --- for calls made by hand: streams, callbacks ----------------------------------------------
  const std::shared_ptr<grpc::Channel>& channel() const;
  // Puts token, language and on-behalf-of on a call's context; no deadline. INVALID_ARGUMENT if one
  // of them could not travel; what the TokenSource returns if there is no token.
  absl::Status Authorize(grpc::ClientContext& context, const CallOptions& options = {}) const;
  // When a call that begins now has to be over.
  absl::Time Deadline(const CallOptions& options = {}) const;

  // The rest is for the other headers of this library.
  const std::shared_ptr<Core>& core() const { return core_; }

 private:
  absl::Status Repeat(google::protobuf::Message& request, const CallOptions& options,
                      absl::FunctionRef<grpc::Status(grpc::ClientContext&)> call) const;

  std::shared_ptr<Core> core_;
};

}  // namespace zusage::client

#endif  // ZUSAGE_CLIENTS_CPP_INCLUDE_ZUSAGE_CLIENT_CLIENT_H_
