// SPDX-License-Identifier: Apache-2.0
#include "services/strategy/wish_judge_rpc.h"

#include <cstddef>
#include <utility>

#include "services/alignment/alignment_proto.h"
#include "services/base/status_macros.h"
#include "services/strategy/strategy_proto.h"

namespace zusage::strategy {
namespace {

using AlignmentStub = alignment::v1::AlignmentService::Stub;
using Question = alignment::v1::PreviewStrategyRequest;
using Answer = alignment::v1::PreviewStrategyResponse;

// A server takes requests of one MiB; the rest is for what a message adds.
constexpr size_t kMaxQuestionBytes = 1'000'000;
constexpr int kMaxWishes = 500;

}  // namespace

absl::Status PeerWishJudge::Ask(const Question& question, std::vector<JudgedWish>& judged) {
  if (question.wishes().empty()) return absl::OkStatus();
  ZUSAGE_ASSIGN_OR_RETURN(
      const Answer answer,
      (alignment_.Ask<Question, Answer>(call_, &AlignmentStub::PreviewStrategy, question)));
  if (answer.wishes_size() != question.wishes_size()) {
    return absl::InternalError("The check judged another number of wishes than it was given.");
  }
  for (const alignment::v1::PreviewedWish& wish : answer.wishes()) {
    judged.push_back({static_cast<alignment::Verdict>(wish.verdict()), wish.confidence(),
                      wish.firm(), wish.elements().empty() ? "" : wish.elements(0)});
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<JudgedWish>> PeerWishJudge::Judge(
    const Strategy& document, absl::Span<const alignment::Wish> wishes) {
  Question question;
  question.set_parent("products/" + document.product);
  *question.mutable_document() = ToProto(document);
  const size_t empty_bytes = question.ByteSizeLong();
  size_t bytes = empty_bytes;
  std::vector<JudgedWish> judged;
  judged.reserve(wishes.size());
  for (const alignment::Wish& wish : wishes) {
    type::v1::ChangeRequestDraft draft = alignment::DraftOf(wish);
    const size_t more = draft.ByteSizeLong() + 8;  // with its tag and length
    if (bytes + more > kMaxQuestionBytes || question.wishes_size() == kMaxWishes) {
      ZUSAGE_RETURN_IF_ERROR(Ask(question, judged));
      question.clear_wishes();
      bytes = empty_bytes;
    }
    *question.add_wishes() = std::move(draft);
    bytes += more;
  }
  ZUSAGE_RETURN_IF_ERROR(Ask(question, judged));
  return judged;
}

}  // namespace zusage::strategy
