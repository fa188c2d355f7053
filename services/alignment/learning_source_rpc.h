// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_ALIGNMENT_LEARNING_SOURCE_RPC_H_
#define ZUSAGE_SERVICES_ALIGNMENT_LEARNING_SOURCE_RPC_H_

#include <grpcpp/grpcpp.h>

#include <cstdint>
#include <string_view>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "services/alignment/learning_source.h"
#include "services/rpc/peer.h"
#include "zusage/journal/v1/journal_service.grpc.pb.h"
#include "zusage/strategy/v1/strategy_service.grpc.pb.h"

namespace zusage::alignment {

// Learns from JournalService.WatchEntries and StrategyService.GetStrategy, as this process itself.
// Thread-safe; one Watch() at a time.
class PeerLearningSource final : public LearningSource {
 public:
  // The peers "journal" and "strategy"; both must outlive it, and be connected before it is asked.
  PeerLearningSource(rpc::Peer& journal, rpc::Peer& strategy)
      : journal_(journal), strategy_(strategy) {}

  absl::Status Watch(int64_t position,
                     absl::FunctionRef<absl::Status(const journal::Page& page)> take) override;
  absl::StatusOr<LearnedStrategy> GetStrategy(std::string_view product, int version) override;
  void Cancel() override;

 private:
  // Makes `context` what Cancel() ends; false if all was cancelled already.
  bool Enter(grpc::ClientContext& context);
  void Leave();

  rpc::PeerStub<journal::v1::JournalService> journal_;
  rpc::PeerStub<strategy::v1::StrategyService> strategy_;
  absl::Mutex mutex_;
  grpc::ClientContext* watching_ ABSL_GUARDED_BY(mutex_) = nullptr;
  bool cancelled_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_LEARNING_SOURCE_RPC_H_
