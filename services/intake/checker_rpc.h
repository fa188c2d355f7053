// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_INTAKE_CHECKER_RPC_H_
#define ZUSAGE_SERVICES_INTAKE_CHECKER_RPC_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "services/base/time.h"
#include "services/intake/checker.h"
#include "services/rpc/call_path.h"
#include "services/rpc/peer.h"
#include "zusage/alignment/v1/alignment_service.grpc.pb.h"

namespace zusage::intake {

// The check, as a caller's submission asks it. Thread-safe.
class CallChecker : public Checker {
 public:
  using Checker::Check;

  // Whether asking about `product` ("products/atlas") can block.
  virtual bool MayWait(const std::string& product) const = 0;

  // Judges a wish in the name of a caller by what is known up to `position` at least. An error if
  // the check is away, does not know the product, or is too slow for somebody who waits.
  virtual absl::StatusOr<alignment::Assessment> Check(const rpc::Call& call,
                                                      const alignment::Wish& wish,
                                                      int64_t position) = 0;
};

// The check as a process elsewhere offers it.
class PeerChecker final : public CallChecker {
 public:
  // `peer` and `clock` must outlive it.
  PeerChecker(rpc::Peer& peer, const Clock& clock) : clock_(clock), alignment_(peer) {}

  absl::StatusOr<alignment::Assessment> Check(const alignment::Wish& wish) override;
  bool MayWait(const std::string& product) const override { return true; }
  absl::StatusOr<alignment::Assessment> Check(const rpc::Call& call, const alignment::Wish& wish,
                                              int64_t position) override;

 private:
  const Clock& clock_;
  rpc::PeerStub<alignment::v1::AlignmentService> alignment_;
};

}  // namespace zusage::intake

#endif  // ZUSAGE_SERVICES_INTAKE_CHECKER_RPC_H_
