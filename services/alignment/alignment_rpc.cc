// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/alignment_rpc.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "services/alignment/alignment_proto.h"
#include "services/alignment/check_alignment.h"
#include "services/alignment/get_check_info.h"
#include "services/alignment/list_similar_change_requests.h"
#include "services/alignment/preparation_proto.h"
#include "services/alignment/preview_strategy.h"
#include "services/alignment/propose_preparation.h"
#include "services/alignment/query_feasibility.h"
#include "services/base/error.h"
#include "services/base/status_macros.h"
#include "services/strategy/strategy_proto.h"
#include "services/values/proto_values.h"

namespace zusage::alignment {
namespace {

using rpc::Call;

absl::Duration PatienceOf(const Call& call) {
  return std::min(kPatience, call.deadline - call.start_time);
}

static_assert(static_cast<int>(FeasibilityKind::kConflicts) ==
              v1::FeasibilityAnswer::KIND_CONFLICTS);

v1::FeasibilityAnswer::Kind ToProto(FeasibilityKind kind) {
  return static_cast<v1::FeasibilityAnswer::Kind>(kind);
}

static_assert(static_cast<int>(StudyResult::kInconclusive) ==
              intake::v1::Study::RESULT_INCONCLUSIVE);

std::string SourceOf(const FeasibilityAnswer& answer, const std::string& product) {
  if (!answer.element.empty()) return ElementName(product, answer.element);
  return answer.study.empty() ? answer.precedent : answer.study;
}

void FillStudy(const FeasibilityAnswer& answer, const std::string& product,
               v1::FeasibilityAnswer& out) {
  out.set_result(static_cast<intake::v1::Study::Result>(answer.result));
  if (answer.effort_person_days.has_value()) {
    out.set_effort_person_days(*answer.effort_person_days);
  }
  if (answer.valid_until.has_value()) {
    *out.mutable_valid_until() = values::ToProto(*answer.valid_until);
  }
  out.set_expired(answer.expired);
  out.set_about(answer.about_request.empty() ? ElementName(product, answer.about_element)
                                             : answer.about_request);
}

void Fill(const FeasibilityAnswer& answer, const std::string& product, v1::FeasibilityAnswer& out) {
  out.set_kind(ToProto(answer.kind));
  out.set_source(SourceOf(answer, product));
  out.set_title(answer.title);
  out.set_how(answer.how);
  out.set_limits(answer.limits);
  out.set_horizon(answer.horizon);
  out.set_confidence(answer.confidence);
  alignment::ToProto(answer.matched_words, *out.mutable_matched_words());
  out.set_outcome(answer.outcome);
  if (answer.known_time != absl::InfinitePast()) {
    *out.mutable_known_time() = values::ToProto(answer.known_time);
  }
  if (!answer.study.empty()) FillStudy(answer, product, out);
}

void Fill(const QueryFeasibilityOutput& output, const std::string& product,
          v1::QueryFeasibilityResponse& out) {
  const Feasibility& feasibility = output.feasibility;
  out.set_kind(ToProto(feasibility.kind));
  out.set_confidence(feasibility.confidence);
  out.set_firm(feasibility.firm);
  for (const FeasibilityAnswer& answer : feasibility.answers) {
    Fill(answer, product, *out.add_answers());
  }
  out.set_strategy(product + "/strategies/" + std::to_string(feasibility.strategy_version));
  *out.mutable_strategy_time() = values::ToProto(output.strategy_time);
  out.set_known_position(feasibility.known_position);
}

constexpr char kDocumentPrefix[] = "document.";

absl::StatusOr<PreviewStrategyInput> ReadInput(const v1::PreviewStrategyRequest& request) {
  absl::StatusOr<strategy::Strategy> document = strategy::FromProto(request.document());
  if (!document.ok()) return WithFieldPrefix(kDocumentPrefix, document.status());
  PreviewStrategyInput input{
      .product = request.parent(), .document = *std::move(document), .wishes = {}};
  input.wishes.reserve(static_cast<size_t>(request.wishes_size()));
  for (const type::v1::ChangeRequestDraft& wish : request.wishes()) {
    input.wishes.push_back(WishFromProto(request.parent(), wish));
  }
  return input;
}

absl::StatusOr<ProposePreparationInput> ReadInput(const v1::ProposePreparationRequest& request) {
  absl::StatusOr<strategy::Strategy> document = strategy::FromProto(request.document());
  if (!document.ok()) return WithFieldPrefix(kDocumentPrefix, document.status());
  ProposePreparationInput input{.product = request.parent(),
                                .document = *std::move(document),
                                .requests = {},
                                .element = request.element(),
                                .max_proposals = static_cast<size_t>(request.max_proposals())};
  for (const v1::DecidedRequest& decided : request.requests()) {
    BacktestRequest& out = input.requests.emplace_back();
    out.id = decided.change_request();
    out.title = decided.title();
    out.body = decided.text();
    out.expected = static_cast<Verdict>(decided.verdict());
    for (const int verdict : decided.acceptable()) {
      out.acceptable.push_back(static_cast<Verdict>(verdict));
    }
    out.expected_refs.assign(decided.elements().begin(), decided.elements().end());
  }
  for (const v1::SuggestedText& suggested : request.suggestions()) {
    const bool is_example = suggested.kind() == strategy::v1::Proposal::KIND_EXAMPLE;
    input.suggestions.push_back({.element = suggested.element(),
                                 .kind = is_example ? ProposalKind::kExample : ProposalKind::kAlias,
                                 .text = suggested.text()});
  }
  return input;
}

void Fill(const Assessment& assessment, const std::string& product, v1::PreviewedWish& out) {
  out.set_verdict(static_cast<type::v1::Verdict>(assessment.verdict));
  out.set_confidence(assessment.confidence);
  out.set_firm(assessment.firm);
  for (const RankedElement& element : assessment.elements) {
    out.add_elements(ElementName(product, element.element));
  }
}

}  // namespace

AlignmentRpc::AlignmentRpc(rpc::Plumbing& plumbing, const Knowledge& knowledge)
    : knowledge_(knowledge),
      path_(v1::AlignmentService::service_full_name(), plumbing, /*store=*/nullptr) {}

rpc::Waits AlignmentRpc::WaitsFor(const std::string& product, int64_t known_position) const {
  // What is known stays known, so only a call that asks for more than that can have to wait.
  const bool known = knowledge_.AwaitProduct(product, absl::ZeroDuration()) &&
                     known_position <= knowledge_.known_position();
  return known ? rpc::Waits::kNo : rpc::Waits::kForNews;
}

grpc::ServerUnaryReactor* AlignmentRpc::CheckAlignment(grpc::CallbackServerContext* context,
                                                       const v1::CheckAlignmentRequest* request,
                                                       type::v1::Assessment* response) {
  return path_.Read(
      "CheckAlignment", context, request, response,
      [this](const Call& call, const auto& in, auto& out) -> absl::Status {
        CheckAlignmentInput input{.product = in.parent(),
                                  .wish = WishFromProto(in.parent(), in.change_request()),
                                  .known_position = in.known_position(),
                                  .wait_at_most = PatienceOf(call)};
        input.wish.name = in.name();
        ZUSAGE_ASSIGN_OR_RETURN(const CheckAlignmentOutput checked,
                                alignment::CheckAlignment(knowledge_, input));
        out = alignment::ToProto(checked.assessment, input.product, &checked.strategy->strategy());
        return absl::OkStatus();
      },
      WaitsFor(request->parent(), request->known_position()));
}

grpc::ServerUnaryReactor* AlignmentRpc::PreviewStrategy(grpc::CallbackServerContext* context,
                                                        const v1::PreviewStrategyRequest* request,
                                                        v1::PreviewStrategyResponse* response) {
  return path_.Read(
      "PreviewStrategy", context, request, response,
      [this](const Call&, const auto& in, auto& out) -> absl::Status {
        ZUSAGE_ASSIGN_OR_RETURN(PreviewStrategyInput input, ReadInput(in));
        const strategy::Strategy document = input.document;  // for the paths of its errors
        const absl::StatusOr<std::vector<Assessment>> assessments =
            alignment::PreviewStrategy(knowledge_, std::move(input));
        if (!assessments.ok()) {
          return WithFieldPrefix(kDocumentPrefix,
                                 strategy::WithMessagePaths(document, assessments.status()));
        }
        for (const Assessment& assessment : *assessments) {
          Fill(assessment, in.parent(), *out.add_wishes());
        }
        return absl::OkStatus();
      },
      // Many wishes take longer than the threads that receive calls should be held up. Who asks for
      // this waits on a thread of the other kind.
      rpc::Waits::kForNews);
}

grpc::ServerUnaryReactor* AlignmentRpc::ProposePreparation(
    grpc::CallbackServerContext* context, const v1::ProposePreparationRequest* request,
    strategy::v1::StrategyPreparation* response) {
  return path_.Read(
      "ProposePreparation", context, request, response,
      [this](const Call&, const auto& in, auto& out) -> absl::Status {
        ZUSAGE_ASSIGN_OR_RETURN(const ProposePreparationInput input, ReadInput(in));
        const absl::StatusOr<PreparationAnswer> answer =
            alignment::ProposePreparation(knowledge_, input);
        if (!answer.ok()) {
          return WithFieldPrefix(kDocumentPrefix,
                                 strategy::WithMessagePaths(input.document, answer.status()));
        }
        out = alignment::ToProto(*answer, input.document, knowledge_.lexicon().fingerprint());
        return absl::OkStatus();
      },
      rpc::Waits::kForNews);  // takes seconds, as PreviewStrategy
}

grpc::ServerUnaryReactor* AlignmentRpc::QueryFeasibility(grpc::CallbackServerContext* context,
                                                         const v1::QueryFeasibilityRequest* request,
                                                         v1::QueryFeasibilityResponse* response) {
  return path_.Read(
      "QueryFeasibility", context, request, response,
      [this](const Call& call, const auto& in, auto& out) -> absl::Status {
        knowledge_.AwaitProduct(in.parent(), PatienceOf(call));
        ZUSAGE_ASSIGN_OR_RETURN(
            const QueryFeasibilityOutput output,
            alignment::QueryFeasibility(knowledge_, {in.parent(), in.question(), call.start_time}));
        Fill(output, in.parent(), out);
        return absl::OkStatus();
      },
      WaitsFor(request->parent()));
}

grpc::ServerUnaryReactor* AlignmentRpc::ListSimilarChangeRequests(
    grpc::CallbackServerContext* context, const v1::ListSimilarChangeRequestsRequest* request,
    v1::ListSimilarChangeRequestsResponse* response) {
  return path_.Read(
      "ListSimilarChangeRequests", context, request, response,
      [this](const Call& call, const auto& in, auto& out) -> absl::Status {
        knowledge_.AwaitProduct(in.parent(), PatienceOf(call));
        ZUSAGE_ASSIGN_OR_RETURN(
            const SimilarAnswer answer,
            alignment::ListSimilarChangeRequests(
                knowledge_, {in.parent(), in.text(), in.change_request(), in.page_size()}));
        for (const SimilarRequest& similar : answer.requests) {
          *out.add_similar() = alignment::ToProto(similar);
        }
        out.set_known_position(answer.position);
        return absl::OkStatus();
      },
      WaitsFor(request->parent()));
}

grpc::ServerUnaryReactor* AlignmentRpc::GetCheckInfo(grpc::CallbackServerContext* context,
                                                     const v1::GetCheckInfoRequest* request,
                                                     v1::CheckInfo* response) {
  return path_.Read("GetCheckInfo", context, request, response,
                    [this](const Call&, const auto&, auto& out) -> absl::Status {
                      const GetCheckInfoOutput info = alignment::GetCheckInfo(knowledge_);
                      out.set_server_version(info.server_version);
                      out.set_check_version(info.check_version);
                      out.set_linguistic_fingerprint(info.linguistic_fingerprint);
                      out.set_known_position(info.known_position);
                      out.set_ready(info.ready);
                      return absl::OkStatus();
                    });
}

}  // namespace zusage::alignment
