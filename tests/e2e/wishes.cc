// SPDX-License-Identifier: Apache-2.0
#include "tests/e2e/wishes.h"

#include <cstdlib>
#include <iostream>
#include <utility>

namespace zusage::testing {
namespace {

using intake::v1::IntakeService;
using strategy::v1::StrategyService;

constexpr int kCallers = 6;
constexpr std::string_view kTitle = "Wish ";

}  // namespace

Wishes::Wishes(Company& company) : company_(company) {
  company.Hire("petra", type::v1::ROLE_PRODUCT_MANAGER, kProduct);
  company.Hire("sofia", type::v1::ROLE_SALES, kProduct);
  strategy::v1::PublishStrategyRequest request;
  request.set_parent(kProduct);
  request.mutable_document()->set_product("atlas");
  strategy::v1::Element& element = *request.mutable_document()->add_elements();
  element.set_kind(strategy::v1::Element::KIND_THEME);
  element.set_id("T1");
  element.set_title("Plan without a dispatcher");
  request.set_memo("First.");
  request.set_request_id(company.NextId());
  company.Do<StrategyService>("petra", &StrategyService::Stub::PublishStrategy, request);
}

intake::v1::SubmitChangeRequestRequest Wishes::For(const std::string& id) {
  intake::v1::SubmitChangeRequestRequest request;
  request.set_parent(kProduct);
  request.mutable_change_request()->set_title(std::string(kTitle) + id);
  request.mutable_change_request()->mutable_customer()->set_display_name("Contoso");
  request.set_request_id(id);
  return request;
}

std::string Wishes::Submit(const std::string& id) {
  intake::v1::SubmitChangeRequestResponse response;
  const grpc::Status status = company_.Try<IntakeService>(
      "sofia", &IntakeService::Stub::SubmitChangeRequest, For(id), &response);
  if (!status.ok()) return "";
  if (response.change_request().state() == type::v1::ChangeRequest::STATE_SUBMITTED) ++unchecked_;
  return response.change_request().name();
}

std::map<std::string, int> Wishes::Recorded() {
  std::map<std::string, int> times;
  intake::v1::ListChangeRequestsRequest list;
  list.set_parent(kProduct);
  list.set_page_size(200);
  do {
    const auto page =
        company_.Do<IntakeService>("sofia", &IntakeService::Stub::ListChangeRequests, list);
    for (const auto& request : page.change_requests()) {
      ++times[request.title().substr(kTitle.size())];
    }
    list.set_page_token(page.next_page_token());
  } while (!list.page_token().empty());
  return times;
}

void Wishes::ExpectOnce(const std::map<std::string, std::string>& acknowledged) {
  for (const auto& [id, name] : acknowledged) EXPECT_EQ(Submit(id), name) << id;
  const std::map<std::string, int> recorded = Recorded();
  EXPECT_EQ(recorded.size(), acknowledged.size());
  for (const auto& [id, times] : recorded) {
    EXPECT_EQ(times, 1) << id;
    EXPECT_TRUE(acknowledged.contains(id)) << id;
  }
}

Callers::Callers(Wishes& wishes, std::chrono::milliseconds pause) : wishes_(wishes), pause_(pause) {
  for (int caller = 0; caller < kCallers; ++caller) {
    threads_.emplace_back([this, caller] { Run(caller); });
  }
}

void Callers::Run(int caller) {
  for (int i = 0; !over_; ++i) {
    const std::string id = std::to_string(caller) + "-" + std::to_string(i);
    const auto begin = std::chrono::steady_clock::now();
    std::string name;
    while ((name = wishes_.Submit(id)).empty()) {
      ++failed_;
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    const auto end = std::chrono::steady_clock::now();
    {
      const std::scoped_lock lock(mutex_);
      acknowledged_[id] = name;
      waits_.push_back({end, std::chrono::duration_cast<std::chrono::milliseconds>(end - begin)});
    }
    std::this_thread::sleep_for(pause_);
  }
}

std::vector<Callers::Wait> Callers::TakeWaits() {
  const std::scoped_lock lock(mutex_);
  return std::exchange(waits_, {});
}

size_t Callers::count() {
  const std::scoped_lock lock(mutex_);
  return acknowledged_.size();
}

void Callers::Await(size_t more) {
  const size_t enough = count() + more;
  const auto patience = std::chrono::steady_clock::now() + std::chrono::minutes(3);
  while (count() < enough) {
    if (std::chrono::steady_clock::now() > patience) {
      std::cerr << "callers got no further than " << count() << " of " << enough << "\n";
      std::abort();  // a server that is gone would be waited for without end
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
}

const std::map<std::string, std::string>& Callers::Finish() {
  over_ = true;
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
  return acknowledged_;
}

}  // namespace zusage::testing
