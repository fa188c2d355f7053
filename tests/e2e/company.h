// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_TESTS_E2E_COMPANY_H_
#define ZUSAGE_TESTS_E2E_COMPANY_H_

#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "tests/e2e/installation.h"
#include "zusage/alignment/v1/alignment_service.grpc.pb.h"
#include "zusage/commitments/v1/commitment_service.grpc.pb.h"
#include "zusage/directory/v1/directory_service.grpc.pb.h"
#include "zusage/intake/v1/intake_service.grpc.pb.h"
#include "zusage/journal/v1/journal_service.grpc.pb.h"
#include "zusage/review/v1/review_service.grpc.pb.h"
#include "zusage/strategy/v1/strategy_service.grpc.pb.h"

namespace zusage::testing {

// The reason in a status's ErrorInfo; "" without one.
std::string ReasonOf(const grpc::Status& status);

// A company's people and their tokens, made on a fresh installation, and calls in their names.
class Company {
 public:
  // Gives the installation's processes what they identify themselves by. Nothing runs afterwards.
  explicit Company(Installation& installation);

  // Connects to the processes of the installation, all of which run.
  void Connect();
  // Connects to one process for everything.
  void ConnectTo(const std::shared_ptr<grpc::Channel>& channel);
  // What runs the role: "intake".
  const std::shared_ptr<grpc::Channel>& ChannelTo(const std::string& role) const {
    return channels_.at(role);
  }

  // Records a principal and a key for it; its token is known as `who` from then on.
  void Hire(const std::string& who, type::v1::Role role, const std::string& product);
  const std::string& token(const std::string& who) const { return tokens_.at(who); }

  // One call of `who`'s, on behalf of `for_whom` if that is not empty.
  template <typename Service, typename Request, typename Response>
  grpc::Status Try(const std::string& who,
                   grpc::Status (Service::Stub::*method)(grpc::ClientContext*, const Request&,
                                                         Response*),
                   const Request& request, Response* response, const std::string& for_whom = "") {
    grpc::ClientContext context;
    Identify(context, who, for_whom);
    return (Service::NewStub(ChannelOf<Service>()).get()->*method)(&context, request, response);
  }

  // The same for a call that must succeed.
  template <typename Service, typename Request, typename Response>
  Response Do(const std::string& who,
              grpc::Status (Service::Stub::*method)(grpc::ClientContext*, const Request&,
                                                    Response*),
              const Request& request, const std::string& for_whom = "") {
    Response response;
    const grpc::Status status = Try<Service>(who, method, request, &response, for_whom);
    EXPECT_TRUE(status.ok()) << who << ": " << request.GetTypeName() << ": "
                             << status.error_message();
    return response;
  }

  void Identify(grpc::ClientContext& context, const std::string& who,
                const std::string& for_whom = "") const;

  // The channel of a service: "zusage.intake.v1.IntakeService" is the role intake's.
  template <typename Service>
  const std::shared_ptr<grpc::Channel>& ChannelOf() const {
    const std::string name = Service::service_full_name();
    const size_t begin = name.find('.') + 1;
    return ChannelTo(name.substr(begin, name.find('.', begin) - begin));
  }

  // A request_id that was not used before.
  std::string NextId() { return "e2e-" + std::to_string(++ids_); }

 private:
  Installation& installation_;
  std::map<std::string, std::shared_ptr<grpc::Channel>> channels_;  // by role
  std::map<std::string, std::string> tokens_;
  std::atomic<int> ids_ = 0;
};

}  // namespace zusage::testing

#endif  // ZUSAGE_TESTS_E2E_COMPANY_H_
