// SPDX-License-Identifier: Apache-2.0
//
// PostgreSQL dies, restarts, stands still or is replaced by its standby, and copies of Zusage stand
// still, while many callers write: what was acknowledged is there, once, and callers that try again
// get on.
#include <gtest/gtest.h>
#include <signal.h>

#include <functional>
#include <memory>

#include "tests/e2e/wishes.h"
#include "tests/support/postgres_cluster.h"

namespace zusage::testing {
namespace {

class DatabaseAwayTest : public ::testing::Test {
 protected:
  DatabaseAwayTest()
      : installation_({.name = "copies", .engine = Engine::kPostgresql, .copies = 2},
                      PostgresCluster::UrlOfEither(primary_, *standby_)),
        company_(installation_) {
    installation_.Start();
    company_.Connect();
    wishes_ = std::make_unique<Wishes>(company_);
  }

  // Lets `happen` happen while callers submit, and `afterwards` when they have got on.
  void WhileCallersSubmit(
      const std::function<void()>& happen, const std::function<void()>& afterwards = [] {}) {
    Callers callers(*wishes_);
    callers.Await(60);
    happen();
    const auto begin = std::chrono::steady_clock::now();
    callers.Await(20);  // more than what may have been answered before
    const auto took = std::chrono::steady_clock::now() - begin;
    RecordProperty("until_they_got_on_ms", std::to_string(took / std::chrono::milliseconds(1)));
    callers.Await(60);
    afterwards();
    wishes_->ExpectOnce(callers.Finish());
    EXPECT_TRUE(installation_.Stop());
    EXPECT_EQ(installation_.Verify(), 0);
  }

  PostgresCluster primary_;
  std::unique_ptr<PostgresCluster> standby_ = PostgresCluster::StandbyOf(primary_);
  Installation installation_;
  Company company_;
  std::unique_ptr<Wishes> wishes_;
};

TEST_F(DatabaseAwayTest, ServerThatCrashesAndRestartsLosesNothing) {
  WhileCallersSubmit([&] {
    primary_.Kill();
    primary_.Start();
  });
}

TEST_F(DatabaseAwayTest, StandbyThatTakesOverHasEverything) {
  WhileCallersSubmit([&] {
    primary_.Kill();
    standby_->Promote();
  });
}

TEST_F(DatabaseAwayTest, ServerThatStandsStillIsFoundAgain) {
  WhileCallersSubmit([&] {
    primary_.Pause();
    std::this_thread::sleep_for(std::chrono::seconds(1));
    primary_.Resume();
  });
}

// It may hold the lock that all writers take; the database does not wait for it.
TEST_F(DatabaseAwayTest, CopyThatStandsStillHoldsTheOtherUpForSecondsOnly) {
  Zusaged& still = installation_.at("intake", 0);
  std::atomic<bool> over{false};
  std::thread through_it([&] {
    const auto stub = directory::v1::DirectoryService::NewStub(still.channel());
    for (int i = 0; !over; ++i) {
      grpc::ClientContext context;
      company_.Identify(context, "admin");
      context.set_deadline(std::chrono::system_clock::now() + std::chrono::milliseconds(500));
      directory::v1::UpsertCustomerRequest request;
      request.mutable_customer()->set_display_name("Customer " + std::to_string(i));
      request.set_request_id("still-" + std::to_string(i));
      type::v1::Customer ignored;
      stub->UpsertCustomer(&context, request, &ignored);
    }
  });
  company_.ConnectTo(installation_.at("intake", 1).channel());
  WhileCallersSubmit([&] { still.Signal(SIGSTOP); },
                     [&] {
                       still.Signal(SIGCONT);
                       over = true;
                       through_it.join();
                     });
}

}  // namespace
}  // namespace zusage::testing
