// SPDX-License-Identifier: Apache-2.0
//
// The streams of CallPath::Exchange(). Include this where Exchange is used.
#ifndef ZUSAGE_SERVICES_RPC_EXCHANGE_REACTOR_H_
#define ZUSAGE_SERVICES_RPC_EXCHANGE_REACTOR_H_

#include <grpcpp/grpcpp.h>

#include <functional>
#include <memory>
#include <utility>

#include "services/rpc/exchange_loop.h"

namespace zusage::rpc {

template <typename Request, typename Response>
class ExchangeReactor final : public grpc::ServerBidiReactor<Request, Response>,
                              private ExchangeLoop::Stream {
 public:
  ExchangeReactor(CallCore& core, std::string_view method, grpc::CallbackServerContext& context,
                  Handle<Request, Response> handle)
      : loop_(std::make_shared<ExchangeLoop>(core, method, context)), handle_(std::move(handle)) {}

  void Begin() { loop_->Begin(*this); }

  void OnReadDone(bool ok) override {
    loop_->ReadDone(ok ? std::move(incoming_) : std::shared_ptr<MessageTurn>());
  }
  void OnWriteDone(bool ok) override { loop_->Written(ok); }
  void OnCancel() override { loop_->Cancel(); }
  void OnDone() override { delete this; }

 private:
  class MessageTurn final : public ExchangeLoop::Turn {
   public:
    explicit MessageTurn(ExchangeReactor& reactor) : reactor_(reactor) {}

    Request& message() override { return message_; }
    void Handle(const Call& call, std::function<void(absl::Status)> replied) override {
      reactor_.handle_(
          call, message_,
          [this, replied = std::move(replied)](absl::StatusOr<NextAnswer<Response>> answers) {
            if (answers.ok()) next_ = *std::move(answers);
            replied(answers.status());
          });
    }
    bool FillAnswer() override {
      reactor_.outgoing_.Clear();
      return next_(reactor_.outgoing_);
    }

   private:
    ExchangeReactor& reactor_;
    Request message_;
    NextAnswer<Response> next_;
  };

  void Read() override {
    incoming_ = std::make_shared<MessageTurn>(*this);
    this->StartRead(&incoming_->message());
  }
  void Write() override { this->StartWrite(&outgoing_); }
  void Finish(grpc::Status status) override {
    grpc::ServerBidiReactor<Request, Response>::Finish(std::move(status));
  }

  const std::shared_ptr<ExchangeLoop> loop_;
  const Handle<Request, Response> handle_;
  std::shared_ptr<MessageTurn> incoming_;
  Response outgoing_;
};

template <typename Request, typename Response>
grpc::ServerBidiReactor<Request, Response>* CallPath::Exchange(std::string_view method,
                                                               grpc::CallbackServerContext* context,
                                                               Handle<Request, Response> handle) {
  auto* reactor =
      new ExchangeReactor<Request, Response>(*core_, method, *context, std::move(handle));
  reactor->Begin();
  return reactor;
}

}  // namespace zusage::rpc

#endif  // ZUSAGE_SERVICES_RPC_EXCHANGE_REACTOR_H_
