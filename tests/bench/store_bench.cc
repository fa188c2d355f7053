// SPDX-License-Identifier: Apache-2.0
//
// How many mutations of the shape of SubmitChangeRequest the store makes durable in a second: two
// facts of about 2 KiB, a row of a projection, a stored answer, and the journal entry with a plain
// and a private part. Callers are asynchronous; each has one mutation under way.
//
//   store_bench [seconds] [in flight] [directory]
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "absl/synchronization/blocking_counter.h"
#include "services/base/ids.h"
#include "services/base/time.h"
#include "storage/idempotency.h"
#include "storage/open_store.h"
#include "tests/support/temporary_directory.h"

namespace zusage::storage {
namespace {

constexpr Column kWishColumns[] = {
    {.name = "name"},
    {.name = "product"},
    {.name = "customer"},
    {.name = "context", .type = ColumnType::kInt},
    {.name = "reach", .type = ColumnType::kReal},
    {.name = "title", .privacy = Privacy::kFreeText},
    {.name = "wish", .privacy = Privacy::kFreeText},
};
constexpr FactTable kWishes{"bench_wishes", kWishColumns};
constexpr Column kAssessmentColumns[] = {
    {.name = "name"},
    {.name = "verdict", .type = ColumnType::kInt},
    {.name = "confidence", .type = ColumnType::kReal},
    {.name = "findings"},
};
constexpr FactTable kAssessments{"bench_assessments", kAssessmentColumns};
constexpr const FactTable* kTables[] = {&kWishes, &kAssessments};

constexpr std::string_view kSchema =
    "CREATE TABLE bench_wishes (fact @INT NOT NULL PRIMARY KEY, name @TEXT, product @TEXT, "
    "customer @TEXT, context @INT, reach @REAL, title @TEXT, wish @TEXT);"
    "CREATE TABLE bench_assessments (fact @INT NOT NULL PRIMARY KEY, name @TEXT, verdict @INT, "
    "confidence @REAL, findings @TEXT);"
    "CREATE TABLE bench_requests (name @TEXT NOT NULL PRIMARY KEY, state @INT, owner @TEXT, "
    "due_time @INT) @CLUSTERED";

std::string Text(size_t size) {
  std::string text(size, ' ');
  for (size_t i = 0; i < size; ++i) text[i] = "abcdefghij klmnop"[(i * 7 + i / 13) % 17];
  return text;
}

struct Payload {
  std::string wish = Text(1900);
  std::string findings = Text(1900);
  std::string answer = Text(600);
  std::string content_hash = Text(32);
};

absl::Status InsertFacts(Unit& unit, const Payload& payload, std::string_view name) {
  const std::vector<Value> wish = {name,
                                   "products/atlas",
                                   "customers/01J0000000",
                                   int64_t{3},
                                   0.25,
                                   "A title that says what is wished for",
                                   std::string_view(payload.wish)};
  absl::Status status = unit.Insert(kWishes, wish, {"", std::string(name)}).status();
  if (!status.ok()) return status;
  const std::vector<Value> assessment = {name, int64_t{2}, 0.75,
                                         std::string_view(payload.findings)};
  return unit.Insert(kAssessments, assessment, {}).status();
}

absl::Status Submit(Unit& unit, const Payload& payload, const std::string& id) {
  const AnswerKey key{"principals/01J", "principals/02J", "SubmitChangeRequest", id};
  absl::StatusOr<std::optional<StoredAnswer>> known = FindAnswer(unit.tx(), key);
  if (!known.ok()) return known.status();
  const std::string name = "products/atlas/changeRequests/" + id;
  unit.Describe("SubmitChangeRequest", {"principals/01J", "principals/02J"});
  unit.Touch(name);
  unit.Touch("customers/01J0000000");
  absl::Status status = InsertFacts(unit, payload, name);
  if (!status.ok()) return status;
  status = unit.tx()
               .Execute(
                   "INSERT INTO bench_requests (name, state, owner, due_time) "
                   "VALUES (:name, :state, :owner, :due_time)",
                   {{"name", std::string_view(name)},
                    {"state", int64_t{2}},
                    {"owner", "principals/01J"},
                    {"due_time", absl::ToUnixMicros(unit.commit_time())}})
               .status();
  if (!status.ok()) return status;
  return StoreAnswer(unit, key, {payload.content_hash, payload.answer});
}

using Nanoseconds = std::chrono::steady_clock::time_point;

// Callers that each start the next mutation when the last is done.
class Load {
 public:
  Load(Store& store, RandomSource& random, int callers)
      : store_(store), random_(random), callers_(callers), ended_(callers) {}

  void Run(double seconds) {
    end_ = std::chrono::steady_clock::now() +
           std::chrono::duration_cast<std::chrono::steady_clock::duration>(
               std::chrono::duration<double>(seconds));
    for (int i = 0; i < callers_; ++i) Start();
    ended_.Wait();
  }

  int64_t done() const { return done_; }
  int64_t failed() const { return failed_; }
  std::vector<double>& micros() { return micros_; }

 private:
  void Start() {
    const Nanoseconds start = std::chrono::steady_clock::now();
    if (start >= end_) {
      ended_.DecrementCount();
      return;
    }
    const std::string id = NewId(absl::Now(), random_);
    store_.Write([this, id](Unit& unit) { return Submit(unit, payload_, id); },
                 [this, start](absl::Status status) {
                   (status.ok() ? done_ : failed_)++;
                   if (!status.ok()) std::fprintf(stderr, "%s\n", status.ToString().c_str());
                   const auto took = std::chrono::steady_clock::now() - start;
                   micros_.push_back(std::chrono::duration<double, std::micro>(took).count());
                   Start();
                 });
  }

  Store& store_;
  RandomSource& random_;
  const int callers_;
  const Payload payload_;
  Nanoseconds end_;
  absl::BlockingCounter ended_;
  std::atomic<int64_t> done_{0};
  std::atomic<int64_t> failed_{0};
  std::vector<double> micros_;  // only the store's finisher adds
};

int Main(int argc, char** argv) {
  const double seconds = argc > 1 ? std::atof(argv[1]) : 3;
  const int in_flight = argc > 2 ? std::atoi(argv[2]) : 64;
  const testing::TemporaryDirectory temporary;
  const SystemClock clock;
  SystemRandom random;
  OpenStoreOptions options;
  options.data_dir = argc > 3 ? argv[3] : temporary.path();
  options.batches.fact_tables = kTables;
  absl::StatusOr<OpenedStore> opened = OpenStore(options, clock, random);
  if (!opened.ok()) {
    std::fprintf(stderr, "%s\n", opened.status().ToString().c_str());
    return 1;
  }
  if (!opened->engine->Connect(Access::kWrite).value()->RunScript(kSchema).ok()) return 1;
  Load load(*opened->store, random, in_flight);
  const std::clock_t cpu = std::clock();
  load.Run(seconds);
  const double cpu_micros = 1e6 * static_cast<double>(std::clock() - cpu) / CLOCKS_PER_SEC;
  std::vector<double>& micros = load.micros();
  std::sort(micros.begin(), micros.end());
  const auto percentile = [&](double p) {
    return micros[static_cast<size_t>(p * static_cast<double>(micros.size() - 1))];
  };
  std::printf(
      "in_flight=%d mutations/s=%.0f p50us=%.0f p99us=%.0f p999us=%.0f cpu_us=%.1f "
      "failed=%ld\n",
      in_flight, static_cast<double>(load.done()) / seconds, percentile(.5), percentile(.99),
      percentile(.999), cpu_micros / static_cast<double>(load.done()),
      static_cast<long>(load.failed()));
  return 0;
}

}  // namespace
}  // namespace zusage::storage

int main(int argc, char** argv) { return zusage::storage::Main(argc, argv); }
