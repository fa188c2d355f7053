// SPDX-License-Identifier: Apache-2.0
//
// How many submissions the store makes durable in a second, and what CPU one costs: a change
// request of 1.5 KB, its assessment of 7.4 KB, routing and head, with
// the journal entry that holds them. Callers are asynchronous; each has one mutation under way.
//
//   store_bench [seconds] [in flight] [directory]
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/synchronization/blocking_counter.h"
#include "services/alignment/domain/assessment_json.h"
#include "services/base/ids.h"
#include "services/base/time.h"
#include "services/intake/domain/change_request.h"
#include "storage/idempotency.h"
#include "storage/open_store.h"
#include "storage/request_repository.h"
#include "tests/support/temporary_directory.h"

namespace zusage::storage {
namespace {

constexpr int kCustomers = 200;

std::string Text(size_t size) {
  std::string text(size, ' ');
  for (size_t i = 0; i < size; ++i) text[i] = "abcdefghij klmnop"[(i * 7 + i / 13) % 17];
  return text;
}

alignment::Assessment MakeAssessment() {
  alignment::Assessment assessment{.verdict = alignment::Verdict::kConflicts,
                                   .confidence = 0.4000602836346889};
  for (const char* element : {"N0010", "N0040", "N0049"}) {
    assessment.elements.push_back({element, 2.062562079971267, 0.15586312947095315});
  }
  for (int i = 0; i < 10; ++i) {
    assessment.findings.push_back({.element = "N0010",
                                   .quote = Text(50),
                                   .matched_words = {{Text(8), Text(8)}, {Text(6), Text(6)}},
                                   .strength = 0.5390388960279748,
                                   .reason = "NON_GOAL_OPPOSES",
                                   .english = "\"" + Text(88),
                                   .german = Text(90) + "\xe2\x80\x9c"});
  }
  for (int i = 0; i < 5; ++i) {
    assessment.similar.push_back(
        {.name = Text(55),
         .title = Text(45),
         .similarity = 0.5781100392341614,
         .matched_words = std::vector<alignment::MatchedWord>(8, {Text(11), Text(10)})});
  }
  assessment.market = {54.77225575051662, {{"pain", 0.8}, {"segment_share", 0.375}}};
  assessment.focus = {.english = Text(60), .german = Text(60)};
  return assessment;
}

struct Payload {
  std::string title = Text(40);
  std::string wish = Text(560);
  std::string problem = Text(490);
  alignment::EncodedAssessment assessment{MakeAssessment()};
  std::string content_hash = Text(32);
};

intake::ChangeRequest MakeRequest(const Payload& payload, const std::string& id) {
  const auto customer = std::hash<std::string>()(id) % kCustomers;
  intake::ChangeRequest request{
      .name = "products/atlas/changeRequests/" + id,
      .product = "products/atlas",
      .title = payload.title,
      .wish = payload.wish,
      .problem = payload.problem,
      .customer = "customers/01M80A19TCZVSP4Q32704S" + std::to_string(1000 + customer),
      .items = {{"1", payload.title}},
      .submitter = "principals/bench",
      .recorded_by = "principals/bench"};
  request.evidence.pain = 4;
  request.evidence.similar_customers = 3;
  return request;
}

absl::Status Submit(Unit& unit, const Payload& payload, const std::string& id) {
  const AnswerKey key{"principals/bench", "", "SubmitChangeRequest", id};
  absl::StatusOr<std::optional<StoredAnswer>> known = FindAnswer(unit.tx(), key);
  if (!known.ok()) return known.status();
  unit.Describe("SubmitChangeRequest", {"principals/bench", ""});
  const intake::ChangeRequest request = MakeRequest(payload, id);
  const intake::Routing routing{.request = request.name,
                                .owner = "principals/bench",
                                .due_time = unit.commit_time() + absl::Hours(72),
                                .priority = 44,
                                .priority_reasons = "fit"};
  absl::Status status = RequestRepository::Add(unit, request, routing, &payload.assessment);
  if (!status.ok()) return status;
  return StoreAnswer(unit, key, {payload.content_hash, /*bytes=*/""});
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
  options.place.data_dir = argc > 3 ? argv[3] : temporary.path();
  absl::StatusOr<OpenedStore> opened = OpenStore(options, clock, random);
  if (!opened.ok()) {
    std::fprintf(stderr, "%s\n", opened.status().ToString().c_str());
    return 1;
  }
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
