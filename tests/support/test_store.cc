// SPDX-License-Identifier: Apache-2.0
#include "tests/support/test_store.h"

#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <utility>

#include "services/base/status_macros.h"
#include "tests/support/postgres_cluster.h"

namespace zusage::testing {
namespace {

// A test that cannot open its store cannot say anything.
void Require(const absl::Status& status) {
  if (status.ok()) return;
  std::fprintf(stderr, "%s\n", status.ToString().c_str());
  std::abort();
}

bool OnPostgres() {
  const char* const engine = std::getenv("ZUSAGE_TEST_ENGINE");
  return engine != nullptr && std::string_view(engine) == "postgresql";
}

absl::Status Prepare(storage::Engine& engine, const std::string& script) {
  ZUSAGE_ASSIGN_OR_RETURN(auto connection, engine.Connect(storage::Access::kWrite));
  return connection->RunScript(script);
}

}  // namespace

TestStore::TestStore(absl::Span<const storage::FactTable* const> tables, std::string prepare)
    : prepare_(std::move(prepare)) {
  options_.place.data_dir = directory_.path();
  if (OnPostgres()) options_.place.database = PostgresCluster::Shared().CreateDatabase();
  options_.poll_interval = absl::ZeroDuration();  // nobody else is at work
  options_.batches.fact_tables = tables;
  options_.batches.readers = 2;
  options_.follow = false;
  options_.batches.pause = [](absl::Duration) {};
  Open();
  Require(Prepare(*opened_->engine, prepare_));
}

TestStore::~TestStore() {
  opened_.reset();
  if (OnPostgres()) PostgresCluster::Shared().DropDatabase(options_.place.database);
}

void TestStore::Open() {
  absl::StatusOr<storage::OpenedStore> opened = storage::OpenStore(options_, clock_, random_);
  Require(opened.status());
  opened_.emplace(*std::move(opened));
}

void TestStore::Reopen() {
  opened_.reset();
  Open();
}

absl::Status TestStore::Write(storage::Mutation mutation) {
  return store().WriteAndWait(std::move(mutation));
}

absl::Status TestStore::Read(absl::FunctionRef<absl::Status(storage::ReadTransaction&)> read) {
  return store().Read(read);
}

int64_t TestStore::Number(const std::string& sql) {
  int64_t number = -1;
  Require(Read([&](storage::ReadTransaction& tx) {
    return tx.Query(sql, {}, [&](const storage::Row& row) {
      number = row.Int(0);
      return absl::OkStatus();
    });
  }));
  return number;
}

}  // namespace zusage::testing
