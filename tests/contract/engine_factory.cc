// SPDX-License-Identifier: Apache-2.0
#include "tests/contract/engine_factory.h"

#include "storage/postgres/postgres_engine.h"
#include "storage/sqlite/sqlite_engine.h"
#include "tests/support/postgres_cluster.h"
#include "tests/support/temporary_directory.h"

namespace zusage::storage {
namespace {

class SqliteDatabase final : public TestDatabase {
 public:
  SqliteDatabase() : engine_(SqliteEngine::Open(directory_.File("test.db")).value()) {}
  Engine& engine() override { return *engine_; }

 private:
  testing::TemporaryDirectory directory_;
  std::unique_ptr<SqliteEngine> engine_;
};

class PostgresDatabase final : public TestDatabase {
 public:
  ~PostgresDatabase() override { testing::PostgresCluster::Shared().DropDatabase(url_); }
  Engine& engine() override { return engine_; }

 private:
  const std::string url_ = testing::PostgresCluster::Shared().CreateDatabase();
  PostgresEngine engine_{url_};
};

}  // namespace

std::vector<EngineFactory> Engines() {
  std::vector<EngineFactory> engines = SharedEngines();
  engines.push_back({"sqlite", [] { return std::make_unique<SqliteDatabase>(); }});
  return engines;
}

std::vector<EngineFactory> SharedEngines() {
  return {{"postgresql", [] { return std::make_unique<PostgresDatabase>(); }}};
}

}  // namespace zusage::storage
