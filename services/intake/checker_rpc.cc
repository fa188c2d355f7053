// SPDX-License-Identifier: Apache-2.0
#include "services/intake/checker_rpc.h"

#include <algorithm>

#include "services/alignment/alignment_proto.h"
#include "services/base/status_macros.h"

namespace zusage::intake {
namespace {

// Who submits waits this long for the check, and gets the assessment later if it takes longer.
constexpr absl::Duration kPatience = absl::Milliseconds(800);

using AlignmentStub = alignment::v1::AlignmentService::Stub;

alignment::v1::CheckAlignmentRequest QuestionOf(const alignment::Wish& wish) {
  alignment::v1::CheckAlignmentRequest question;
  question.set_parent("products/" + wish.product);
  *question.mutable_change_request() = alignment::DraftOf(wish);
  question.set_name(wish.name);
  return question;
}

}  // namespace

absl::StatusOr<alignment::Assessment> PeerChecker::Check(const alignment::Wish& wish) {
  ZUSAGE_ASSIGN_OR_RETURN(
      const type::v1::Assessment assessment,
      (alignment_.AskForItself<alignment::v1::CheckAlignmentRequest, type::v1::Assessment>(
          &AlignmentStub::CheckAlignment, QuestionOf(wish))));
  return alignment::FromProto(assessment);
}

absl::StatusOr<alignment::Assessment> PeerChecker::Check(const rpc::Call& call,
                                                         const alignment::Wish& wish,
                                                         int64_t position) {
  alignment::v1::CheckAlignmentRequest question = QuestionOf(wish);
  question.set_known_position(position);
  rpc::Call hurried = call;
  hurried.deadline = std::min(call.deadline, clock_.Now() + kPatience);
  ZUSAGE_ASSIGN_OR_RETURN(
      const type::v1::Assessment assessment,
      (alignment_.Ask<alignment::v1::CheckAlignmentRequest, type::v1::Assessment>(
          hurried, &AlignmentStub::CheckAlignment, question)));
  return alignment::FromProto(assessment);
}

}  // namespace zusage::intake
