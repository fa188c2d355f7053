// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_CLIENTS_CPP_INCLUDE_ZUSAGE_CLIENT_JOURNAL_H_
#define ZUSAGE_CLIENTS_CPP_INCLUDE_ZUSAGE_CLIENT_JOURNAL_H_

#include <utility>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "zusage/client/client.h"
#include "zusage/client/stop_signal.h"
#include "zusage/journal/v1/journal_service.pb.h"

namespace zusage::client {

// What happened, in order. As thread-safe and as cheap to copy as its Client.
class JournalClient {
 public:
  explicit JournalClient(Client client) : client_(std::move(client)) {}

  struct WatchOptions {
    // Ends when everything that there is has come.
    bool until_caught_up = false;
    StopSignal* stop = nullptr;
  };

  // Gives `take` what comes after `request.after_position`, without gaps or repeats, until it
  // returns false; on the calling thread. Who keeps the position of the last message goes on there
  // after a restart.
  //
  // A stream that ends with UNAVAILABLE is begun again after the last position, as often in a row
  // as ClientOptions::retry says without anything new in between. There is no deadline unless
  // `call` sets a timeout for the whole. OK if `take` ended it or everything came; CANCELLED if
  // `stop` did; DATA_LOSS if a server leaves something out.
  absl::Status Watch(journal::v1::WatchEntriesRequest request,
                     absl::FunctionRef<bool(const journal::v1::WatchEntriesResponse& news)> take,
                     const WatchOptions& options, const CallOptions& call = {}) const;

 private:
  Client client_;
};

}  // namespace zusage::client

#endif  // ZUSAGE_CLIENTS_CPP_INCLUDE_ZUSAGE_CLIENT_JOURNAL_H_
