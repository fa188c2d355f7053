// SPDX-License-Identifier: Apache-2.0
//
// Roles in processes of their own, one of which stands still or is cut off: nobody is told, and
// connections to it stay. Whoever asks it gets on without it, or over its other copy, or is told;
// and all is well when it is back.
#include <gtest/gtest.h>
#include <signal.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

#include "tests/e2e/wishes.h"
#include "tests/support/network_namespace.h"

namespace zusage::testing {
namespace {

using alignment::v1::AlignmentService;
using intake::v1::IntakeService;
using type::v1::ChangeRequest;
using Clock = std::chrono::steady_clock;
using Waits = std::vector<Callers::Wait>;

enum class Fault {
  kPaused,  // SIGSTOP: its machine takes connections and packets on
  kCutOff,  // packets to and from it are dropped
};

// Longer than a connection on which nothing is answered is kept.
constexpr std::chrono::seconds kLong(6);
// Enough wishes to see what becomes of them, and not thousands.
constexpr std::chrono::milliseconds kPause(60);
// Longer than an answer takes here unless somebody is waited for in vain.
constexpr std::chrono::milliseconds kHeldUp(300);
// Each is asked about once, as the answer is remembered for a moment.
constexpr int kStrangers = 24;

void AwaitThat(const std::function<bool()>& holds) {
  while (!holds()) std::this_thread::sleep_for(std::chrono::milliseconds(5));
}

std::string MillisSince(Clock::time_point begin) {
  return std::to_string((Clock::now() - begin) / std::chrono::milliseconds(1));
}

class PeerFaultsTest : public ::testing::TestWithParam<Fault> {
 protected:
  // Starts all roles; the fault will befall this one, which has another copy or not.
  void Start(const std::string& role, bool doubled) {
    role_ = role;
    if (GetParam() == Fault::kCutOff) {
      std::string why_not;
      network_ = NetworkNamespace::Create(why_not);
      ASSERT_NE(network_, nullptr) << why_not;
    }
    installation_.emplace(Topology{.name = "faults",
                                   .engine = Engine::kPostgresql,
                                   .apart = true,
                                   .doubled = doubled ? role : "",
                                   .far_off = role},
                          "", network_.get());
    company_.emplace(*installation_);
    installation_->Start();
    company_->Connect();
    wishes_.emplace(*company_);
    AwaitThat([&] { return IsChecked("first"); });
  }

  void Strike() {
    struck_ = Clock::now();
    if (network_ != nullptr) return network_->CutOff({network_->addresses()[0]});
    installation_->at(role_).Signal(SIGSTOP);
  }

  void Mend() {
    network_ != nullptr ? network_->Heal() : installation_->at(role_).Signal(SIGCONT);
    mended_ = Clock::now();
  }

  // Submits a wish; whether it was checked at once.
  bool IsChecked(const std::string& id) {
    const int before = wishes_->unchecked();
    submitted_[id] = wishes_->Submit(id);
    EXPECT_NE(submitted_[id], "");
    return wishes_->unchecked() == before;
  }

  bool AnyIsUnchecked() {
    intake::v1::ListChangeRequestsRequest list;
    list.set_parent(Wishes::kProduct);
    list.add_states(ChangeRequest::STATE_SUBMITTED);
    list.set_page_size(1);
    return company_->Do<IntakeService>("sofia", &IntakeService::Stub::ListChangeRequests, list)
               .change_requests_size() > 0;
  }

  // Asks the check as this person, whom it has to know.
  grpc::Status Ask(const std::string& who) {
    alignment::v1::QueryFeasibilityRequest question;
    question.set_parent(Wishes::kProduct);
    question.set_question("Can it plan without a dispatcher?");
    alignment::v1::QueryFeasibilityResponse answer;
    return company_->Try<AlignmentService>(who, &AlignmentService::Stub::QueryFeasibility, question,
                                           &answer);
  }

  // How long they took, as properties called after `what`.
  void Record(const std::string& what, Waits waits) {
    ASSERT_FALSE(waits.empty());
    std::ranges::sort(waits, {}, &Callers::Wait::took);
    RecordProperty(what, static_cast<int>(waits.size()));
    RecordProperty(what + "_median_ms", std::to_string(waits[waits.size() / 2].took.count()));
    RecordProperty(what + "_slowest_ms", std::to_string(waits.back().took.count()));
    const auto held_up =
        std::ranges::count_if(waits, [](const Callers::Wait& wait) { return wait.took > kHeldUp; });
    RecordProperty(what + "_held_up", std::to_string(held_up));
  }

  // Since the fault, until nobody was held up any more.
  void RecordAvoided(const Waits& waits) {
    Clock::time_point last = struck_;
    for (const Callers::Wait& wait : waits) {
      if (wait.took > kHeldUp) last = std::max(last, wait.end);
    }
    RecordProperty("until_avoided_ms",
                   std::to_string((last - struck_) / std::chrono::milliseconds(1)));
  }

  // Those and what was submitted here, and no others, are there, and the journal is whole.
  void ExpectOnce(std::map<std::string, std::string> acknowledged) {
    acknowledged.merge(submitted_);
    wishes_->ExpectOnce(acknowledged);
    EXPECT_TRUE(installation_->Stop());
    EXPECT_EQ(installation_->Verify(), 0);
  }

  std::string role_;
  std::unique_ptr<NetworkNamespace> network_;
  std::optional<Installation> installation_;
  std::optional<Company> company_;
  std::optional<Wishes> wishes_;
  std::map<std::string, std::string> submitted_;
  Clock::time_point struck_;
  Clock::time_point mended_;
};

TEST_P(PeerFaultsTest, SubmissionsGoOnWithoutTheCheckAndAreCheckedWhenItIsBack) {
  ASSERT_NO_FATAL_FAILURE(Start("alignment", /*doubled=*/false));
  Callers callers(*wishes_, kPause);
  callers.Await(40);
  Record("before", callers.TakeWaits());
  Strike();
  callers.Await(40);
  std::this_thread::sleep_until(struck_ + kLong);
  Record("without_check", callers.TakeWaits());
  callers.Await(40);
  Record("later_without_check", callers.TakeWaits());
  EXPECT_TRUE(AnyIsUnchecked());

  Mend();
  int tries = 0;
  AwaitThat([&] { return IsChecked("again-" + std::to_string(++tries)); });
  RecordProperty("until_checked_at_once_ms", MillisSince(mended_));
  const std::map<std::string, std::string>& acknowledged = callers.Finish();
  EXPECT_EQ(callers.failed(), 0);
  AwaitThat([&] { return !AnyIsUnchecked(); });
  RecordProperty("until_all_were_checked_ms", MillisSince(mended_));
  ExpectOnce(acknowledged);
}

TEST_P(PeerFaultsTest, SubmissionsAreCheckedByTheOtherCopy) {
  ASSERT_NO_FATAL_FAILURE(Start("alignment", /*doubled=*/true));
  Callers callers(*wishes_, kPause);
  callers.Await(40);
  Record("before", callers.TakeWaits());
  const int before = wishes_->unchecked();
  Strike();
  std::this_thread::sleep_until(struck_ + kLong);
  callers.Await(40);
  const Waits waits = callers.TakeWaits();
  Record("over_the_other_copy", waits);
  RecordAvoided(waits);
  RecordProperty("left_for_later", wishes_->unchecked() - before);
  Mend();
  callers.Await(40);
  const std::map<std::string, std::string>& acknowledged = callers.Finish();
  EXPECT_EQ(callers.failed(), 0);
  AwaitThat([&] { return !AnyIsUnchecked(); });
  ExpectOnce(acknowledged);
}

class IdentityFaultsTest : public PeerFaultsTest {
 protected:
  // Starts all roles, and hires people whom the check does not know yet.
  void Start(bool doubled) {
    ASSERT_NO_FATAL_FAILURE(PeerFaultsTest::Start("directory", doubled));
    for (int i = 0; i < kStrangers; ++i) {
      company_->Hire("stranger-" + std::to_string(i), type::v1::ROLE_SALES, Wishes::kProduct);
    }
  }

  // Another one whom the check has not met.
  std::string NextStranger() { return "stranger-" + std::to_string(strangers_++); }

  // The check is asked by that many of them; each must be told what `code` says.
  Waits AskAsStrangers(int count, grpc::StatusCode code) {
    Waits waits;
    for (int i = 0; i < count; ++i) {
      const Clock::time_point begin = Clock::now();
      const grpc::Status status = Ask(NextStranger());
      EXPECT_EQ(status.error_code(), code) << status.error_message();
      if (code == grpc::StatusCode::UNAVAILABLE) {
        EXPECT_EQ(ReasonOf(status), "UNAVAILABLE");
      }
      const Clock::time_point end = Clock::now();
      waits.push_back({end, std::chrono::duration_cast<std::chrono::milliseconds>(end - begin)});
    }
    return waits;
  }

 private:
  int strangers_ = 0;
};

TEST_P(IdentityFaultsTest, WhoIsUnknownIsToldThatNobodyCanSayUntilTheDirectoryIsBack) {
  ASSERT_NO_FATAL_FAILURE(Start(/*doubled=*/false));
  Callers callers(*wishes_, kPause);
  callers.Await(20);
  const std::string friendly = NextStranger();
  EXPECT_TRUE(Ask(friendly).ok());
  Strike();
  EXPECT_TRUE(Ask(friendly).ok()) << "who is remembered for a moment";
  Record("unknown", AskAsStrangers(8, grpc::StatusCode::UNAVAILABLE));
  AwaitThat([&] { return !Ask(friendly).ok(); });
  RecordProperty("remembered_for_ms", MillisSince(struck_));
  std::this_thread::sleep_until(struck_ + kLong);
  Record("unknown_later", AskAsStrangers(8, grpc::StatusCode::UNAVAILABLE));
  callers.Await(20);  // who have identities from the store

  Mend();
  const std::string stranger = NextStranger();
  AwaitThat([&] { return Ask(stranger).ok(); });
  RecordProperty("until_known_again_ms", MillisSince(mended_));
  EXPECT_TRUE(Ask(friendly).ok());
  AwaitThat([&] { return !AnyIsUnchecked(); });
  ExpectOnce(callers.Finish());
}

TEST_P(IdentityFaultsTest, EverybodyIsKnownToTheOtherCopy) {
  ASSERT_NO_FATAL_FAILURE(Start(/*doubled=*/true));
  Callers callers(*wishes_, kPause);
  callers.Await(20);
  EXPECT_TRUE(Ask(NextStranger()).ok());
  Strike();
  Waits waits = AskAsStrangers(12, grpc::StatusCode::OK);
  std::this_thread::sleep_until(struck_ + kLong);
  const Waits later = AskAsStrangers(6, grpc::StatusCode::OK);
  waits.insert(waits.end(), later.begin(), later.end());
  Record("over_the_other_copy", waits);
  RecordAvoided(waits);
  Mend();
  for (const Callers::Wait& wait : AskAsStrangers(4, grpc::StatusCode::OK)) waits.push_back(wait);
  callers.Await(20);
  const std::map<std::string, std::string>& acknowledged = callers.Finish();
  AwaitThat([&] { return !AnyIsUnchecked(); });
  ExpectOnce(acknowledged);
}

std::string NameOfFault(const ::testing::TestParamInfo<Fault>& info) {
  return info.param == Fault::kPaused ? "paused" : "cut_off";
}

INSTANTIATE_TEST_SUITE_P(Faults, PeerFaultsTest, ::testing::Values(Fault::kPaused, Fault::kCutOff),
                         NameOfFault);
INSTANTIATE_TEST_SUITE_P(Faults, IdentityFaultsTest,
                         ::testing::Values(Fault::kPaused, Fault::kCutOff), NameOfFault);

}  // namespace
}  // namespace zusage::testing
