// SPDX-License-Identifier: Apache-2.0
//
// Entries are read as the real journal writes them, so that neither can change without the other.
#include "services/alignment/read_entry.h"

#include <gtest/gtest.h>

#include <functional>
#include <iterator>
#include <memory>

#include "services/journal/domain/part_facts.h"
#include "storage/decision_repository.h"
#include "storage/journal/journal_repository.h"
#include "storage/request_repository.h"
#include "storage/strategy_repository.h"
#include "storage/study_repository.h"
#include "tests/support/test_store.h"
#include "tests/unit/alignment/alignment_world.h"

namespace zusage::alignment {
namespace {

constexpr char kClerk[] = "principals/sam";

// What the check asks of the journal.
journal::Filter LearnedFilter() {
  journal::Filter filter;
  filter.tables.assign(std::begin(kLearnedTables), std::end(kLearnedTables));
  return filter;
}

// The newest entry of the journal, as the check sees it.
journal::Entry NewestEntry(testing::TestStore& world, bool free_text = true,
                           const journal::Filter& filter = LearnedFilter()) {
  const storage::JournalRepository entries(*world.opened().keys);
  journal::Entry newest;
  const absl::Status status = world.Read([&](storage::ReadTransaction& tx) -> absl::Status {
    auto page =
        entries.List(tx, world.store().head().position - 1, 1, filter, {.free_text = free_text});
    if (!page.ok()) return page.status();
    newest = page->entries.at(0);
    return absl::OkStatus();
  });
  EXPECT_TRUE(status.ok()) << status;
  return newest;
}

void Submit(testing::TestStore& world) {
  const intake::ChangeRequest request{.name = kFirstRequest,
                                      .product = kAtlas,
                                      .title = "Läuft auf \"eigenen\" Servern",
                                      .wish = "Bei uns im Haus.",
                                      .problem = "Die Revision verlangt es.",
                                      .customer = "customers/01J0000000000000000000000C",
                                      .items = {{"1", "on premises"}},
                                      .submitter = kClerk,
                                      .recorded_by = kClerk};
  const intake::Routing routing{.request = kFirstRequest, .owner = "principals/olga"};
  const absl::Status status = world.Write([&](storage::Unit& unit) {
    unit.Describe("SubmitChangeRequest", {.principal = kClerk});
    const EncodedAssessment assessment{Assessment{}};
    return storage::RequestRepository::Add(unit, request, routing, &assessment);
  });
  ASSERT_TRUE(status.ok()) << status;
}

TEST(ReadEntryTest, SubmissionBringsTheRequest) {
  testing::TestStore world;
  Submit(world);
  const auto content = ReadEntry(NewestEntry(world));
  ASSERT_TRUE(content.ok()) << content.status();
  ASSERT_EQ(content->requests.size(), 1u);
  EXPECT_EQ(content->requests[0].name, kFirstRequest);
  EXPECT_EQ(content->requests[0].title, "Läuft auf \"eigenen\" Servern");
  EXPECT_EQ(content->requests[0].text, "Bei uns im Haus.\nDie Revision verlangt es.");
  EXPECT_EQ(content->requests[0].ruling.outcome, "");
  EXPECT_TRUE(content->decisions.empty());
}

TEST(ReadEntryTest, WhatIsNotLearnedFromIsNotSent) {
  testing::TestStore world;
  Submit(world);
  for (const journal::Part& part : NewestEntry(world).parts) {
    if (part.withheld) continue;
    const auto facts = journal::FactsOf(part.json);
    ASSERT_TRUE(facts.ok()) << facts.status();
    EXPECT_EQ(facts->size(), 1u) << part.json;
  }
}

TEST(ReadEntryTest, WhatIsSentUnaskedIsPassedOver) {
  testing::TestStore world;
  Submit(world);
  const auto content = ReadEntry(NewestEntry(world, /*free_text=*/true, {}));
  ASSERT_TRUE(content.ok()) << content.status();
  ASSERT_EQ(content->requests.size(), 1u);
  EXPECT_EQ(content->requests[0].text, "Bei uns im Haus.\nDie Revision verlangt es.");
}

TEST(ReadEntryTest, WithoutItsTextARequestIsNotLearned) {
  testing::TestStore world;
  Submit(world);
  const auto content = ReadEntry(NewestEntry(world, /*free_text=*/false));
  ASSERT_TRUE(content.ok()) << content.status();
  EXPECT_TRUE(content->requests.empty());
}

TEST(ReadEntryTest, DecisionBringsItsOutcome) {
  testing::TestStore world;
  Submit(world);
  const absl::Status status = world.Write([&](storage::Unit& unit) -> absl::Status {
    unit.Describe("DecideChangeRequest", {.principal = "principals/olga"});
    const auto head = storage::RequestRepository::GetHead(unit.tx(), kFirstRequest);
    if (!head.ok()) return head.status();
    return storage::DecisionRepository::Add(unit, *head,
                                            {.request = kFirstRequest,
                                             .outcome = review::Outcome::kDeclined,
                                             .reason = "A non-goal.",
                                             .decider = "principals/olga",
                                             .items = {{"1", "on premises"}}});
  });
  ASSERT_TRUE(status.ok()) << status;
  const auto content = ReadEntry(NewestEntry(world));
  ASSERT_TRUE(content.ok()) << content.status();
  ASSERT_EQ(content->decisions.size(), 1u);
  EXPECT_EQ(content->decisions[0].request, kFirstRequest);
  EXPECT_EQ(content->decisions[0].ruling.outcome, "DECLINED");
  EXPECT_EQ(content->decisions[0].ruling.position, world.store().head().position);
  EXPECT_EQ(content->decisions[0].ruling.time, NewestEntry(world).commit_time);
  EXPECT_TRUE(content->requests.empty());
}

// Writes about the first request as it stands.
absl::Status WriteAbout(
    testing::TestStore& world,
    const std::function<absl::Status(storage::Unit&, const storage::RequestHead&)>& write) {
  return world.Write([&](storage::Unit& unit) -> absl::Status {
    unit.Describe("Write", {.principal = "principals/olga"});
    const auto head = storage::RequestRepository::GetHead(unit.tx(), kFirstRequest);
    return head.ok() ? write(unit, *head) : head.status();
  });
}

TEST(ReadEntryTest, ReopeningIsRead) {
  testing::TestStore world;
  Submit(world);
  const absl::Status status =
      WriteAbout(world, [](storage::Unit& unit, const storage::RequestHead& head) {
        return storage::DecisionRepository::AddReopening(
            unit, head, {.reason = "New facts.", .reopened_by = "principals/olga"});
      });
  ASSERT_TRUE(status.ok()) << status;
  const auto content = ReadEntry(NewestEntry(world));
  ASSERT_TRUE(content.ok()) << content.status();
  EXPECT_EQ(content->reopenings, std::vector<std::string>{kFirstRequest});
}

TEST(ReadEntryTest, WithdrawalIsRead) {
  testing::TestStore world;
  Submit(world);
  const absl::Status status =
      WriteAbout(world, [](storage::Unit& unit, const storage::RequestHead& head) {
        return storage::RequestRepository::AddWithdrawal(
            unit, head, {.reason = "They left.", .withdrawn_by = kClerk});
      });
  ASSERT_TRUE(status.ok()) << status;
  const auto content = ReadEntry(NewestEntry(world));
  ASSERT_TRUE(content.ok()) << content.status();
  EXPECT_EQ(content->withdrawals, std::vector<std::string>{kFirstRequest});
}

TEST(ReadEntryTest, RevocationTakesTheDecisionBack) {
  testing::TestStore world;
  Submit(world);
  const absl::Status status =
      WriteAbout(world, [](storage::Unit& unit, const storage::RequestHead& head) {
        return storage::DecisionRepository::AddRevocation(
            unit, head,
            {.approval = "products/atlas/approvals/01J00000000000000000000009",
             .request = kFirstRequest,
             .reason = "It takes too much.",
             .revoked_by = "principals/olga"});
      });
  ASSERT_TRUE(status.ok()) << status;
  const auto content = ReadEntry(NewestEntry(world));
  ASSERT_TRUE(content.ok()) << content.status();
  ASSERT_EQ(content->decisions.size(), 1u);
  EXPECT_EQ(content->decisions[0].request, kFirstRequest);
  EXPECT_EQ(content->decisions[0].ruling.outcome, "");
}

TEST(ReadEntryTest, MergingIsReadInsteadOfItsDecision) {
  testing::TestStore world;
  Submit(world);
  const absl::Status status =
      WriteAbout(world, [](storage::Unit& unit, const storage::RequestHead& head) {
        storage::RequestHead target = head;
        target.name = kSecondRequest;
        return storage::DecisionRepository::AddMerging(
            unit, head, target,
            {.request = kFirstRequest,
             .outcome = review::Outcome::kDuplicate,
             .reason = "The same wish.",
             .decider = "principals/olga",
             .duplicate_of = kSecondRequest},
            {.request = kFirstRequest,
             .into = kSecondRequest,
             .customer = "customers/01J0000000000000000000000C",
             .items = {{"1", "2"}},
             .merged_by = "principals/olga"});
      });
  ASSERT_TRUE(status.ok()) << status;
  const auto content = ReadEntry(NewestEntry(world));
  ASSERT_TRUE(content.ok()) << content.status();
  ASSERT_EQ(content->mergings.size(), 1u);
  EXPECT_EQ(content->mergings[0].request, kFirstRequest);
  EXPECT_EQ(content->mergings[0].into, kSecondRequest);
  EXPECT_TRUE(content->decisions.empty());
}

TEST(ReadEntryTest, EvidenceIsReadInShort) {
  testing::TestStore world;
  Submit(world);
  Evidence evidence;
  evidence.pain = 4;
  evidence.segment_share = 0.25;
  evidence.conversations = {"By phone.", "By mail."};
  const absl::Status status =
      WriteAbout(world, [&](storage::Unit& unit, const storage::RequestHead& head) {
        return storage::RequestRepository::AddEvidence(unit, head, evidence, kClerk);
      });
  ASSERT_TRUE(status.ok()) << status;
  const auto content = ReadEntry(NewestEntry(world));
  ASSERT_TRUE(content.ok()) << content.status();
  ASSERT_EQ(content->evidence.size(), 1u);
  EXPECT_EQ(content->evidence[0].request, kFirstRequest);
  EXPECT_EQ(content->evidence[0].evidence, InShort(evidence));
}

TEST(ReadEntryTest, StudyIsReadWithWhatItIsAbout) {
  testing::TestStore world;
  Submit(world);
  intake::Study study;
  study.name = "products/atlas/studies/01J00000000000000000000003";
  study.product = kAtlas;
  study.request = kFirstRequest;
  study.element = "products/atlas/elements/N1";
  study.kind = intake::Study::Kind::kPrototype;
  study.result = intake::Study::Result::kFeasibleWithLimits;
  study.summary = "It runs \"im Haus\".";
  study.limits = "One node.";
  study.effort_person_days = 12.5;
  study.valid_until = Date(2026, 12, 31);
  study.recorded_by = kClerk;
  const absl::Status status = world.Write([&](storage::Unit& unit) {
    unit.Describe("RecordStudy", {.principal = kClerk});
    return storage::StudyRepository::Add(unit, study);
  });
  ASSERT_TRUE(status.ok()) << status;
  const auto content = ReadEntry(NewestEntry(world));
  ASSERT_TRUE(content.ok()) << content.status();
  ASSERT_EQ(content->studies.size(), 1u);
  const PastStudy& read = content->studies[0];
  EXPECT_EQ(read.name, study.name);
  EXPECT_EQ(read.request, kFirstRequest);
  EXPECT_EQ(read.element, "N1");
  EXPECT_EQ(read.result, StudyResult::kFeasibleWithLimits);
  EXPECT_EQ(read.summary, study.summary);
  EXPECT_EQ(read.limits, "One node.");
  EXPECT_EQ(read.effort_person_days, 12.5);
  EXPECT_EQ(read.valid_until, Date(2026, 12, 31));
  EXPECT_EQ(read.create_time, NewestEntry(world).commit_time);
}

TEST(ReadEntryTest, PublicationBringsItsVersion) {
  testing::TestStore world;
  const absl::Status status = world.Write([&](storage::Unit& unit) {
    unit.Describe("PublishStrategy", {.principal = "principals/olga"});
    return storage::StrategyRepository::Add(
        unit, {.product = kAtlas,
               .version = 3,
               .document = std::make_shared<const strategy::Strategy>(AtlasDocument()),
               .memo = "New.",
               .publisher = "principals/olga"});
  });
  ASSERT_TRUE(status.ok()) << status;
  const auto content = ReadEntry(NewestEntry(world));
  ASSERT_TRUE(content.ok()) << content.status();
  ASSERT_EQ(content->strategies.size(), 1u);
  EXPECT_EQ(content->strategies[0].product, kAtlas);
  EXPECT_EQ(content->strategies[0].version, 3);
}

TEST(ReadEntryTest, OtherEntriesBringNothing) {
  journal::Entry entry;
  entry.parts = {{journal::Kind::kPlain, R"([{"fact":0,"row":{},"table":"promises"}])"},
                 {journal::Kind::kPersonal, "", true}};
  const auto content = ReadEntry(entry);
  ASSERT_TRUE(content.ok()) << content.status();
  EXPECT_TRUE(content->requests.empty() && content->decisions.empty() &&
              content->strategies.empty());
}

TEST(ReadEntryTest, MalformedPartIsDataLoss) {
  for (const char* json : {"", "{", "{}", "[1]", R"([{"fact":0}])", R"([{"fact":0,"row":7}])",
                           R"([{"fact":0,"row":{7},"table":"decisions"}])"}) {
    journal::Entry entry;
    entry.parts = {{journal::Kind::kPlain, json}};
    EXPECT_EQ(ReadEntry(entry).status().code(), absl::StatusCode::kDataLoss) << json;
  }
}

}  // namespace
}  // namespace zusage::alignment
