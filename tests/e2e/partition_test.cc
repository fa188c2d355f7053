// SPDX-License-Identifier: Apache-2.0
//
// The network between Zusage and PostgreSQL is cut or slow: packets vanish and nobody is told. What
// was acknowledged is there, once; callers are told that it cannot be done now, and get on when the
// network is back.
#include <gtest/gtest.h>

#include <functional>
#include <future>
#include <memory>

#include "tests/e2e/wishes.h"
#include "tests/support/network_namespace.h"
#include "tests/support/postgres_cluster.h"

namespace zusage::testing {
namespace {

using Clock = std::chrono::steady_clock;
using intake::v1::IntakeService;

constexpr int kCopies = 2;
// Longer than a process awaits an answer before it gives the database up.
constexpr std::chrono::seconds kPartition(8);
// Of the wire in each direction: a fraction of what the callers would use.
constexpr const char* kSlow = "2mbit";

void AwaitThat(const std::function<bool()>& holds) {
  while (!holds()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
}

class PartitionTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string why_not;
    network_ = NetworkNamespace::Create(why_not);
    ASSERT_NE(network_, nullptr) << why_not;
    server_ = std::make_unique<PostgresCluster>(*network_);
    installation_ = std::make_unique<Installation>(
        Topology{.name = "copies", .engine = Engine::kPostgresql, .copies = kCopies},
        PostgresCluster::UrlAt(network_->addresses()[0]));
    company_ = std::make_unique<Company>(*installation_);
    installation_->Start();
    company_->Connect();
    wishes_ = std::make_unique<Wishes>(*company_);
  }

  // The answer of one process to one attempt.
  grpc::Status SubmitThrough(Zusaged& process, const std::string& id, std::string* name) {
    grpc::ClientContext context;
    company_->Identify(context, "sofia");
    intake::v1::SubmitChangeRequestResponse response;
    const grpc::Status status = IntakeService::NewStub(process.channel())
                                    ->SubmitChangeRequest(&context, Wishes::For(id), &response);
    *name = response.change_request().name();
    return status;
  }

  void RecordSince(const std::string& what, Clock::time_point begin) {
    RecordProperty(what, std::to_string((Clock::now() - begin) / std::chrono::milliseconds(1)));
  }

  // Those and no others are there, and the journal is whole.
  void ExpectOnce(const std::map<std::string, std::string>& acknowledged) {
    wishes_->ExpectOnce(acknowledged);
    EXPECT_TRUE(installation_->Stop());
    EXPECT_EQ(installation_->Verify(), 0);
  }

  std::unique_ptr<NetworkNamespace> network_;
  std::unique_ptr<PostgresCluster> server_;
  std::unique_ptr<Installation> installation_;
  std::unique_ptr<Company> company_;
  std::unique_ptr<Wishes> wishes_;
};

TEST_F(PartitionTest, DatabaseThatIsCutOffIsSaidToBeAwayAndFoundAgain) {
  Callers callers(*wishes_);
  callers.Await(20);
  const Clock::time_point begin = Clock::now();
  network_->CutOff(network_->addresses());
  std::vector<std::future<grpc::Status>> answers;
  for (int copy = 0; copy < kCopies; ++copy) {
    answers.push_back(std::async(std::launch::async, [this, copy] {
      std::string ignored;
      return SubmitThrough(installation_->at("intake", copy), "cut-" + std::to_string(copy),
                           &ignored);
    }));
  }
  for (std::future<grpc::Status>& answer : answers) {
    const grpc::Status status = answer.get();
    EXPECT_EQ(status.error_code(), grpc::StatusCode::UNAVAILABLE) << status.error_message();
  }
  RecordSince("until_told_ms", begin);
  std::this_thread::sleep_until(begin + kPartition);
  network_->Heal();
  const Clock::time_point healed = Clock::now();
  callers.Await(20);  // more than what may have been answered before
  RecordSince("until_they_got_on_ms", healed);
  callers.Await(20);
  std::map<std::string, std::string> acknowledged = callers.Finish();
  // Who was told that it could not be done does not know whether it was, and tries again.
  for (int copy = 0; copy < kCopies; ++copy) {
    const std::string id = "cut-" + std::to_string(copy);
    acknowledged[id] = wishes_->Submit(id);
  }
  ExpectOnce(acknowledged);
}

TEST_F(PartitionTest, SlowNetworkHoldsUpButBreaksNothing) {
  Callers callers(*wishes_);
  callers.Await(20);
  network_->SlowDown(kSlow);
  const Clock::time_point begin = Clock::now();
  callers.Await(15);
  RecordSince("fifteen_took_ms", begin);
  const std::map<std::string, std::string>& acknowledged = callers.Finish();
  EXPECT_EQ(callers.failed(), 0);
  network_->SpeedUp();
  ExpectOnce(acknowledged);
}

// It may hold the lock that all writers take; the database does not wait for it.
TEST_F(PartitionTest, CopyThatIsCutOffHoldsTheOthersUpForSecondsOnly) {
  std::vector<std::string> place = installation_->Place();
  ASSERT_EQ(place[0], "--database");
  place[1] = PostgresCluster::UrlAt(network_->addresses()[1]);
  Zusaged cut_off(place);
  cut_off.AwaitReady();
  std::atomic<bool> over{false};
  std::atomic<int> answered{0};
  std::atomic<int> told{0};
  std::map<std::string, std::string> through_it;
  std::thread caller([&] {
    while (!over) {
      const std::string id = "cut-" + std::to_string(answered);
      grpc::Status status;
      while (!(status = SubmitThrough(cut_off, id, &through_it[id])).ok()) {
        EXPECT_EQ(status.error_code(), grpc::StatusCode::UNAVAILABLE) << status.error_message();
        ++told;
      }
      ++answered;
    }
  });
  Callers callers(*wishes_);
  callers.Await(20);
  AwaitThat([&] { return answered > 10; });
  network_->CutOff({network_->addresses()[1]});
  const Clock::time_point begin = Clock::now();
  callers.Await(20);
  RecordSince("until_the_others_got_on_ms", begin);
  callers.Await(20);
  std::map<std::string, std::string> acknowledged = callers.Finish();
  AwaitThat([&] { return told > 0; });
  RecordSince("until_told_ms", begin);
  network_->Heal();
  const Clock::time_point healed = Clock::now();
  const int before = answered;
  AwaitThat([&] { return answered > before + 5; });
  RecordSince("until_it_got_on_ms", healed);
  over = true;
  caller.join();
  acknowledged.merge(through_it);
  EXPECT_EQ(cut_off.Stop(), 0);
  ExpectOnce(acknowledged);
}

}  // namespace
}  // namespace zusage::testing
