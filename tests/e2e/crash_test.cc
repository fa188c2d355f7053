// SPDX-License-Identifier: Apache-2.0
//
// The server killed as by a power cut while many callers write: what was acknowledged is there,
// once, and the journal holds.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <mutex>
#include <thread>

#include "tests/e2e/company.h"

namespace zusage::testing {
namespace {

using intake::v1::IntakeService;
using strategy::v1::StrategyService;

constexpr char kProduct[] = "products/atlas";

class CrashTest : public ::testing::TestWithParam<Topology> {
 protected:
  CrashTest() : installation_(GetParam()), company_(installation_) {
    installation_.Start();
    company_.Connect();
    company_.Hire("petra", type::v1::ROLE_PRODUCT_MANAGER, kProduct);
    company_.Hire("sofia", type::v1::ROLE_SALES, kProduct);
    strategy::v1::PublishStrategyRequest request;
    request.set_parent(kProduct);
    request.mutable_document()->set_product("atlas");
    strategy::v1::Element& element = *request.mutable_document()->add_elements();
    element.set_kind(strategy::v1::Element::KIND_THEME);
    element.set_id("T1");
    element.set_title("Plan without a dispatcher");
    request.set_memo("First.");
    request.set_request_id(company_.NextId());
    company_.Do<StrategyService>("petra", &StrategyService::Stub::PublishStrategy, request);
  }

  static intake::v1::SubmitChangeRequestRequest RequestFor(const std::string& id) {
    intake::v1::SubmitChangeRequestRequest request;
    request.set_parent(kProduct);
    request.mutable_change_request()->set_title("Wish " + id);
    request.mutable_change_request()->mutable_customer()->set_display_name("Contoso");
    request.set_request_id(id);
    return request;
  }

  // Submits under `id`; the name if it was acknowledged.
  std::string Submit(const std::string& id) {
    intake::v1::SubmitChangeRequestResponse response;
    const grpc::Status status = company_.Try<IntakeService>(
        "sofia", &IntakeService::Stub::SubmitChangeRequest, RequestFor(id), &response);
    return status.ok() ? response.change_request().name() : "";
  }

  Installation installation_;
  Company company_;
};

TEST_P(CrashTest, AcknowledgedSubmissionsSurviveAndRetriesAreNoDuplicates) {
  constexpr int kCallers = 8;
  constexpr int kKillAfter = 200;
  std::mutex mutex;
  std::map<std::string, std::string> acknowledged;  // request id -> name
  std::vector<std::string> unanswered;
  std::atomic<int> done{0};
  std::atomic<bool> dead{false};
  std::vector<std::thread> callers;
  for (int caller = 0; caller < kCallers; ++caller) {
    callers.emplace_back([&, caller] {
      for (int i = 0; !dead; ++i) {
        const std::string id = "crash-" + std::to_string(caller) + "-" + std::to_string(i);
        const std::string name = Submit(id);
        const std::scoped_lock lock(mutex);
        if (name.empty()) {
          unanswered.push_back(id);
          return;
        }
        acknowledged[id] = name;
        ++done;
      }
    });
  }
  while (done < kKillAfter) std::this_thread::yield();
  installation_.Kill();
  dead = true;
  for (std::thread& caller : callers) caller.join();

  installation_.Start();
  company_.Connect();
  for (const auto& [id, name] : acknowledged) {
    EXPECT_EQ(Submit(id), name) << "the retry of what was acknowledged is the same";
  }
  for (const std::string& id : unanswered) {
    const std::string name = Submit(id);
    EXPECT_FALSE(name.empty());
    EXPECT_EQ(Submit(id), name);
    acknowledged[id] = name;
  }
  std::map<std::string, int> found;
  intake::v1::ListChangeRequestsRequest list;
  list.set_parent(kProduct);
  list.set_page_size(200);
  do {
    const auto page =
        company_.Do<IntakeService>("sofia", &IntakeService::Stub::ListChangeRequests, list);
    for (const auto& request : page.change_requests()) ++found[request.title()];
    list.set_page_token(page.next_page_token());
  } while (!list.page_token().empty());
  EXPECT_EQ(found.size(), acknowledged.size());
  for (const auto& [title, times] : found) EXPECT_EQ(times, 1) << title;

  EXPECT_TRUE(installation_.Stop());
  EXPECT_EQ(installation_.Verify(), 0);
}

INSTANTIATE_TEST_SUITE_P(Topologies, CrashTest, ::testing::ValuesIn(Topologies()),
                         [](const auto& info) { return NameOf(info.param); });

}  // namespace
}  // namespace zusage::testing
