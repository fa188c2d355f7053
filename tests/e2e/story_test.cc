// SPDX-License-Identifier: Apache-2.0
//
// The whole way once on real input: the published strategy of an open project, the wishes that its
// users had, decided as its maintainers did; customers and deals, which that data lacks, made up
// here. Then promised in every way that the standing of a promise knows.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "services/strategy/domain/parse_strategy.h"
#include "services/strategy/strategy_proto.h"
#include "tests/e2e/company.h"

namespace zusage::testing {
namespace {

using alignment::v1::AlignmentService;
using commitments::v1::CommitmentService;
using commitments::v1::Promise;
using intake::v1::IntakeService;
using journal::v1::JournalService;
using review::v1::ReviewService;
using strategy::v1::StrategyService;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Not;
using ::testing::SizeIs;
using type::v1::ChangeRequest;
using type::v1::Decision;

constexpr char kProduct[] = "products/actual";

type::v1::Date Day(int year, int month, int day) {
  type::v1::Date date;
  date.set_year(year);
  date.set_month(month);
  date.set_day(day);
  return date;
}

class StoryTest : public ::testing::TestWithParam<Topology> {
 protected:
  StoryTest() : installation_(GetParam()), company_(installation_) {
    installation_.Start();
    company_.Connect();
    company_.Hire("petra", type::v1::ROLE_PRODUCT_MANAGER, kProduct);
    company_.Hire("paula", type::v1::ROLE_PRODUCT_MANAGER, kProduct);
    company_.Hire("sofia", type::v1::ROLE_SALES, kProduct);
    company_.Hire("paul", type::v1::ROLE_PRESALES, kProduct);
    company_.Hire("lena", type::v1::ROLE_LEADER, "products/-");
    company_.Hire("crm", type::v1::ROLE_TOOL, "products/-");
    company_.Hire("audit", type::v1::ROLE_AUDITOR, "products/-");
  }

  // --- the chapters -----------------------------------------------------------------------------
  void PublishStrategy();
  void SubmitRequests();
  void RetryConcurrently();
  void RetryLate();
  void AskFeasibility();
  void DecideAsTheMaintainersDid();
  void PrepareTheStrategy();
  void PromiseInEveryWay();
  void LinkFreeWords();
  void RetractAndDeliver();
  void RevokeTheApproval();
  void Compare();
  void WatchDecisions();
  void VerifyTheJournal();

  // --- shorthand --------------------------------------------------------------------------------
  intake::v1::SubmitChangeRequestRequest RequestOf(const nlohmann::json& row);
  ChangeRequest Read(const std::string& id);
  ChangeRequest Decide(const std::string& id, Decision::Outcome outcome,
                       review::v1::DecideChangeRequestRequest request = {});
  Promise Record(const std::string& item, const std::string& customer = "",
                 const type::v1::Date* due = nullptr, const std::string& words = "We will do it.");
  Promise ReadPromise(const std::string& name, const google::protobuf::Timestamp* as_of = nullptr);
  std::string ItemOf(const std::string& id, int item = 1) {
    return names_.at(id) + "/items/" + std::to_string(item);
  }
  std::string Element(const std::string& id) { return std::string(kProduct) + "/elements/" + id; }
  commitments::v1::CheckClearanceResponse Clear(const std::string& item);

  Installation installation_;
  Company company_;
  std::vector<nlohmann::json> rows_;
  std::vector<std::string> first_answers_;        // to submissions, by row
  std::map<std::string, std::string> names_;      // by row id
  std::map<std::string, std::string> customers_;  // by row id
  std::map<std::string, std::string> deals_;      // by customer
  std::string approval_;
  google::protobuf::Timestamp before_revocation_;
};

std::string DataFile(const std::string& name) {
  return std::string(ZUSAGE_SOURCE_DIR) + "/tests/data/decisions/" + name;
}

strategy::v1::PublishStrategyRequest FirstVersion() {
  const auto parsed = strategy::ParseStrategy(ReadFile(DataFile("actual.strategy.json")));
  EXPECT_TRUE(parsed.ok()) << parsed.status();
  strategy::v1::PublishStrategyRequest request;
  request.set_parent(kProduct);
  *request.mutable_document() = strategy::ToProto(*parsed);
  strategy::v1::Owner& owner = *request.mutable_document()->add_owners();
  owner.set_principal("principals/petra");
  owner.set_decide_within_days(3);
  request.set_memo("What we are and what we are not.");
  return request;
}

void StoryTest::PublishStrategy() {
  strategy::v1::PublishStrategyRequest request = FirstVersion();
  request.set_request_id(company_.NextId());
  const auto published =
      company_.Do<StrategyService>("petra", &StrategyService::Stub::PublishStrategy, request);
  EXPECT_EQ(published.version(), 1);

  strategy::v1::Strategy ignored;
  request.set_request_id(company_.NextId());
  const grpc::Status stale = company_.Try<StrategyService>(
      "paula", &StrategyService::Stub::PublishStrategy, request, &ignored);
  EXPECT_EQ(stale.error_code(), grpc::StatusCode::ABORTED);
  EXPECT_EQ(ReasonOf(stale), "BASE_VERSION_STALE");
  const grpc::Status denied = company_.Try<StrategyService>(
      "sofia", &StrategyService::Stub::PublishStrategy, request, &ignored);
  EXPECT_EQ(denied.error_code(), grpc::StatusCode::PERMISSION_DENIED);
}

intake::v1::SubmitChangeRequestRequest StoryTest::RequestOf(const nlohmann::json& row) {
  const std::string id = row.at("id");
  intake::v1::SubmitChangeRequestRequest request;
  request.set_parent(kProduct);
  type::v1::ChangeRequestDraft& draft = *request.mutable_change_request();
  draft.set_title(row.at("title").get<std::string>());
  draft.set_wish(row.at("body").get<std::string>());
  draft.set_problem("They keep a second list by hand.");
  draft.mutable_customer()->set_display_name("Kundin " + id);
  draft.mutable_customer()->set_segment("households");
  draft.mutable_customer()->set_size("120 employees");
  draft.mutable_deal()->set_reference("OPP-" + id);
  draft.mutable_deal()->set_stage(type::v1::DEAL_STAGE_PROPOSAL);
  draft.mutable_deal()->mutable_amount()->set_currency_code("EUR");
  draft.mutable_deal()->mutable_amount()->set_units(1000);
  draft.set_context(type::v1::CONTEXT_LARGE_ENTERPRISE);
  draft.mutable_evidence()->set_pain(3);
  *draft.mutable_wanted_by() = Day(2030, 6, 30);
  request.set_request_id("story-" + id);
  return request;
}

void StoryTest::SubmitRequests() {
  std::ifstream file(DataFile("actual.requests.jsonl"));
  for (std::string line; std::getline(file, line);) rows_.push_back(nlohmann::json::parse(line));
  ASSERT_THAT(rows_, SizeIs(19));
  for (const nlohmann::json& row : rows_) {
    const auto answer = company_.Do<IntakeService>("crm", &IntakeService::Stub::SubmitChangeRequest,
                                                   RequestOf(row), "sofia");
    const ChangeRequest& request = answer.change_request();
    names_[row.at("id")] = request.name();
    first_answers_.push_back(answer.SerializeAsString());
    customers_[row.at("id")] = request.customer();
    deals_[request.customer()] = request.deal();
    EXPECT_EQ(request.state(), ChangeRequest::STATE_IN_REVIEW);
    EXPECT_EQ(request.submitter(), "principals/sofia");
    EXPECT_EQ(request.recorded_by(), "principals/crm");
    EXPECT_EQ(request.review().owner(), "principals/petra");
    EXPECT_GT(request.review().due_time().seconds(), request.create_time().seconds());
    const type::v1::Assessment& assessment = request.assessment();
    EXPECT_NE(assessment.verdict(), type::v1::VERDICT_UNSPECIFIED);
    EXPECT_EQ(assessment.elements_size(), 3) << "three elements always";
    EXPECT_EQ(assessment.focus().focus(), type::v1::FOCUS_SALES_LED);
    EXPECT_FALSE(assessment.focus().reason().de().empty());
    EXPECT_EQ(assessment.strategy(), std::string(kProduct) + "/strategies/1");
    EXPECT_NE(answer.guidance().advice(), intake::v1::CustomerGuidance::ADVICE_UNSPECIFIED);
    bool asks_for_evidence = false;
    bool says_single_customer = false;
    for (const type::v1::Finding& finding : assessment.findings()) {
      asks_for_evidence |= finding.kind() == type::v1::Finding::KIND_MISSING_EVIDENCE;
      says_single_customer |= finding.kind() == type::v1::Finding::KIND_SINGLE_CUSTOMER;
      if (finding.kind() == type::v1::Finding::KIND_ELEMENT) {
        EXPECT_FALSE(finding.quote().empty());
      }
    }
    EXPECT_TRUE(asks_for_evidence) << row.at("id");
    EXPECT_TRUE(says_single_customer) << row.at("id");
  }
}

// A retry tells what was answered then, whatever became of the request.
void StoryTest::RetryLate() {
  for (size_t i = 0; i < rows_.size(); ++i) {
    const auto answer = company_.Do<IntakeService>("crm", &IntakeService::Stub::SubmitChangeRequest,
                                                   RequestOf(rows_[i]), "sofia");
    EXPECT_EQ(answer.SerializeAsString(), first_answers_[i]) << rows_[i].at("id");
  }
}

void StoryTest::RetryConcurrently() {
  const intake::v1::SubmitChangeRequestRequest request = RequestOf(rows_[0]);
  std::vector<std::string> answers(8);
  std::vector<std::thread> callers;
  for (std::string& answer : answers) {
    callers.emplace_back([&] {
      answer =
          company_
              .Do<IntakeService>("crm", &IntakeService::Stub::SubmitChangeRequest, request, "sofia")
              .SerializeAsString();
    });
  }
  for (std::thread& caller : callers) caller.join();
  EXPECT_THAT(answers, ::testing::Each(first_answers_[0]));

  intake::v1::SubmitChangeRequestRequest other = request;
  other.mutable_change_request()->set_title("Something else");
  intake::v1::SubmitChangeRequestResponse ignored;
  const grpc::Status reused = company_.Try<IntakeService>(
      "crm", &IntakeService::Stub::SubmitChangeRequest, other, &ignored, "sofia");
  EXPECT_EQ(reused.error_code(), grpc::StatusCode::ALREADY_EXISTS);
  EXPECT_EQ(ReasonOf(reused), "REQUEST_ID_REUSED");

  intake::v1::ListChangeRequestsRequest list;
  list.set_parent(kProduct);
  EXPECT_THAT(company_.Do<IntakeService>("sofia", &IntakeService::Stub::ListChangeRequests, list)
                  .change_requests(),
              SizeIs(19));
}

void StoryTest::AskFeasibility() {
  alignment::v1::QueryFeasibilityRequest question;
  question.set_parent(kProduct);
  question.set_question("Can it import transactions from my bank?");
  const auto answer =
      company_.Do<AlignmentService>("paul", &AlignmentService::Stub::QueryFeasibility, question);
  EXPECT_NE(answer.kind(), alignment::v1::FeasibilityAnswer::KIND_UNSPECIFIED);
  ASSERT_GT(answer.answers_size(), 0);
  EXPECT_FALSE(answer.answers(0).source().empty());
  EXPECT_EQ(answer.strategy(), std::string(kProduct) + "/strategies/1");

  question.set_question("Xyzzy plugh qwertz?");
  EXPECT_EQ(
      company_.Do<AlignmentService>("paul", &AlignmentService::Stub::QueryFeasibility, question)
          .kind(),
      alignment::v1::FeasibilityAnswer::KIND_UNSPECIFIED)
      << "no answer is an answer";
}

ChangeRequest StoryTest::Read(const std::string& id) {
  intake::v1::GetChangeRequestRequest get;
  get.set_name(names_.at(id));
  return company_.Do<IntakeService>("petra", &IntakeService::Stub::GetChangeRequest, get);
}

ChangeRequest StoryTest::Decide(const std::string& id, Decision::Outcome outcome,
                                review::v1::DecideChangeRequestRequest request) {
  const ChangeRequest read = Read(id);
  request.set_name(read.name());
  request.set_etag(read.etag());
  request.set_outcome(outcome);
  request.set_reason("As the maintainers said.");
  request.set_request_id(company_.NextId());
  return company_.Do<ReviewService>("petra", &ReviewService::Stub::DecideChangeRequest, request);
}

void StoryTest::DecideAsTheMaintainersDid() {
  review::v1::ListReviewsRequest queue;
  queue.set_parent(kProduct);
  EXPECT_EQ(
      company_.Do<ReviewService>("petra", &ReviewService::Stub::ListReviews, queue).total_size(),
      19);
  for (const nlohmann::json& row : rows_) {
    const std::string id = row.at("id");
    const std::string decision = row.at("decision");
    if (decision == "declined") Decide(id, Decision::OUTCOME_DECLINED);
    if (decision == "roadmap") Decide(id, Decision::OUTCOME_DEFERRED);
    if (decision == "as_is") {
      review::v1::DecideChangeRequestRequest request;
      request.set_as_is_element(Element(row.at("expected_refs")[0]));
      Decide(id, Decision::OUTCOME_AS_IS, request);
    }
    if (decision != "accepted") continue;
    review::v1::DecideChangeRequestRequest request;
    request.add_items()->set_text("Banks in the USA");
    request.add_items()->set_text("Banks in Canada");
    request.mutable_approval()->add_included_items("1");
    *request.mutable_approval()->mutable_earliest_date() = Day(2030, 3, 31);
    *request.mutable_approval()->mutable_valid_until() = Day(2030, 12, 31);
    approval_ = Decide(id, Decision::OUTCOME_APPROVED, request).decision().approval().name();
  }
  ASSERT_FALSE(approval_.empty());
  const auto waiting =
      company_.Do<ReviewService>("petra", &ReviewService::Stub::ListReviews, queue);
  EXPECT_EQ(waiting.total_size(), 6) << "the unclear ones are left undecided";

  // Who read something else than what is there now decides on nothing.
  review::v1::DecideChangeRequestRequest stale;
  stale.set_name(waiting.reviews(0).name());
  stale.set_etag("0-00000000");
  stale.set_outcome(Decision::OUTCOME_DECLINED);
  stale.set_reason("No.");
  stale.set_request_id(company_.NextId());
  ChangeRequest ignored;
  EXPECT_EQ(ReasonOf(company_.Try<ReviewService>("petra", &ReviewService::Stub::DecideChangeRequest,
                                                 stale, &ignored)),
            "ETAG_STALE");
}

// What was decided is proposed back to the strategy, across roles.
void StoryTest::PrepareTheStrategy() {
  strategy::v1::PrepareStrategyRequest request;
  request.set_parent(kProduct);
  const strategy::v1::StrategyPreparation answer =
      company_.Do<StrategyService>("petra", &StrategyService::Stub::PrepareStrategy, request);
  EXPECT_EQ(answer.elements_size(), answer.preparedness().elements_count());
  EXPECT_GT(answer.requests_count(), 0);
  ASSERT_GT(answer.proposals_size(), 0);
  for (const strategy::v1::Proposal& proposal : answer.proposals()) {
    EXPECT_THAT(proposal.text(), Not(::testing::HasSubstr("@")));
  }
}

Promise StoryTest::Record(const std::string& item, const std::string& customer,
                          const type::v1::Date* due, const std::string& words) {
  commitments::v1::RecordPromiseRequest request;
  request.set_parent(kProduct);
  Promise& promise = *request.mutable_promise();
  promise.set_customer(customer.empty() ? customers_.at("actual-010") : customer);
  promise.set_deal(deals_.at(promise.customer()));
  commitments::v1::PromiseLine& line = *promise.add_lines();
  line.set_text(words);
  line.set_item(item);
  if (due != nullptr) *line.mutable_due_date() = *due;
  request.set_request_id(company_.NextId());
  return company_.Do<CommitmentService>("sofia", &CommitmentService::Stub::RecordPromise, request);
}

Promise StoryTest::ReadPromise(const std::string& name, const google::protobuf::Timestamp* as_of) {
  commitments::v1::GetPromiseRequest request;
  request.set_name(name);
  if (as_of != nullptr) *request.mutable_as_of_time() = *as_of;
  return company_.Do<CommitmentService>("lena", &CommitmentService::Stub::GetPromise, request);
}

commitments::v1::CheckClearanceResponse StoryTest::Clear(const std::string& item) {
  commitments::v1::CheckClearanceRequest request;
  request.set_parent(kProduct);
  request.set_customer(customers_.at("actual-010"));
  request.set_item(item);
  return company_.Do<CommitmentService>("sofia", &CommitmentService::Stub::CheckClearance, request);
}

void StoryTest::PromiseInEveryWay() {
  const type::v1::Date in_time = Day(2030, 4, 1);
  const type::v1::Date too_early = Day(2030, 3, 30);
  struct Case {
    const char* what;
    Promise promise;
    commitments::v1::Standing standing;
    std::vector<int> excesses;
  };
  const std::string accepted = ItemOf("actual-010");
  const Case cases[] = {
      {"approved, in time", Record(accepted, "", &in_time), commitments::v1::STANDING_COVERED, {}},
      {"approved, undated", Record(accepted), commitments::v1::STANDING_COVERED, {}},
      {"too early",
       Record(accepted, "", &too_early),
       commitments::v1::STANDING_EXCEEDS,
       {commitments::v1::EXCESS_DATE}},
      {"to somebody else",
       Record(accepted, customers_["actual-001"]),
       commitments::v1::STANDING_EXCEEDS,
       {commitments::v1::EXCESS_CUSTOMER}},
      {"what was left out",
       Record(ItemOf("actual-010", 2)),
       commitments::v1::STANDING_EXCEEDS,
       {commitments::v1::EXCESS_SCOPE}},
      {"undecided", Record(ItemOf("actual-011")), commitments::v1::STANDING_PENDING, {}},
      {"declined", Record(ItemOf("actual-008")), commitments::v1::STANDING_AGAINST_DECISION, {}},
      {"deferred", Record(ItemOf("actual-001")), commitments::v1::STANDING_AGAINST_DECISION, {}},
      {"the capability itself", Record(Element("C3")), commitments::v1::STANDING_COVERED, {}},
      {"a change where the product does it as it is",
       Record(ItemOf("actual-014")),
       commitments::v1::STANDING_AGAINST_DECISION,
       {}},
      {"in free words", Record(""), commitments::v1::STANDING_UNREQUESTED, {}},
      {"a roadmap item that is not promisable",
       Record(Element("R1")),
       commitments::v1::STANDING_UNREQUESTED,
       {}},
  };
  for (const Case& one : cases) {
    SCOPED_TRACE(one.what);
    EXPECT_EQ(one.promise.standing_when_made(), one.standing);
    EXPECT_EQ(one.promise.standing_now(), one.standing);
    const auto& excesses = one.promise.lines(0).standing_when_made().excesses();
    EXPECT_EQ(std::vector<int>(excesses.begin(), excesses.end()), one.excesses);
    EXPECT_FALSE(one.promise.lost_ground());
    EXPECT_FALSE(one.promise.lines(0).standing_now().reason().de().empty());
  }
  EXPECT_TRUE(Clear(accepted).may_promise());
  EXPECT_FALSE(Clear(ItemOf("actual-008")).may_promise());

  commitments::v1::CheckClearanceRequest words;
  words.set_parent(kProduct);
  words.set_customer(customers_["actual-010"]);
  words.set_words("fetch transactions from my bank");
  const auto proposals =
      company_.Do<CommitmentService>("sofia", &CommitmentService::Stub::CheckClearance, words);
  EXPECT_FALSE(proposals.may_promise()) << "words alone are never cleared";
  EXPECT_GT(proposals.proposals_size(), 0);
}

void StoryTest::LinkFreeWords() {
  const Promise free = Record("", "", nullptr, "American banks, of course.");
  commitments::v1::LinkPromiseRequest link;
  link.set_name(free.name());
  link.set_etag(free.etag());
  link.set_line("1");
  link.set_item(ItemOf("actual-010"));
  link.set_request_id(company_.NextId());
  Promise linked;
  EXPECT_EQ(
      company_.Try<CommitmentService>("sofia", &CommitmentService::Stub::LinkPromise, link, &linked)
          .error_code(),
      grpc::StatusCode::PERMISSION_DENIED);
  linked = company_.Do<CommitmentService>("paul", &CommitmentService::Stub::LinkPromise, link);
  EXPECT_EQ(linked.standing_when_made(), commitments::v1::STANDING_COVERED)
      << "a link corrects the record";
}

void StoryTest::RetractAndDeliver() {
  const Promise declined = Record(ItemOf("actual-008"));
  commitments::v1::RetractPromiseRequest retract;
  retract.set_name(declined.name());
  retract.set_etag(declined.etag());
  retract.set_reason("We told them that there will be no app in the store.");
  retract.set_request_id(company_.NextId());
  const Promise retracted =
      company_.Do<CommitmentService>("sofia", &CommitmentService::Stub::RetractPromise, retract);
  EXPECT_EQ(retracted.course(), commitments::v1::COURSE_RETRACTED);

  const Promise covered = Record(Element("C3"));
  commitments::v1::MarkDeliveredRequest deliver;
  deliver.set_name(covered.name());
  deliver.set_etag(covered.etag());
  deliver.set_request_id(company_.NextId());
  const Promise kept =
      company_.Do<CommitmentService>("petra", &CommitmentService::Stub::MarkDelivered, deliver);
  EXPECT_EQ(kept.course(), commitments::v1::COURSE_KEPT);
  EXPECT_FALSE(kept.late());
}

void StoryTest::RevokeTheApproval() {
  const Promise promise = Record(ItemOf("actual-010"));
  // The commit time of the entry before the revocation: what was known then.
  journal::v1::ListEntriesRequest list;
  list.set_page_size(1000);
  const auto entries =
      company_.Do<JournalService>("audit", &JournalService::Stub::ListEntries, list).entries();
  before_revocation_ = entries.rbegin()->commit_time();

  review::v1::RevokeApprovalRequest revoke;
  revoke.set_name(approval_);
  revoke.set_reason("The provider shut down.");
  revoke.set_etag(Read("actual-010").etag());
  revoke.set_request_id(company_.NextId());
  const auto revoked =
      company_.Do<ReviewService>("petra", &ReviewService::Stub::RevokeApproval, revoke);
  EXPECT_EQ(revoked.change_request().decision().approval().state(),
            type::v1::Approval::STATE_REVOKED);
  EXPECT_THAT(revoked.promises_without_ground(), Contains(promise.name()));

  const Promise now = ReadPromise(promise.name());
  EXPECT_EQ(now.standing_when_made(), commitments::v1::STANDING_COVERED);
  EXPECT_EQ(now.standing_now(), commitments::v1::STANDING_AGAINST_DECISION);
  EXPECT_TRUE(now.lost_ground());
  const Promise then = ReadPromise(promise.name(), &before_revocation_);
  EXPECT_EQ(then.standing_now(), commitments::v1::STANDING_COVERED);
  EXPECT_FALSE(then.lost_ground());
  EXPECT_FALSE(Clear(ItemOf("actual-010")).may_promise());
}

// Who asks for the facts of some tables gets those, and is told where each message begins.
void StoryTest::WatchDecisions() {
  journal::v1::WatchEntriesRequest request;
  request.set_after_position(5);
  request.add_tables("decisions");
  grpc::ClientContext context;
  company_.Identify(context, "audit");
  const auto stream =
      JournalService::NewStub(company_.ChannelTo("journal"))->WatchEntries(&context, request);
  int decisions = 0;
  journal::v1::WatchEntriesResponse message;
  int64_t position = request.after_position();
  do {
    ASSERT_TRUE(stream->Read(&message));
    EXPECT_EQ(message.after_position(), position);
    position = message.position();
    for (const journal::v1::Entry& entry : message.entries()) {
      const auto facts = nlohmann::json::parse(entry.parts(0).json());
      for (const nlohmann::json& fact : facts) EXPECT_EQ(fact.at("table"), "decisions");
      decisions += static_cast<int>(facts.size());
    }
  } while (position < message.head_position());
  context.TryCancel();
  stream->Finish();
  EXPECT_EQ(decisions, 13);
}

void StoryTest::Compare() {
  commitments::v1::ComparePromisesRequest request;
  request.set_parent("products/-");
  for (const auto group : {commitments::v1::ComparePromisesRequest::GROUP_BY_PRODUCT,
                           commitments::v1::ComparePromisesRequest::GROUP_BY_CUSTOMER,
                           commitments::v1::ComparePromisesRequest::GROUP_BY_PERSON,
                           commitments::v1::ComparePromisesRequest::GROUP_BY_QUARTER}) {
    request.set_group_by(group);
    const auto answer =
        company_.Do<CommitmentService>("lena", &CommitmentService::Stub::ComparePromises, request);
    ASSERT_GT(answer.groups_size(), 0);
    int promises = 0;
    for (const auto& one : answer.groups()) promises += one.promises();
    EXPECT_EQ(promises, answer.total().promises()) << "groups are a partition";
    EXPECT_EQ(answer.total().promises(), 16);
    EXPECT_GT(answer.total().lost_ground(), 0);
    EXPECT_EQ(answer.product_management().requests_waiting(), 6);
    ASSERT_EQ(answer.total().at_stake_size(), 1);
    EXPECT_EQ(answer.total().at_stake(0).currency_code(), "EUR");
    EXPECT_EQ(answer.total().at_stake(0).units(), 2000) << "two deals, each counted once";
    bool past_unilateral = false;
    for (const Promise& promise : answer.promises()) {
      const bool unilateral = promise.standing_when_made() != commitments::v1::STANDING_COVERED;
      EXPECT_FALSE(unilateral && past_unilateral) << "unilateral ones come first";
      past_unilateral |= !unilateral;
    }
  }
  *request.mutable_as_of_time() = before_revocation_;
  const auto then =
      company_.Do<CommitmentService>("lena", &CommitmentService::Stub::ComparePromises, request);
  EXPECT_EQ(then.total().lost_ground(), 0) << "before the revocation nothing had lost its ground";
  EXPECT_EQ(then.total().promises(), 16);
}

void StoryTest::VerifyTheJournal() {
  EXPECT_TRUE(installation_.Stop());
  EXPECT_EQ(installation_.Verify(), 0);
  installation_.Tamper("UPDATE decisions SET outcome = 1 WHERE outcome = 2");
  EXPECT_EQ(installation_.Verify(), 1) << "a decision was turned round";
}

TEST_P(StoryTest, FromACustomersWishToPromisedVersusApproved) {
  PublishStrategy();
  SubmitRequests();
  ASSERT_THAT(names_, SizeIs(19));
  RetryConcurrently();
  AskFeasibility();
  DecideAsTheMaintainersDid();
  PrepareTheStrategy();
  PromiseInEveryWay();
  LinkFreeWords();
  RetractAndDeliver();
  RevokeTheApproval();
  RetryLate();
  Compare();
  WatchDecisions();
  VerifyTheJournal();
}

TEST_P(StoryTest, SubmissionRightAfterAPublicationIsJudgedByIt) {
  std::ifstream file(DataFile("actual.requests.jsonl"));
  std::string line;
  ASSERT_TRUE(std::getline(file, line));
  strategy::v1::PublishStrategyRequest publication = FirstVersion();
  intake::v1::SubmitChangeRequestRequest wish = RequestOf(nlohmann::json::parse(line));
  for (int version = 1; version <= 8; ++version) {
    publication.set_base_version(version - 1);
    publication.set_request_id(company_.NextId());
    wish.set_request_id(company_.NextId());
    company_.Do<StrategyService>("petra", &StrategyService::Stub::PublishStrategy, publication);
    const auto answer =
        company_.Do<IntakeService>("crm", &IntakeService::Stub::SubmitChangeRequest, wish, "sofia");
    EXPECT_EQ(answer.change_request().assessment().strategy(),
              std::string(kProduct) + "/strategies/" + std::to_string(version));
  }
}

INSTANTIATE_TEST_SUITE_P(Topologies, StoryTest, ::testing::ValuesIn(Topologies()),
                         [](const auto& info) { return NameOf(info.param); });

}  // namespace
}  // namespace zusage::testing
