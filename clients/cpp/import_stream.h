// SPDX-License-Identifier: Apache-2.0
// The stream of IntakeClient::ImportChangeRequests.
#ifndef ZUSAGE_CLIENTS_CPP_IMPORT_STREAM_H_
#define ZUSAGE_CLIENTS_CPP_IMPORT_STREAM_H_

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "clients/cpp/core.h"
#include "zusage/client/intake.h"
#include "zusage/intake/v1/intake_service.grpc.pb.h"

namespace zusage::client {

// One import, over as many streams as it takes. Items that have no result yet are kept, to be sent
// again; there are at most kMaxPending of them, and `next` is not called before there is room.
// Run() writes on a thread of its own and reads on the caller's: the server takes nothing from a
// client that does not read.
class ImportStream {
 public:
  using Next = absl::FunctionRef<bool(intake::v1::ImportItem&)>;
  using Take = absl::FunctionRef<void(const intake::v1::ImportResult&)>;

  // All arguments must outlive it.
  ImportStream(Core& core, const std::string& product, Next next, Take take,
               const IntakeClient::ImportOptions& options, const CallOptions& call);

  absl::StatusOr<intake::v1::ImportProgress> Run();

 private:
  using Stream = grpc::ClientReaderWriterInterface<intake::v1::ImportChangeRequestsRequest,
                                                   intake::v1::ImportChangeRequestsResponse>;

  // One stream from its beginning to its end; `backoff` is reset by every result.
  absl::Status RunOnce(Backoff& backoff);
  // Sends what is pending and what `next` gives, until there is no more or the stream has broken.
  void Write(Stream& stream);
  // Puts the next items into a message, once there is a batch of them; false if nothing more is to
  // be sent. Waits for room.
  bool FillMessage(intake::v1::ImportChangeRequestsRequest& message);
  // Adds what `next` gives to what is pending.
  void TakeNext();
  // Hands out results until the stream ends; not OK if the server answers what was not asked.
  absl::Status Read(Stream& stream, Backoff& backoff);
  absl::Status TakeResult(intake::v1::ImportResult result);
  bool AllAnswered();

  Core& core_;
  const std::string& product_;
  Next next_;
  Take take_;
  const IntakeClient::ImportOptions& options_;
  const CallOptions& call_;
  const absl::Time end_;

  intake::v1::ImportProgress progress_;  // over all streams
  int64_t answered_ = 0;                 // on this stream

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<intake::v1::ImportItem> pending_;  // without a result, in order
  size_t sent_ = 0;                             // of these, on this stream
  bool exhausted_ = false;                      // `next` has no more
  bool broken_ = false;                         // nothing goes through this stream any more
};

}  // namespace zusage::client

#endif  // ZUSAGE_CLIENTS_CPP_IMPORT_STREAM_H_
