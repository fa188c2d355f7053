// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_TESTS_SUPPORT_TEST_STORE_H_
#define ZUSAGE_TESTS_SUPPORT_TEST_STORE_H_

#include <optional>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/types/span.h"
#include "storage/fact_tables.h"
#include "storage/open_store.h"
#include "storage/store.h"
#include "tests/support/fake_clock.h"
#include "tests/support/seeded_random.h"
#include "tests/support/temporary_directory.h"

namespace zusage::testing {

// A store of its own for one test: a real one, with a clock that stands still and the same random
// numbers in every run. It is a temporary directory, or, if ZUSAGE_TEST_ENGINE says "postgresql",
// a database of a server that lives as long as the test program.
//
//   TestStore world;
//   ASSERT_TRUE(world.Write([](storage::Unit& unit) { … }).ok());
//   world.clock().Advance(absl::Hours(24));
class TestStore {
 public:
  // Tests of storage itself bring tables of their own; `prepare` creates them.
  explicit TestStore(absl::Span<const storage::FactTable* const> tables = storage::FactTables(),
                     std::string prepare = "");
  ~TestStore();
  TestStore(const TestStore&) = delete;
  TestStore& operator=(const TestStore&) = delete;

  storage::Store& store() { return *opened_->store; }
  storage::OpenedStore& opened() { return *opened_; }
  FakeClock& clock() { return clock_; }
  SeededRandom& random() { return random_; }

  // The store's, for short.
  absl::Status Write(storage::Mutation mutation);
  absl::Status Read(absl::FunctionRef<absl::Status(storage::ReadTransaction&)> read);

  // The number that a query of one row and one column gives; -1 if it gives no row.
  int64_t Number(const std::string& sql);

  // Closes everything and opens it again, as a restart does.
  void Reopen();
  // Closes everything, as a server that stops does. Until Reopen() there is only the place().
  void Close() { opened_.reset(); }
  const storage::DataPlace& place() const { return options_.place; }

 private:
  void Open();

  TemporaryDirectory directory_;
  FakeClock clock_;
  SeededRandom random_;
  storage::OpenStoreOptions options_;
  const std::string prepare_;
  std::optional<storage::OpenedStore> opened_;
};

}  // namespace zusage::testing

#endif  // ZUSAGE_TESTS_SUPPORT_TEST_STORE_H_
