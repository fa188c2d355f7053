// SPDX-License-Identifier: Apache-2.0
//
// Two copies of everything on one database: whatever is decided, revoked, promised and cleared
// through either of them, both say the same, and the truth; and a copy may go.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <limits>
#include <map>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "tests/e2e/wishes.h"

namespace zusage::testing {
namespace {

using commitments::v1::CommitmentService;
using commitments::v1::Promise;
using commitments::v1::Standing;
using directory::v1::DirectoryService;
using intake::v1::IntakeService;
using journal::v1::JournalService;
using review::v1::ReviewService;
using type::v1::ChangeRequest;
using type::v1::Decision;

constexpr const char* kProduct = Wishes::kProduct;
constexpr int kCopies = 2;
constexpr int kRequests = 24;
constexpr int64_t kNever = std::numeric_limits<int64_t>::max();

class CopiesTest : public ::testing::Test {
 protected:
  CopiesTest()
      : installation_({.name = "copies", .engine = Engine::kPostgresql, .copies = kCopies}),
        company_(installation_) {
    installation_.Start();
    company_.Connect();
    for (int copy = 0; copy < kCopies; ++copy) {
      channels_.push_back(installation_.at("intake", copy).channel());
    }
    company_.Hire("paula", type::v1::ROLE_PRODUCT_MANAGER, kProduct);
    company_.Hire("audit", type::v1::ROLE_AUDITOR, "products/-");
    wishes_ = std::make_unique<Wishes>(company_);
  }

  // One call through the copy with this number.
  template <typename Service, typename Request, typename Response>
  grpc::Status Ask(int copy, const std::string& who,
                   grpc::Status (Service::Stub::*method)(grpc::ClientContext*, const Request&,
                                                         Response*),
                   const Request& request, Response* response) {
    grpc::ClientContext context;
    company_.Identify(context, who);
    return (Service::NewStub(channels_[static_cast<size_t>(copy)]).get()->*method)(
        &context, request, response);
  }

  static void Join(std::vector<std::thread>& threads) {
    for (std::thread& thread : threads) thread.join();
  }

  Installation installation_;
  Company company_;
  std::vector<std::shared_ptr<grpc::Channel>> channels_;  // by copy
  std::unique_ptr<Wishes> wishes_;
};

TEST_F(CopiesTest, CopyThatIsToldToStopFailsNoCall) {
  Callers callers(*wishes_);
  for (int copy = 0; copy < kCopies; ++copy) {
    callers.Await(60);
    EXPECT_EQ(installation_.at("intake", copy).Stop(), 0);
    callers.Await(60);
    installation_.Kill("intake", copy);  // forgets the process that has ended
    installation_.Start("intake", copy);
  }
  wishes_->ExpectOnce(callers.Finish());
  EXPECT_EQ(callers.failed(), 0);
  EXPECT_TRUE(installation_.Stop());
  EXPECT_EQ(installation_.Verify(), 0);
}

TEST_F(CopiesTest, CopyThatIsKilledLosesNothingAndDoublesNothing) {
  Callers callers(*wishes_);
  callers.Await(80);
  installation_.Kill("intake", 0);
  callers.Await(80);
  installation_.Start("intake", 0);
  callers.Await(80);
  wishes_->ExpectOnce(callers.Finish());
  EXPECT_TRUE(installation_.Stop());
  EXPECT_EQ(installation_.Verify(), 0);
}

TEST_F(CopiesTest, KeyRevokedThroughOneCopyOpensTheOtherNoMore) {
  company_.Hire("anna", type::v1::ROLE_SALES, kProduct);
  intake::v1::ListChangeRequestsRequest list;
  list.set_parent(kProduct);
  intake::v1::ListChangeRequestsResponse ignored;
  const auto anna_through = [&](int copy) {
    return Ask<IntakeService>(copy, "anna", &IntakeService::Stub::ListChangeRequests, list,
                              &ignored)
        .error_code();
  };
  for (int copy = 0; copy < kCopies; ++copy) EXPECT_EQ(anna_through(copy), grpc::StatusCode::OK);
  directory::v1::ListKeysRequest keys;
  keys.set_parent("principals/anna");
  const auto of_anna =
      company_.Do<DirectoryService>("admin", &DirectoryService::Stub::ListKeys, keys);
  directory::v1::RevokeKeyRequest revoke;
  revoke.set_name(of_anna.keys(0).name());
  revoke.set_request_id(company_.NextId());
  directory::v1::Key revoked;
  ASSERT_TRUE(
      Ask<DirectoryService>(0, "admin", &DirectoryService::Stub::RevokeKey, revoke, &revoked).ok());
  EXPECT_EQ(anna_through(0), grpc::StatusCode::UNAUTHENTICATED);
  // The other copy may remember for the few seconds that identities are kept.
  while (anna_through(1) == grpc::StatusCode::OK) {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  EXPECT_EQ(anna_through(1), grpc::StatusCode::UNAUTHENTICATED);
}

// --- the history of a quarrel
// ---------------------------------------------------------------------

// What the journal says of one request: where it was decided and where its approval was revoked.
struct Fate {
  int64_t decided_at = kNever;
  bool approved = false;
  int64_t revoked_at = kNever;

  // How a promise of its item stands that was made when the journal ended at `known`.
  Standing StandingAt(int64_t known) const {
    if (decided_at > known) return commitments::v1::STANDING_PENDING;
    if (!approved || revoked_at <= known) return commitments::v1::STANDING_AGAINST_DECISION;
    return commitments::v1::STANDING_COVERED;
  }
};

struct Cleared {
  std::string request;
  int64_t known_position;
  bool may_promise;
};

class QuarrelTest : public CopiesTest {
 protected:
  QuarrelTest() {
    for (int i = 0; i < kRequests; ++i) {
      const std::string name = wishes_->Submit("quarrel-" + std::to_string(i));
      EXPECT_NE(name, "");
      requests_.push_back(name);
    }
    customer_ = Read(0, requests_[0]).customer();
    LetDecideFor(Read(0, requests_[0]).review().owner(), "paula");
  }

  // Petra's requests are Paula's, too, while Petra is away: both may decide.
  void LetDecideFor(const std::string& owner, const std::string& who) {
    review::v1::SetSubstituteRequest absence;
    absence.set_principal(owner);
    absence.set_substitute("principals/" + who);
    const absl::CivilDay today(absl::ToCivilDay(absl::Now(), absl::UTCTimeZone()));
    SetDay(today, *absence.mutable_first_day());
    SetDay(today + 2, *absence.mutable_last_day());
    absence.set_request_id(company_.NextId());
    review::v1::Substitute ignored;
    const grpc::Status status =
        Ask<ReviewService>(0, "petra", &ReviewService::Stub::SetSubstitute, absence, &ignored);
    EXPECT_TRUE(status.ok()) << status.error_message();
  }

  static void SetDay(absl::CivilDay day, type::v1::Date& date) {
    date.set_year(static_cast<int32_t>(day.year()));
    date.set_month(day.month());
    date.set_day(day.day());
  }

  ChangeRequest Read(int copy, const std::string& name) {
    intake::v1::GetChangeRequestRequest get;
    get.set_name(name);
    ChangeRequest request;
    const grpc::Status status =
        Ask<IntakeService>(copy, "petra", &IntakeService::Stub::GetChangeRequest, get, &request);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return request;
  }

  // Two product managers decide, one this way and one that way; one of them comes too late, and
  // hears so.
  void Decide(int copy, const std::string& who, Decision::Outcome outcome) {
    for (const std::string& name : requests_) {
      review::v1::DecideChangeRequestRequest decide;
      decide.set_name(name);
      decide.set_etag(Read(copy, name).etag());
      decide.set_outcome(outcome);
      decide.set_reason("Because.");
      decide.set_request_id(company_.NextId());
      if (outcome == Decision::OUTCOME_APPROVED) {
        decide.mutable_approval()->add_included_items("1");
      }
      ChangeRequest decided;
      const grpc::Status status = Ask<ReviewService>(
          copy, who, &ReviewService::Stub::DecideChangeRequest, decide, &decided);
      if (!status.ok()) {
        EXPECT_TRUE(status.error_code() == grpc::StatusCode::ABORTED ||
                    status.error_code() == grpc::StatusCode::FAILED_PRECONDITION)
            << status.error_message();
        continue;
      }
      const std::scoped_lock lock(mutex_);
      EXPECT_TRUE(outcomes_.emplace(name, outcome).second) << name << " was decided twice";
    }
  }

  // Revokes what is found approved, until everything is decided.
  void Revoke(int copy) {
    std::set<std::string> revoked;
    for (bool all_decided = false; !all_decided;) {
      all_decided = true;
      for (const std::string& name : requests_) {
        const ChangeRequest request = Read(copy, name);
        if (request.state() != ChangeRequest::STATE_DECIDED) all_decided = false;
        const std::string approval = request.decision().approval().name();
        if (approval.empty() || !revoked.insert(name).second) continue;
        review::v1::RevokeApprovalRequest revoke;
        revoke.set_name(approval);
        revoke.set_etag(request.etag());
        revoke.set_reason("It was a mistake.");
        revoke.set_request_id(company_.NextId());
        review::v1::RevokeApprovalResponse response;
        const grpc::Status status = Ask<ReviewService>(
            copy, "paula", &ReviewService::Stub::RevokeApproval, revoke, &response);
        EXPECT_TRUE(status.ok()) << status.error_message();
      }
    }
  }

  void Promises(int copy) {
    for (int round = 0; !over_; ++round) {
      const std::string& name = requests_[static_cast<size_t>(round * 7 % kRequests)];
      commitments::v1::RecordPromiseRequest record;
      record.set_parent(kProduct);
      record.mutable_promise()->set_customer(customer_);
      commitments::v1::PromiseLine& line = *record.mutable_promise()->add_lines();
      line.set_text("You will have it.");
      line.set_item(name + "/items/1");
      record.set_request_id(company_.NextId());
      Promise promise;
      const grpc::Status status = Ask<CommitmentService>(
          copy, "sofia", &CommitmentService::Stub::RecordPromise, record, &promise);
      EXPECT_TRUE(status.ok()) << status.error_message();
      const std::scoped_lock lock(mutex_);
      promises_[promise.name()] = name;
    }
  }

  void Clearances(int copy) {
    for (int round = 0; !over_; ++round) {
      const std::string& name = requests_[static_cast<size_t>(round * 5 % kRequests)];
      commitments::v1::CheckClearanceRequest check;
      check.set_parent(kProduct);
      check.set_customer(customer_);
      check.set_item(name + "/items/1");
      commitments::v1::CheckClearanceResponse response;
      const grpc::Status status = Ask<CommitmentService>(
          copy, "sofia", &CommitmentService::Stub::CheckClearance, check, &response);
      EXPECT_TRUE(status.ok()) << status.error_message();
      const std::scoped_lock lock(mutex_);
      cleared_.push_back({name, response.known_position(), response.may_promise()});
    }
  }

  // Reads the whole journal: what became of each request, and where each promise was recorded.
  void ReadTheJournal() {
    journal::v1::ListEntriesRequest list;
    list.set_page_size(500);
    int64_t expected = 0;
    while (true) {
      const auto page =
          company_.Do<JournalService>("audit", &JournalService::Stub::ListEntries, list);
      for (const journal::v1::Entry& entry : page.entries()) {
        EXPECT_EQ(entry.position(), ++expected);
        for (const std::string& resource : entry.resource_names()) Note(entry, resource);
      }
      if (page.next_after_position() == 0) return;
      list.set_after_position(page.next_after_position());
    }
  }

  void Note(const journal::v1::Entry& entry, const std::string& resource) {
    if (entry.operation() == "DecideChangeRequest" && outcomes_.contains(resource)) {
      Fate& fate = fates_[resource];
      EXPECT_EQ(fate.decided_at, kNever) << resource << " was decided twice";
      fate.decided_at = entry.position();
      fate.approved = outcomes_.at(resource) == Decision::OUTCOME_APPROVED;
    }
    if (entry.operation() == "RevokeApproval" && outcomes_.contains(resource)) {
      fates_[resource].revoked_at = entry.position();
    }
    if (entry.operation() == "RecordPromise" && promises_.contains(resource)) {
      recorded_at_[resource] = entry.position();
    }
  }

  std::vector<std::string> requests_;
  std::string customer_;
  std::atomic<bool> over_{false};
  std::mutex mutex_;
  std::map<std::string, Decision::Outcome> outcomes_;  // by request
  std::map<std::string, std::string> promises_;        // their requests
  std::vector<Cleared> cleared_;
  std::map<std::string, Fate> fates_;           // by request
  std::map<std::string, int64_t> recorded_at_;  // by promise
};

TEST_F(QuarrelTest, EveryAnswerIsTrueOfTheMomentThatItSpeaksOf) {
  std::vector<std::thread> field;
  for (int copy = 0; copy < kCopies; ++copy) {
    field.emplace_back([this, copy] { Promises(copy); });
    field.emplace_back([this, copy] { Clearances(copy); });
  }
  std::vector<std::thread> managers;
  managers.emplace_back([this] { Decide(0, "petra", Decision::OUTCOME_APPROVED); });
  managers.emplace_back([this] { Decide(1, "paula", Decision::OUTCOME_DECLINED); });
  managers.emplace_back([this] { Revoke(1); });
  Join(managers);
  over_ = true;
  Join(field);

  EXPECT_EQ(outcomes_.size(), requests_.size());
  ReadTheJournal();
  ASSERT_EQ(fates_.size(), requests_.size());
  ASSERT_EQ(recorded_at_.size(), promises_.size());
  for (const auto& [promise, request] : promises_) {
    const Fate& fate = fates_.at(request);
    commitments::v1::GetPromiseRequest get;
    get.set_name(promise);
    for (int copy = 0; copy < kCopies; ++copy) {
      Promise read;
      ASSERT_TRUE(
          Ask<CommitmentService>(copy, "sofia", &CommitmentService::Stub::GetPromise, get, &read)
              .ok());
      EXPECT_EQ(read.standing_when_made(), fate.StandingAt(recorded_at_.at(promise) - 1));
      EXPECT_EQ(read.standing_now(), fate.StandingAt(kNever - 1));
    }
  }
  int allowed = 0;
  for (const Cleared& answer : cleared_) {
    const Standing standing = fates_.at(answer.request).StandingAt(answer.known_position);
    EXPECT_EQ(answer.may_promise, standing == commitments::v1::STANDING_COVERED);
    allowed += answer.may_promise;
  }
  RecordProperty("promises", static_cast<int>(promises_.size()));
  RecordProperty("clearances", static_cast<int>(cleared_.size()));
  RecordProperty("clearances_that_allowed", allowed);
  EXPECT_TRUE(installation_.Stop());
  EXPECT_EQ(installation_.Verify(), 0);
}

}  // namespace
}  // namespace zusage::testing
