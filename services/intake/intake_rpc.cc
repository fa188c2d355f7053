// SPDX-License-Identifier: Apache-2.0
#include "services/intake/intake_rpc.h"

#include <utility>

#include "services/alignment/alignment_proto.h"
#include "services/alignment/domain/assessment_json.h"
#include "services/base/log.h"
#include "services/base/resource_name.h"
#include "services/base/status_macros.h"
#include "services/directory/resolve_customer.h"
#include "services/intake/add_evidence.h"
#include "services/intake/get_change_request.h"
#include "services/intake/get_second_opinion.h"
#include "services/intake/get_second_reader.h"
#include "services/intake/get_study.h"
#include "services/intake/intake_proto.h"
#include "services/intake/list_change_requests.h"
#include "services/intake/list_studies.h"
#include "services/intake/record_study.h"
#include "services/intake/submit_change_request.h"
#include "services/intake/withdraw_change_request.h"
#include "services/rpc/exchange_reactor.h"
#include "services/values/proto_values.h"
#include "storage/strategy_repository.h"

namespace zusage::intake {
namespace {

// Of all imports' items, in the store's queue: as many as fill a transaction.
constexpr size_t kImportsAtOnce = 1024;

void Fill(const SubmittedChangeRequest& submitted, v1::SubmitChangeRequestResponse& out) {
  *out.mutable_change_request() = ToProto(submitted.view, submitted.view.request.create_time);
  *out.mutable_guidance() = ToProto(submitted.guidance);
}

// Also of a study's answer, which has the same fields.
template <typename Response>
void Fill(const Reassessed& reassessed, absl::Time now, Response& out) {
  const storage::RequestView& view = reassessed.view;
  *out.mutable_change_request() = ToProto(view, now);
  if (reassessed.guidance.has_value()) *out.mutable_guidance() = ToProto(*reassessed.guidance);
  if (reassessed.change.has_value()) {
    *out.mutable_assessment_change() = ToProto(*reassessed.change, view.request.product);
  }
}

IfOutdated OnAttempt(const rpc::Call& call) {
  return call.again ? IfOutdated::kCheckLater : IfOutdated::kRefuse;
}

ListChangeRequestsInput FromProto(const v1::ListChangeRequestsRequest& request) {
  ListChangeRequestsInput input;
  input.parent = request.parent();
  for (int state : request.states()) input.states.push_back(static_cast<State>(state));
  input.customer = request.customer();
  input.submitter = request.submitter();
  input.outcome = static_cast<review::Outcome>(request.outcome());
  input.page_size = request.page_size();
  input.page_token = request.page_token();
  return input;
}

}  // namespace

IntakeRpc::IntakeRpc(rpc::Plumbing& plumbing, storage::Store& store, const Clock& clock,
                     RandomSource& random, CallChecker& checker)
    : path_(v1::IntakeService::service_full_name(), plumbing, &store),
      store_(store),
      clock_(clock),
      random_(random),
      checker_(checker),
      imports_(store, kImportsAtOnce),
      import_means_{path_, store, imports_, clock, random} {}

int64_t IntakeRpc::StrategyPosition(const std::string& product) {
  int64_t position = 0;
  // Without it the check may only use the version before, which the operation would drop.
  const absl::Status read = store_.Read([&](storage::ReadTransaction& tx) -> absl::Status {
    ZUSAGE_ASSIGN_OR_RETURN(position, storage::StrategyRepository::CurrentPosition(tx, product));
    return absl::OkStatus();
  });
  return read.ok() ? position : 0;
}

std::optional<alignment::Assessment> IntakeRpc::Assess(const rpc::Call& call,
                                                       const std::string& product,
                                                       const alignment::Wish& wish) {
  // What has just been published is on its way to the check: only who can wait, waits for it.
  const bool may_wait = call.again || checker_.MayWait(product);
  absl::StatusOr<alignment::Assessment> assessment =
      checker_.Check(call, wish, may_wait ? StrategyPosition(product) : 0);
  if (!assessment.ok()) {
    Log(Severity::kDebug, "not_checked_yet",
        {{"error", std::string(assessment.status().message())}});
    return std::nullopt;
  }
  return *std::move(assessment);
}

absl::StatusOr<Answer> IntakeRpc::Reassess(const rpc::Call& call, const std::string& request,
                                           const alignment::Evidence& added) {
  std::optional<Question> question;
  ZUSAGE_RETURN_IF_ERROR(store_.Read([&](storage::ReadTransaction& tx) -> absl::Status {
    ZUSAGE_ASSIGN_OR_RETURN(question, AskAbout(tx, request, added));
    return absl::OkStatus();
  }));
  if (!question.has_value()) return Answer{};
  const std::string product(ProductOf(request));
  return Answer{.assessment = Assess(call, product, question->wish), .head = question->head};
}

rpc::Waits IntakeRpc::WaitsFor(std::string_view name) const {
  std::string product(ProductOf(name));
  if (product.empty()) product = name;
  return checker_.MayWait(product) ? rpc::Waits::kForPeer : rpc::Waits::kNo;
}

grpc::ServerUnaryReactor* IntakeRpc::SubmitChangeRequest(
    Context* context, const v1::SubmitChangeRequestRequest* request,
    v1::SubmitChangeRequestResponse* response) {
  using Submitted = rpc::Effect<SubmittedChangeRequest>;
  return path_.MutateTold<SubmittedChangeRequest>(
      "SubmitChangeRequest", context, request, response,
      {.prepare = [this](const rpc::Call& call, const auto& in) -> absl::StatusOr<Submitted> {
         ZUSAGE_ASSIGN_OR_RETURN(Draft draft, intake::FromProto(in.parent(), in.change_request()));
         std::shared_ptr<const alignment::EncodedAssessment> assessment;
         if (auto checked = Assess(call, draft.product, WishOf(draft)); checked.has_value()) {
           assessment = std::make_shared<const alignment::EncodedAssessment>(*std::move(checked));
         }
         return Submitted(
             [this, &call, draft = std::move(draft), assessment = std::move(assessment)](
                 storage::Unit& unit, SubmittedChangeRequest& out) -> absl::Status {
               absl::StatusOr<SubmittedChangeRequest> submitted = intake::SubmitChangeRequest(
                   unit, call.caller, draft, assessment, OnAttempt(call), random_);
               if (IsOutdated(submitted.status())) return rpc::PrepareAgain();
               ZUSAGE_RETURN_IF_ERROR(submitted.status());
               out = *std::move(submitted);
               return absl::OkStatus();
             });
       },
       .retell = [](storage::ReadTransaction& tx, int64_t position,
                    SubmittedChangeRequest& out) -> absl::Status {
         ZUSAGE_ASSIGN_OR_RETURN(out, RetellSubmission(tx, position));
         return absl::OkStatus();
       },
       .fill = [](const SubmittedChangeRequest& submitted,
                  v1::SubmitChangeRequestResponse& out) { Fill(submitted, out); },
       .ask =
           [](storage::ReadTransaction& tx, const auto& in) {
             directory::AskForCustomer(tx, values::FromProto(in.change_request().customer()));
           }},
      WaitsFor(request->parent()));
}

grpc::ServerBidiReactor<v1::ImportChangeRequestsRequest, v1::ImportChangeRequestsResponse>*
IntakeRpc::ImportChangeRequests(Context* context) {
  return path_.Exchange<v1::ImportChangeRequestsRequest, v1::ImportChangeRequestsResponse>(
      "ImportChangeRequests", context,
      [stream = std::make_shared<ImportStream>(import_means_)](
          const rpc::Call& call, v1::ImportChangeRequestsRequest& message,
          rpc::Reply<v1::ImportChangeRequestsResponse> reply) {
        stream->Take(call, message, std::move(reply));
      });
}

grpc::ServerUnaryReactor* IntakeRpc::AddEvidence(Context* context,
                                                 const v1::AddEvidenceRequest* request,
                                                 v1::AddEvidenceResponse* response) {
  using Added = rpc::Effect<v1::AddEvidenceResponse>;
  return path_.Mutate(
      "AddEvidence", context, request, response,
      [this](const rpc::Call& call, const auto& in) -> absl::StatusOr<Added> {
        AddEvidenceInput input{
            .name = in.name(), .etag = in.etag(), .evidence = alignment::FromProto(in.evidence())};
        ZUSAGE_ASSIGN_OR_RETURN(Answer answer, Reassess(call, input.name, input.evidence));
        return Added([&call, input = std::move(input), answer = std::move(answer)](
                         storage::Unit& unit, auto& out) -> absl::Status {
          const absl::StatusOr<Reassessed> added =
              intake::AddEvidence(unit, call.caller, input, answer, OnAttempt(call));
          if (IsOutdated(added.status())) return rpc::PrepareAgain();
          ZUSAGE_RETURN_IF_ERROR(added.status());
          out.Clear();
          Fill(*added, unit.commit_time(), out);
          return absl::OkStatus();
        });
      },
      WaitsFor(request->name()));
}

grpc::ServerUnaryReactor* IntakeRpc::WithdrawChangeRequest(
    Context* context, const v1::WithdrawChangeRequestRequest* request,
    type::v1::ChangeRequest* response) {
  using Withdrawn = rpc::Effect<type::v1::ChangeRequest>;
  return path_.Mutate(
      "WithdrawChangeRequest", context, request, response,
      [](const rpc::Call& call, const auto& in) -> absl::StatusOr<Withdrawn> {
        return Withdrawn([&call, &in](storage::Unit& unit, auto& out) -> absl::Status {
          ZUSAGE_ASSIGN_OR_RETURN(
              const storage::RequestView view,
              intake::WithdrawChangeRequest(
                  unit, call.caller,
                  {.name = in.name(), .etag = in.etag(), .reason = in.reason()}));
          out = ToProto(view, unit.commit_time());
          return absl::OkStatus();
        });
      });
}

grpc::ServerUnaryReactor* IntakeRpc::RecordStudy(Context* context,
                                                 const v1::RecordStudyRequest* request,
                                                 v1::RecordStudyResponse* response) {
  using Recorded = rpc::Effect<v1::RecordStudyResponse>;
  return path_.Mutate(
      "RecordStudy", context, request, response,
      [this](const rpc::Call& call, const auto& in) -> absl::StatusOr<Recorded> {
        ZUSAGE_ASSIGN_OR_RETURN(Study study, intake::FromProto(in.parent(), in.study()));
        Answer answer;
        if (study.IsEvidence()) {
          const alignment::Evidence effort{.effort_person_days = study.effort_person_days};
          ZUSAGE_ASSIGN_OR_RETURN(answer, Reassess(call, study.request, effort));
        }
        return Recorded([this, &call, study = std::move(study), answer = std::move(answer)](
                            storage::Unit& unit, auto& out) -> absl::Status {
          const absl::StatusOr<RecordedStudy> recorded =
              intake::RecordStudy(unit, call.caller, study, answer, OnAttempt(call), random_);
          if (IsOutdated(recorded.status())) return rpc::PrepareAgain();
          ZUSAGE_RETURN_IF_ERROR(recorded.status());
          out.Clear();
          *out.mutable_study() = ToProto(recorded->study, recorded->expired);
          if (recorded->reassessed.has_value()) {
            Fill(*recorded->reassessed, unit.commit_time(), out);
          }
          return absl::OkStatus();
        });
      },
      WaitsFor(request->parent()));
}

grpc::ServerUnaryReactor* IntakeRpc::GetStudy(Context* context, const v1::GetStudyRequest* request,
                                              v1::Study* response) {
  return path_.Read("GetStudy", context, request, response,
                    [this](const rpc::Call& call, const auto& in, auto& out) {
                      return store_.Read([&](storage::ReadTransaction& tx) -> absl::Status {
                        ZUSAGE_ASSIGN_OR_RETURN(const FoundStudy found,
                                                intake::GetStudy(tx, in.name(), clock_.Now()));
                        out = ToProto(found.study, found.expired);
                        return absl::OkStatus();
                      });
                    });
}

grpc::ServerUnaryReactor* IntakeRpc::ListStudies(Context* context,
                                                 const v1::ListStudiesRequest* request,
                                                 v1::ListStudiesResponse* response) {
  return path_.Read("ListStudies", context, request, response,
                    [this](const rpc::Call& call, const auto& in, auto& out) {
                      return store_.Read([&](storage::ReadTransaction& tx) -> absl::Status {
                        ZUSAGE_ASSIGN_OR_RETURN(const StudyPage page,
                                                intake::ListStudies(tx,
                                                                    {.parent = in.parent(),
                                                                     .request = in.change_request(),
                                                                     .element = in.element(),
                                                                     .page_size = in.page_size(),
                                                                     .page_token = in.page_token()},
                                                                    clock_.Now()));
                        out.Clear();
                        for (const Study& study : page.studies) {
                          *out.add_studies() = ToProto(study, study.IsExpired(page.today));
                        }
                        out.set_next_page_token(page.next_page_token);
                        return absl::OkStatus();
                      });
                    });
}

grpc::ServerUnaryReactor* IntakeRpc::GetChangeRequest(Context* context,
                                                      const v1::GetChangeRequestRequest* request,
                                                      type::v1::ChangeRequest* response) {
  return path_.Read("GetChangeRequest", context, request, response,
                    [this](const rpc::Call& call, const auto& in, auto& out) {
                      return store_.Read([&](storage::ReadTransaction& tx) -> absl::Status {
                        ZUSAGE_ASSIGN_OR_RETURN(const storage::RequestView view,
                                                intake::GetChangeRequest(tx, in.name()));
                        out = ToProto(view, clock_.Now());
                        return absl::OkStatus();
                      });
                    });
}

grpc::ServerUnaryReactor* IntakeRpc::GetSecondOpinion(Context* context,
                                                      const v1::GetSecondOpinionRequest* request,
                                                      v1::GetSecondOpinionResponse* response) {
  return path_.Read("GetSecondOpinion", context, request, response,
                    [this](const rpc::Call& call, const auto& in, auto& out) {
                      return store_.Read([&](storage::ReadTransaction& tx) -> absl::Status {
                        ZUSAGE_ASSIGN_OR_RETURN(const FoundSecondOpinion found,
                                                intake::GetSecondOpinion(tx, in.name()));
                        out = ToProto(found);
                        return absl::OkStatus();
                      });
                    });
}

grpc::ServerUnaryReactor* IntakeRpc::GetSecondReader(Context* context,
                                                     const v1::GetSecondReaderRequest* request,
                                                     v1::SecondReader* response) {
  return path_.Read("GetSecondReader", context, request, response,
                    [this](const rpc::Call& call, const auto& in, auto& out) {
                      return store_.Read([&](storage::ReadTransaction& tx) -> absl::Status {
                        ZUSAGE_ASSIGN_OR_RETURN(
                            const FoundSecondReader found,
                            intake::GetSecondReader(tx, in.parent(), clock_.Now()));
                        out = ToProto(found);
                        return absl::OkStatus();
                      });
                    });
}

grpc::ServerUnaryReactor* IntakeRpc::ListChangeRequests(
    Context* context, const v1::ListChangeRequestsRequest* request,
    v1::ListChangeRequestsResponse* response) {
  return path_.Read("ListChangeRequests", context, request, response,
                    [this](const rpc::Call& call, const auto& in, auto& out) {
                      return store_.Read([&](storage::ReadTransaction& tx) -> absl::Status {
                        ZUSAGE_ASSIGN_OR_RETURN(
                            const ChangeRequestPage page,
                            intake::ListChangeRequests(tx, call.caller, FromProto(in)));
                        out.Clear();
                        for (const storage::RequestView& view : page.change_requests) {
                          *out.add_change_requests() = ToProto(view, clock_.Now(), Detail::kList);
                        }
                        out.set_next_page_token(page.next_page_token);
                        return absl::OkStatus();
                      });
                    });
}

}  // namespace zusage::intake
