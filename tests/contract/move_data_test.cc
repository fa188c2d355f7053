// SPDX-License-Identifier: Apache-2.0
// A whole installation that moves from embedded SQLite to PostgreSQL, and everything that may get
// into its way.
#include "storage/move_data.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/directory/domain/key.h"
#include "storage/decision_repository.h"
#include "storage/delivery_repository.h"
#include "storage/digest_mail_repository.h"
#include "storage/idempotency.h"
#include "storage/key_repository.h"
#include "storage/look_alike_repository.h"
#include "storage/move_keys.h"
#include "storage/news_repository.h"
#include "storage/open_store.h"
#include "storage/opinion_repository.h"
#include "storage/postgres/postgres_engine.h"
#include "storage/request_repository.h"
#include "storage/schema.h"
#include "storage/strategy_repository.h"
#include "storage/study_repository.h"
#include "storage/substitute_repository.h"
#include "storage/suggestion_repository.h"
#include "storage/team_repository.h"
#include "storage/webhook_repository.h"
#include "storage/webhook_secret_repository.h"
#include "tests/contract/table_contents.h"
#include "tests/support/faulty_engine.h"
#include "tests/support/postgres_cluster.h"
#include "tests/unit/commitments/promise_world.h"

namespace zusage::storage {
namespace {

using commitments::testing::kCapability;
using commitments::testing::PromiseWorld;
using testing::Contents;
using testing::ContentsOf;
using testing::Faults;
using testing::FaultyEngine;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::PostgresCluster;
using testing::TestStore;
using testing::World;

std::vector<SchemaTable> KeyTables() {
  return {{"data_keys", {{"id", SqlType::kInt}, {"wrapped", SqlType::kBlob}}},
          {"next_data_key", {{"one", SqlType::kInt}, {"id", SqlType::kInt}}},
          {"signing_key", {{"one", SqlType::kInt}, {"wrapped", SqlType::kBlob}}}};
}

alignment::Assessment AsIs() {
  alignment::Assessment assessment;
  assessment.verdict = alignment::Verdict::kAsIs;
  assessment.confidence = 0.9;
  assessment.strategy_version = 1;
  return assessment;
}

// An installation in which everything happened once, stopped, and a place to move it to.
class MoveDataTest : public ::testing::Test {
 protected:
  MoveDataTest() {
    TellStory();
    store().clock().Advance(absl::Seconds(1));
    EXPECT_TRUE(store().opened().follower->CatchUp().ok());
    TellMore();  // what the follower has not reached yet
    place_ = store().place();
    store().Close();
    target_.database = PostgresCluster::Shared().CreateDatabase();
    target_.keys_database = PostgresCluster::Shared().CreateDatabase();
    target_.master_key_file = place_.MasterKeyFile();
  }

  ~MoveDataTest() override {
    PostgresCluster::Shared().DropDatabase(target_.database);
    PostgresCluster::Shared().DropDatabase(target_.keys_database);
  }

  TestStore& store() { return world_.world().store(); }

  void TellStory() {
    const std::string request = world_.Request();
    const std::string approval = world_.Approve(request);
    const std::string promise =
        world_.Record(PromiseWorld::ToAcme(PromiseWorld::ItemOf(request))).promise.name;
    world_.Decide(world_.Request(), review::Outcome::kDeclined);
    EXPECT_TRUE(world_.world().Submit(World::SampleDraft(), AsIs()).ok());
    commitments::RecordPromiseInput words = PromiseWorld::ToAcme("");
    words.source = "Mail von Ümit, »morgen«";
    words.lines[0].text = "600 requests a minute";
    words.lines[0].quantity = commitments::Quantity{.value = 0.1, .unit = "GB"};
    const std::string free = world_.Record(words).promise.name;
    EXPECT_TRUE(world_.Link({free, world_.EtagFor(free), "1", kCapability}).ok());
    EXPECT_TRUE(world_.Deliver({.name = free, .etag = world_.EtagFor(free)}).ok());
    world_.Revoke(request, approval);
    EXPECT_TRUE(world_.Retract({promise, world_.EtagFor(promise), "told them"}).ok());
    TellOfReviews();
    TellOfPromises();
    TellOfPeople();
    TellOfNews();
    TellOfWebhooks();
    TellOfDigests();
    TellOfOpinions();
    UseKeys();
  }

  // Records what `change` says about a request as it is.
  void Change(const std::string& request,
              const std::function<absl::Status(Unit&, const RequestHead&)>& change) {
    const absl::Status status = store().Write([&](Unit& unit) -> absl::Status {
      unit.Describe("Change", {.principal = "principals/petra"});
      const absl::StatusOr<RequestHead> head = RequestRepository::GetHead(unit.tx(), request);
      return head.ok() ? change(unit, *head) : head.status();
    });
    EXPECT_TRUE(status.ok()) << status;
  }

  void TellOfReviews() {
    const std::string request = world_.Request();
    Change(request, [](Unit& unit, const RequestHead& head) {
      return DecisionRepository::AddEvidenceQuestion(unit, head, {.question = "How many?"});
    });
    Change(request, [](Unit& unit, const RequestHead& head) {
      return RequestRepository::AddEvidence(unit, head, {.pain = 3}, "principals/sofia");
    });
    const std::string approval =
        world_.Decide(request, review::Outcome::kApproved,
                      review::Approval{.included = {"1"},
                                       .conditions = {{.text = "Unterschrieben"}},
                                       .effort_person_days = 5,
                                       .effort_quarter = Quarter{2026, 2},
                                       .displaced = {commitments::testing::kRoadmapItem}});
    world_.SetCondition(request, approval, review::Condition::State::kMet);
    world_.Reopen(request);
    world_.Merge(world_.Request(), request);
    Change(world_.Request(), [](Unit& unit, const RequestHead& head) {
      return RequestRepository::AddWithdrawal(unit, head, {.reason = "no need"});
    });
    Change(request, [&](Unit& unit, const RequestHead&) {
      return StudyRepository::Add(unit, {.name = "products/atlas/studies/s1",
                                         .product = "products/atlas",
                                         .request = request,
                                         .kind = intake::Study::Kind::kStudy,
                                         .result = intake::Study::Result::kFeasible,
                                         .summary = "Es geht"});
    });
  }

  void TellOfPromises() {
    const std::string earlier = world_.Record(PromiseWorld::ToAcme("")).promise.name;
    commitments::RecordPromiseInput later = PromiseWorld::ToAcme("");
    later.supersedes = {earlier};
    const std::string name = world_.Record(later).promise.name;
    EXPECT_TRUE(world_
                    .Dispute({.name = name,
                              .etag = world_.EtagFor(name),
                              .kind = commitments::DisputeKind::kTerms,
                              .reason = "Not so",
                              .words = "Vielleicht"})
                    .ok());
    EXPECT_TRUE(world_
                    .Resolve({.name = name + "/disputes/1",
                              .etag = world_.EtagFor(name),
                              .upheld = true,
                              .reason = "The mail says so"})
                    .ok());
    EXPECT_TRUE(world_
                    .Issue({.product = "products/atlas",
                            .customer = commitments::testing::kAcme,
                            .item = kCapability})
                    .ok());
  }

  void TellOfPeople() {
    const absl::Status status = store().Write([](Unit& unit) -> absl::Status {
      unit.Describe("Change", {.principal = "principals/petra"});
      const absl::StatusOr<PublishedStrategy> strategy =
          StrategyRepository::Current(unit.tx(), "products/atlas");
      absl::Status told = strategy.status();
      if (told.ok()) {
        told = StrategyRepository::AddAcknowledgement(unit, *strategy, "principals/sofia");
      }
      told.Update(TeamRepository::Record(
          unit, {.name = "teams/north", .display_name = "Nord", .members = {"principals/sofia"}}));
      told.Update(SubstituteRepository::Record(unit, {.name = "principals/petra/substitutes/s1",
                                                      .principal = "principals/petra",
                                                      .substitute = "principals/paula",
                                                      .first_day = Date(2026, 2, 1),
                                                      .last_day = Date(2026, 2, 7),
                                                      .set_by = "principals/petra"}));
      told.Update(LookAlikeRepository::Distinguish(
          unit, PairOf(commitments::testing::kAcme, commitments::testing::kBolt),
          "principals/petra"));
      return told;
    });
    EXPECT_TRUE(status.ok()) << status;
    world_.Know(directory::Customer{.name = "customers/acme-2", .display_name = "ACME Inc."});
    world_.MergeCustomers("customers/acme-2", commitments::testing::kAcme);
  }

  void TellOfWebhooks() {
    const absl::Status status = store().Write([](Unit& unit) -> absl::Status {
      unit.Describe("CreateWebhook", {.principal = "principals/petra"});
      const news::Webhook webhook{
          .name = "webhooks/w1", .display_name = "Chat", .url = "https://hooks.example.com/"};
      absl::Status told = WebhookRepository::Record(unit, webhook, "principals/petra");
      told.Update(WebhookRepository::RecordReplay(unit, webhook.name, "", 0));
      told.Update(WebhookSecretRepository::Add(unit.tx(), webhook.name, 1, {1, "sealed"},
                                               unit.commit_time(), unit.commit_time()));
      told.Update(DeliveryRepository::Enqueue(unit.tx(), {.id = "01J", .subject = "promises/p"}));
      return told;
    });
    EXPECT_TRUE(status.ok()) << status;
  }

  void TellOfDigests() {
    const absl::Status status = store().Write([](Unit& unit) {
      const Date monday(2026, 1, 12);
      const std::vector<std::string> recipients = {"principals/petra"};
      return DigestMailRepository::MakeReady(unit.tx(), "products/atlas", monday, recipients,
                                             unit.commit_time(), monday);
    });
    EXPECT_TRUE(status.ok()) << status;
  }

  void TellOfOpinions() {
    const absl::Status status = store().Write([](Unit& unit) -> absl::Status {
      const std::string request = "products/atlas/changeRequests/01J";
      absl::Status told = OpinionRepository::Add(unit.tx(), {request, 2048, "products/atlas"}, {});
      told.Update(OpinionRepository::AddCall(unit.tx(), {.request = request, .message = "{}"}));
      told.Update(OpinionRepository::SayInUse(unit.tx(), {.model = "m"}));
      told.Update(SuggestionRepository::Want(unit.tx(), {"products/atlas", {}}, "m", {}));
      told.Update(unit.tx().Enqueue("UPDATE opinion_follower SET fact = 2048", {}));
      return told;
    });
    EXPECT_TRUE(status.ok()) << status;
  }

  void TellOfNews() {
    const absl::Status status = store().Write([](Unit& unit) -> absl::Status {
      const news::News news{.id = "01J", .occasion = "o", .details = {{"outcome", "DECLINED"}}};
      absl::Status told =
          NewsRepository::Add(unit.tx(), news, std::vector<std::string>{"principals/sofia"})
              .status();
      told.Update(unit.tx().Enqueue("UPDATE news_follower SET position = 3, start_time = 2", {}));
      return told;
    });
    EXPECT_TRUE(status.ok()) << status;
  }

  void UseKeys() {
    const directory::Key key{.name = "principals/sofia/keys/k1", .principal = "principals/sofia"};
    EXPECT_TRUE(store()
                    .Write([&](Unit& unit) {
                      unit.Describe("CreateKey", {.principal = "principals/petra"});
                      return KeyRepository::Add(unit, key, std::string(64, 'a'));
                    })
                    .ok());
    EXPECT_TRUE(store()
                    .Write([&](Unit& unit) {
                      unit.Describe("RevokeKey", {.principal = "principals/petra"});
                      return KeyRepository::Revoke(unit, key);
                    })
                    .ok());
  }

  void TellMore() {
    EXPECT_TRUE(store()
                    .Write([](Unit& unit) -> absl::Status {
                      unit.Describe("UpsertCustomer", {.principal = "principals/sofia"});
                      const AnswerKey key{"principals/sofia", "", "UpsertCustomer", "one"};
                      return StoreAnswer(unit, key, {std::string(32, 'h'), std::string("\0b", 2)});
                    })
                    .ok());
  }

  OpenedEngines Source() {
    return OpenEngines(place_, OpenFor::kServingExisting, store().random()).value();
  }
  OpenedEngines Target() {
    return OpenEngines(target_, OpenFor::kServing, store().random()).value();
  }

  absl::StatusOr<MoveReport> Move(MoveOptions options = {}) {
    options.now = world_.now();
    return MoveData(Source(), Target(), options, store().random());
  }

  // The same, and once `table` is copied, or everything verified if it is "", one call to the
  // target fails.
  absl::StatusOr<MoveReport> MoveFailingAt(std::string_view table, std::atomic<int> Faults::*call) {
    OpenedEngines target = Target();
    const std::unique_ptr<Engine> engine = std::move(target.engine);
    auto faulty = std::make_unique<FaultyEngine>(*engine);
    Faults& faults = faulty->faults();
    target.engine = std::move(faulty);
    MoveOptions options;
    options.now = world_.now();
    options.copied = [&](std::string_view copied, int64_t) {
      if (copied == table) faults.*call = 1;
    };
    options.verified = [&](int64_t position, int64_t head) {
      if (table.empty() && position == head) faults.*call = 1;
    };
    return MoveData(Source(), std::move(target), options, store().random());
  }

  absl::StatusOr<VerifyReport> Verify(const DataPlace& place, const std::string& kept = "") {
    const OpenedData data = OpenData(place, OpenFor::kLooking, store().random()).value();
    const auto connection = data.engine->Connect(Access::kRead).value();
    VerifyOptions options;
    options.kept_checkpoint = kept;
    return VerifyJournal(*connection, *data.keys, options);
  }

  void ChangeSource(const std::string& sql) {
    const OpenedEngines source = Source();
    const auto connection = source.engine->Connect(Access::kWrite).value();
    EXPECT_EQ(connection->Execute(sql, {}).value_or(-1), 1) << sql;
  }

  // The server is started where it was, records something and stops.
  void SourceGoesOn() {
    store().Reopen();
    world_.Request();
    store().Close();
  }

  bool TargetHasRows() {
    for (const auto& [table, rows] : ContentsOf(*Target().engine, TablesOf(Migrations()))) {
      if (table != "journal_head" && !table.ends_with("_follower") && !rows.empty()) return true;
    }
    return false;
  }

  std::string FileOf(const std::string& name) {
    std::ifstream in(place_.File(name), std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  PromiseWorld world_;
  DataPlace place_;
  DataPlace target_;
};

TEST_F(MoveDataTest, EveryRowIsTheSame) {
  const absl::StatusOr<MoveReport> report = Move();
  ASSERT_TRUE(report.ok()) << report.status();
  const std::vector<SchemaTable> tables = TablesOf(Migrations());
  Contents before = ContentsOf(*Source().engine, tables);
  Contents after = ContentsOf(*Target().engine, tables);
  for (const auto& [table, rows] : before) EXPECT_THAT(rows, Not(IsEmpty())) << table;
  for (Contents* each : {&before, &after}) each->erase("journal_follower");  // a lease stays
  EXPECT_EQ(before, after);
  for (const MoveReport::Table& table : report->tables) {
    EXPECT_EQ(table.rows, static_cast<int64_t>(before.at(table.name).size())) << table.name;
  }
  const Contents keys = ContentsOf(*Source().key_engine, KeyTables());
  EXPECT_EQ(keys, ContentsOf(*Target().key_engine, KeyTables()));
  EXPECT_EQ(report->keys, static_cast<int64_t>(keys.at("data_keys").size()));
}

TEST_F(MoveDataTest, RootIsUnchangedAndTheJournalHolds) {
  const absl::StatusOr<VerifyReport> before = Verify(place_);
  ASSERT_TRUE(before.ok()) << before.status();
  const absl::StatusOr<MoveReport> report = Move();
  ASSERT_TRUE(report.ok()) << report.status();
  const absl::StatusOr<VerifyReport> after = Verify(target_);
  ASSERT_TRUE(after.ok()) << after.status();
  for (const VerifyReport* found : {&report->journal, &*after}) {
    EXPECT_EQ(found->root_hash, before->root_hash);
    EXPECT_EQ(found->verifier_key, before->verifier_key);
    EXPECT_EQ(found->entries, before->entries);
    EXPECT_EQ(found->facts, before->facts);
    EXPECT_EQ(found->parts, before->parts);
    EXPECT_EQ(found->tiles, before->tiles);
    EXPECT_EQ(found->checkpoints, before->checkpoints);
  }
}

TEST_F(MoveDataTest, MovedInstallationGoesOn) {
  ASSERT_TRUE(Move().ok());
  std::string kept;
  const int64_t moved = Verify(target_)->entries;
  {
    OpenStoreOptions options;
    options.place = target_;
    options.create = false;
    options.follow = false;
    OpenedStore opened = OpenStore(options, world_.clock(), store().random()).value();
    // No lease was moved, so that whoever comes first follows at once.
    EXPECT_TRUE(opened.follower->CatchUp().ok());
    absl::StatusOr<intake::SubmittedChangeRequest> submitted;
    EXPECT_TRUE(opened.store
                    ->WriteAndWait([&](Unit& unit) {
                      submitted = intake::SubmitChangeRequest(
                          unit, World::Sofia(), World::SampleDraft(), nullptr,
                          intake::IfOutdated::kCheckLater, store().random());
                      return submitted.status();
                    })
                    .ok());
    world_.clock().Advance(absl::Seconds(1));
    EXPECT_TRUE(opened.follower->CatchUp().ok());
    EXPECT_TRUE(opened.store
                    ->Read([&](ReadTransaction& tx) {
                      return tx.Query("SELECT note FROM journal_checkpoints ORDER BY tree_size", {},
                                      [&](const Row& row) {
                                        if (kept.empty()) kept = row.Text(0);
                                        return absl::OkStatus();
                                      });
                    })
                    .ok());
  }
  // A checkpoint that was kept before the move still stands for what it covers.
  const absl::StatusOr<VerifyReport> after = Verify(target_, kept);
  ASSERT_TRUE(after.ok()) << after.status();
  EXPECT_EQ(after->entries, moved + 1);
}

TEST_F(MoveDataTest, SourceIsLeftAsItWas) {
  const std::vector<std::string> files = {"zusage.db", "keys.db", "master.key"};
  std::vector<std::string> before;
  for (const std::string& file : files) before.push_back(FileOf(file));
  ASSERT_TRUE(Move().ok());
  for (size_t i = 0; i < files.size(); ++i) {
    EXPECT_FALSE(before[i].empty()) << files[i];
    EXPECT_EQ(FileOf(files[i]), before[i]) << files[i];
  }
}

TEST_F(MoveDataTest, OneDatabaseMayHoldTheKeysToo) {
  target_.keys_database.swap(target_.database);
  const std::string other = std::exchange(target_.keys_database, "");
  ASSERT_TRUE(Move().ok());
  EXPECT_TRUE(Verify(target_).ok());
  target_.keys_database = other;
}

TEST_F(MoveDataTest, EmptyInstallationIsMovedToo) {
  testing::TemporaryDirectory directory;
  place_ = {.data_dir = directory.path()};
  target_.master_key_file = place_.MasterKeyFile();
  {
    OpenStoreOptions options;
    options.place = place_;
    options.follow = false;
    ASSERT_TRUE(OpenStore(options, world_.clock(), store().random()).ok());
  }
  const absl::StatusOr<MoveReport> report = Move();
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_EQ(report->rows(), 0);
}

TEST_F(MoveDataTest, SourceInUseIsRefused) {
  const OpenedEngines running = Source();
  EXPECT_EQ(ReasonOf(OpenEngines(place_, OpenFor::kServingExisting, store().random()).status()),
            "DATA_DIRECTORY_IN_USE");
}

TEST_F(MoveDataTest, TargetWithDataIsRefused) {
  ASSERT_TRUE(Move().ok());
  const Contents before = ContentsOf(*Target().engine, TablesOf(Migrations()));
  SourceGoesOn();
  EXPECT_EQ(ReasonOf(Move().status()), "TARGET_NOT_EMPTY");
  EXPECT_EQ(ContentsOf(*Target().engine, TablesOf(Migrations())), before);
  EXPECT_TRUE(Verify(target_).ok());
}

TEST_F(MoveDataTest, TargetWithASingleRowIsRefused) {
  ASSERT_TRUE(absl::IsUnavailable(MoveFailingAt("", &Faults::commits).status()));
  PostgresCluster::Run(target_.database, "INSERT INTO owner_keys VALUES ('principals/x', 1)");
  EXPECT_EQ(ReasonOf(Move().status()), "TARGET_NOT_EMPTY");
}

TEST_F(MoveDataTest, KeysOfAnotherInstallationAreLeftAlone) {
  {
    OpenedEngines target = Target();
    const auto keys =
        SqlKeyStore::Open(std::move(target.key_engine), target.master, store().random());
    ASSERT_TRUE((*keys)->SigningKey().ok());
  }
  const Contents before = ContentsOf(*Target().key_engine, KeyTables());
  EXPECT_EQ(ReasonOf(Move().status()), "TARGET_HAS_OTHER_KEYS");
  EXPECT_EQ(ContentsOf(*Target().key_engine, KeyTables()), before);
  EXPECT_FALSE(TargetHasRows());
}

TEST_F(MoveDataTest, KeysThatAServerMadeMeanwhileAreLeftAlone) {
  ASSERT_TRUE(absl::IsUnavailable(MoveFailingAt("", &Faults::commits).status()));
  {
    OpenedEngines target = Target();
    const auto keys =
        SqlKeyStore::Open(std::move(target.key_engine), target.master, store().random());
    ASSERT_TRUE((*keys)->Take().ok());
  }
  const Contents before = ContentsOf(*Target().key_engine, KeyTables());
  EXPECT_EQ(ReasonOf(Move().status()), "TARGET_HAS_OTHER_KEYS");
  SourceGoesOn();  // and makes keys of its own by the same numbers
  EXPECT_EQ(ReasonOf(Move().status()), "TARGET_HAS_OTHER_KEYS");
  EXPECT_EQ(ContentsOf(*Target().key_engine, KeyTables()), before);
}

TEST_F(MoveDataTest, SourceOfAnotherSchemaIsRefused) {
  ChangeSource(
      "DELETE FROM schema_migrations WHERE version = (SELECT MAX(version) FROM schema_migrations)");
  EXPECT_EQ(ReasonOf(Move().status()), "SCHEMA_TOO_OLD");
  ChangeSource("INSERT INTO schema_migrations VALUES (999, 'later', 'x', 0)");
  EXPECT_EQ(ReasonOf(Move().status()), "SCHEMA_TOO_NEW");
  // Nothing was made in the target.
  EXPECT_FALSE(SqlKeyStore::HasKeys(*Target().key_engine).value());
  EXPECT_EQ(ReasonOf(OpenData(target_, OpenFor::kLooking, store().random()).status()),
            "DATABASE_EMPTY");
}

TEST_F(MoveDataTest, BrokenJournalIsNotMoved) {
  ChangeSource("UPDATE promises SET source = 'never said' WHERE source LIKE '%morgen%'");
  const absl::Status status = Move().status();
  EXPECT_EQ(ReasonOf(status), "JOURNAL_NOT_WHOLE") << status;
  EXPECT_THAT(std::string(status.message()), ::testing::HasSubstr("in promises was changed"));
  EXPECT_FALSE(TargetHasRows());
}

TEST_F(MoveDataTest, LostRowIsNotMovedSilently) {
  ChangeSource("DELETE FROM journal_parts WHERE id = (SELECT max(id) FROM journal_parts)");
  EXPECT_EQ(ReasonOf(Move().status()), "JOURNAL_NOT_WHOLE");
  EXPECT_FALSE(TargetHasRows());
}

TEST_F(MoveDataTest, WrongMasterKeyIsRefused) {
  std::ofstream(place_.MasterKeyFile()) << std::string(64, 'a') << "\n";
  EXPECT_TRUE(absl::IsFailedPrecondition(Move().status()));
  EXPECT_FALSE(TargetHasRows());
}

TEST_F(MoveDataTest, MoveThatWasCutOffStartsAfresh) {
  for (const std::string_view table :
       {"journal_entries", "change_requests", "promise_retractions"}) {
    EXPECT_EQ(ReasonOf(MoveFailingAt(table, &Faults::writes).status()), "MOVE_CUT_OFF") << table;
    EXPECT_FALSE(TargetHasRows());
  }
  EXPECT_EQ(ReasonOf(MoveFailingAt("", &Faults::commits).status()), "MOVE_CUT_OFF");
  EXPECT_FALSE(TargetHasRows());
  SourceGoesOn();  // the keys that are there already are the first of many
  const absl::StatusOr<MoveReport> report = Move();
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_EQ(report->journal.root_hash, Verify(place_)->root_hash);
  EXPECT_EQ(ContentsOf(*Source().key_engine, KeyTables()),
            ContentsOf(*Target().key_engine, KeyTables()));
}

TEST_F(MoveDataTest, ServerThatDiesOnTheWayLeavesNothingHalfDone) {
  PostgresCluster& cluster = PostgresCluster::Shared();
  MoveOptions options;
  options.copied = [&](std::string_view table, int64_t) {
    if (table == "change_requests") cluster.Kill();
  };
  EXPECT_EQ(ReasonOf(Move(options).status()), "MOVE_CUT_OFF");
  cluster.Start();
  EXPECT_FALSE(TargetHasRows());
  EXPECT_TRUE(Move().ok());
  EXPECT_TRUE(Verify(target_).ok());
}

TEST_F(MoveDataTest, CommitWhoseAnswerWasLostIsFoundDone) {
  EXPECT_EQ(ReasonOf(MoveFailingAt("", &Faults::lost_answers).status()), "MOVE_CUT_OFF");
  EXPECT_EQ(ReasonOf(Move().status()), "TARGET_NOT_EMPTY");
  EXPECT_EQ(Verify(target_)->root_hash, Verify(place_)->root_hash);
}

TEST_F(MoveDataTest, ProgressIsToldTableByTable) {
  std::vector<std::string> tables;
  int64_t last = 0;
  MoveOptions options;
  options.copied = [&](std::string_view table, int64_t) { tables.emplace_back(table); };
  options.verified = [&](int64_t position, int64_t) { last = position; };
  const absl::StatusOr<MoveReport> report = Move(options);
  ASSERT_TRUE(report.ok());
  EXPECT_EQ(tables.size(), report->tables.size());
  EXPECT_EQ(last, report->journal.entries);
}

}  // namespace
}  // namespace zusage::storage
