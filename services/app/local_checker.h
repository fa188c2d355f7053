// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_APP_LOCAL_CHECKER_H_
#define ZUSAGE_SERVICES_APP_LOCAL_CHECKER_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "services/alignment/knowledge.h"
#include "services/intake/checker_rpc.h"

namespace zusage::app {

// The check where the alignment role runs in the same process: a function call. It reaches the same
// operation as a call over gRPC, which costs several times what the check itself does.
class LocalChecker final : public intake::CallChecker {
 public:
  // `knowledge` must outlive it.
  explicit LocalChecker(const alignment::Knowledge& knowledge) : knowledge_(knowledge) {}

  absl::StatusOr<alignment::Assessment> Check(const alignment::Wish& wish) override;
  bool MayWait(const std::string& product) const override;
  absl::StatusOr<alignment::Assessment> Check(const rpc::Call& call, const alignment::Wish& wish,
                                              int64_t position) override;

 private:
  const alignment::Knowledge& knowledge_;
};

}  // namespace zusage::app

#endif  // ZUSAGE_SERVICES_APP_LOCAL_CHECKER_H_
