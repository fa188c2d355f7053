// SPDX-License-Identifier: Apache-2.0
#include "services/rpc/unary_call.h"

#include <memory>
#include <optional>
#include <utility>

#include "services/base/errors.h"
#include "services/base/status_macros.h"
#include "services/rpc/guarded.h"

namespace zusage::rpc {
namespace {

using google::protobuf::Message;

constexpr char kPrepareAgain[] = "zusage.rpc/prepare-again";  // the payload that marks it

bool IsPrepareAgain(const absl::Status& status) {
  return absl::IsAborted(status) && status.GetPayload(kPrepareAgain).has_value();
}

// A unit that knows whether its mutation recorded anything.
class CountingUnit final : public storage::Unit {
 public:
  explicit CountingUnit(storage::Unit& unit) : unit_(unit) {}

  int64_t position() const override { return unit_.position(); }
  absl::Time commit_time() const override { return unit_.commit_time(); }
  storage::WriteTransaction& tx() override { return unit_.tx(); }
  storage::AnswerBook& answers() override { return unit_.answers(); }
  void Describe(std::string_view operation, const storage::Actor& actor) override {
    unit_.Describe(operation, actor);
  }
  void Touch(std::string_view resource) override { unit_.Touch(resource); }
  absl::StatusOr<int64_t> Insert(const storage::FactTable& table,
                                 absl::Span<const storage::Value> values,
                                 const storage::KeyOwners& owners) override {
    has_facts_ = true;
    return unit_.Insert(table, values, owners);
  }

  bool has_facts() const { return has_facts_; }

 private:
  storage::Unit& unit_;
  bool has_facts_ = false;
};

}  // namespace

absl::Status PrepareAgain() {
  absl::Status status = absl::AbortedError("what the call was prepared with is outdated");
  status.SetPayload(kPrepareAgain, absl::Cord());
  return status;
}

grpc::ServerUnaryReactor* UnaryCall::Start(CallCore& core, std::string_view method,
                                           grpc::CallbackServerContext& context, Message& request,
                                           Message& response, Body body, Waits waits) {
  auto* call = new UnaryCall(core, core.Find(method), context, request, response, std::move(body));
  grpc::ServerUnaryReactor* const reactor = call->reactor_;
  call->Begin(waits);  // may have deleted it when it returns
  return reactor;
}

UnaryCall::UnaryCall(CallCore& core, const Method* method, grpc::CallbackServerContext& context,
                     Message& request, Message& response, Body body)
    : core_(core),
      record_(core, method, context),
      reactor_(context.DefaultReactor()),
      request_(request),
      response_(response),
      body_(std::move(body)) {}

void UnaryCall::Begin(Waits waits) {
  holds_place_ = core_.plumbing().EnterCall();
  if (!holds_place_) return Finish(Error(kOverloaded));
  if (absl::Status admitted = record_.Admit(request_); !admitted.ok()) return Finish(admitted);
  if (waits == Waits::kNo) return Run();
  Plumbing& plumbing = core_.plumbing();
  WorkerPool& workers =
      waits == Waits::kForPeer ? plumbing.peer_workers() : plumbing.news_workers();
  if (!workers.Post([this] { Run(); })) Finish(Error(kOverloaded));
}

void UnaryCall::Run() {
  if (absl::Status in_time = record_.CheckDeadline(); !in_time.ok()) return Finish(in_time);
  if (std::holds_alternative<MutationBody>(body_)) return RunMutation();
  Finish(RunRead());
}

absl::Status UnaryCall::RunRead() {
  return Guarded([&] { return std::get<ReadBody>(body_)(record_.call()); });
}

void UnaryCall::RunMutation() {
  if (record_.method().request_id == nullptr) {
    return Finish(absl::InternalError("A method without a request_id cannot mutate."));
  }
  once_.emplace(record_.method(), record_.call().caller, request_);
  PrepareAndWrite();
}

void UnaryCall::PrepareAndWrite() {
  absl::StatusOr<EffectBody> effect = Prepare();
  if (!effect.ok()) {
    // What can no longer be prepared may have been done before: then that is the answer.
    absl::Status recalled = Recall();
    return Finish(absl::IsNotFound(recalled) ? effect.status() : recalled);
  }
  effect_ = *std::move(effect);
  core_.store()->Write([this](storage::Unit& unit) { return RunEffect(unit); },
                       [this](absl::Status status) { Written(status); },
                       {.answer_key = once_->stored_key(), .ask = mutation().ask});
}

void UnaryCall::Written(const absl::Status& status) {
  if (!IsPrepareAgain(status) || record_.call().again) return Finish(status);
  record_.BeginAgain();
  if (!core_.plumbing().peer_workers().Post([this] { PrepareAndWrite(); })) {
    Finish(Error(kOverloaded));
  }
}

absl::StatusOr<EffectBody> UnaryCall::Prepare() {
  return Guarded([&] { return mutation().prepare(record_.call()); });
}

absl::Status UnaryCall::Recall() {
  return core_.store()->Read([this](storage::ReadTransaction& tx) -> absl::Status {
    ZUSAGE_ASSIGN_OR_RETURN(const std::optional<storage::StoredAnswer> answer, once_->Find(tx));
    return Recall(answer, tx);
  });
}

absl::Status UnaryCall::Recall(const std::optional<storage::StoredAnswer>& answer,
                               storage::ReadTransaction& tx) {
  if (!answer.has_value()) return absl::NotFoundError("no stored answer");
  return Answer(*answer, tx);
}

absl::Status UnaryCall::Answer(const storage::StoredAnswer& answer, storage::ReadTransaction& tx) {
  if (const RetellBody& retell = mutation().retell; retell != nullptr) {
    const absl::Status told = Guarded([&] { return retell(tx, answer.position); });
    return absl::IsNotFound(told) ? absl::InternalError(told.ToString()) : told;
  }
  if (!response_.ParseFromString(answer.bytes)) {
    return absl::InternalError("A stored answer cannot be read.");
  }
  return absl::OkStatus();
}

// May run more than once; each run starts from nothing.
absl::Status UnaryCall::RunEffect(storage::Unit& unit) {
  ZUSAGE_RETURN_IF_ERROR(record_.CheckDeadline());
  ZUSAGE_ASSIGN_OR_RETURN(const std::optional<storage::StoredAnswer> answer, once_->Find(unit));
  absl::Status recalled = Recall(answer, unit.tx());
  if (!absl::IsNotFound(recalled)) return recalled;
  response_.Clear();
  CountingUnit counted(unit);
  ZUSAGE_RETURN_IF_ERROR(Guarded([&] { return effect_(counted); }));
  return counted.has_facts() ? KeepAnswer(unit) : absl::OkStatus();
}

absl::Status UnaryCall::KeepAnswer(storage::Unit& unit) {
  return once_->Keep(unit, mutation().retell == nullptr ? KeptBytes() : std::string());
}

std::string UnaryCall::KeptBytes() {
  if (record_.method().has_secrets) {
    const std::unique_ptr<Message> shown(response_.New());
    shown->CopyFrom(response_);
    ClearSecrets(*shown);
    return shown->SerializeAsString();
  }
  return response_.SerializeAsString();
}

absl::Status UnaryCall::FillResponse() {
  const auto* mutation = std::get_if<MutationBody>(&body_);
  if (mutation == nullptr || mutation->fill == nullptr) return absl::OkStatus();
  return Guarded([&] {
    mutation->fill();
    return absl::OkStatus();
  });
}

void UnaryCall::Finish(const absl::Status& status) {
  // Who may do what can have changed; a revoked key shall be useless at once.
  if (status.ok() && effect_ != nullptr && record_.method().admin_only) {
    core_.plumbing().identities().Clear();
  }
  grpc::Status answer = record_.Conclude(status.ok() ? FillResponse() : status);
  if (holds_place_) core_.plumbing().LeaveCall();
  grpc::ServerUnaryReactor* const reactor = reactor_;
  delete this;
  reactor->Finish(std::move(answer));  // last: once calls are done, the server may go
}

}  // namespace zusage::rpc
