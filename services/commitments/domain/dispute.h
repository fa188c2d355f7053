// SPDX-License-Identifier: Apache-2.0
//
// Disputes: somebody says that what was recorded about a promise is not so, and somebody else, whom
// it is not about, says who is right.
#ifndef ZUSAGE_SERVICES_COMMITMENTS_DOMAIN_DISPUTE_H_
#define ZUSAGE_SERVICES_COMMITMENTS_DOMAIN_DISPUTE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/time/time.h"

namespace zusage::commitments {

struct Promise;

// What is disputed; numbered as commitments.v1.Dispute.Kind.
enum class DisputeKind {
  kUnspecified = 0,
  kNotMade = 1,   // "I did not say that"
  kDelivery = 2,  // "it was not delivered"
  kTerms = 3,     // "I said it otherwise"
};

// Who was right; numbered as commitments.v1.Dispute.State.
enum class DisputeState { kUnspecified = 0, kOpen = 1, kUpheld = 2, kDismissed = 3 };

struct DisputeResolution {
  bool upheld = false;
  std::string reason;
  std::string resolved_by;  // "principals/…"
  absl::Time resolve_time;
  int64_t position = 0;
};

struct Dispute {
  std::string id;  // "1", "2", … within the promise
  DisputeKind kind = DisputeKind::kUnspecified;
  std::vector<std::string> lines;  // with kDelivery: which were not delivered
  std::string reason;
  std::string words;        // with kTerms: what was said
  std::string disputed_by;  // "principals/…"
  absl::Time dispute_time;
  int64_t position = 0;
  std::optional<DisputeResolution> resolution;

  DisputeState state() const {
    if (!resolution.has_value()) return DisputeState::kOpen;
    return resolution->upheld ? DisputeState::kUpheld : DisputeState::kDismissed;
  }
  bool upheld() const { return state() == DisputeState::kUpheld; }
};

// Whether `person` may dispute it: that it was made, only who is named as having made it; the rest,
// also who recorded it.
bool MayDispute(DisputeKind kind, const Promise& promise, std::string_view person);

// Whether the dispute is about `person`: they made, recorded or disputed the promise, or marked as
// delivered what is said not to be. They do not resolve it.
bool IsAbout(const Dispute& dispute, const Promise& promise, std::string_view person);

}  // namespace zusage::commitments

#endif  // ZUSAGE_SERVICES_COMMITMENTS_DOMAIN_DISPUTE_H_
