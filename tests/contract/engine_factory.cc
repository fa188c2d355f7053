// SPDX-License-Identifier: Apache-2.0
#include "tests/contract/engine_factory.h"

#include "storage/sqlite/sqlite_engine.h"
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

}  // namespace

std::vector<EngineFactory> Engines() {
  return {{"sqlite", [] { return std::make_unique<SqliteDatabase>(); }}};
}

}  // namespace zusage::storage
