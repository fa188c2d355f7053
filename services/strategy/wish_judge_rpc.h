// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_STRATEGY_WISH_JUDGE_RPC_H_
#define ZUSAGE_SERVICES_STRATEGY_WISH_JUDGE_RPC_H_

#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "services/rpc/call_path.h"
#include "services/rpc/peer.h"
#include "services/strategy/wish_judge.h"
#include "zusage/alignment/v1/alignment_service.grpc.pb.h"

namespace zusage::strategy {

// Asks the alignment role in the name of a call's caller, so many wishes at a time as fit a
// request.
class PeerWishJudge final : public WishJudge {
 public:
  using Alignment = rpc::PeerStub<alignment::v1::AlignmentService>;

  // Both must outlive it.
  PeerWishJudge(const rpc::Call& call, Alignment& alignment) : call_(call), alignment_(alignment) {}

  absl::StatusOr<std::vector<JudgedWish>> Judge(const Strategy& document,
                                                absl::Span<const alignment::Wish> wishes) override;

 private:
  absl::Status Ask(const alignment::v1::PreviewStrategyRequest& question,
                   std::vector<JudgedWish>& judged);

  const rpc::Call& call_;
  Alignment& alignment_;
};

}  // namespace zusage::strategy

#endif  // ZUSAGE_SERVICES_STRATEGY_WISH_JUDGE_RPC_H_
