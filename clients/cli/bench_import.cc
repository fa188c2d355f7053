// SPDX-License-Identifier: Apache-2.0
// zusage bench import
#include <algorithm>
#include <atomic>
#include <ctime>
#include <mutex>
#include <nlohmann/json.hpp>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "clients/cli/bench.h"
#include "clients/cli/bench_texts.h"
#include "clients/cli/errors.h"
#include "clients/cli/options.h"
#include "clients/cli/short_names.h"
#include "clients/cli/words.h"
#include "services/base/ids.h"
#include "services/base/status_macros.h"
#include "zusage/client/error.h"
#include "zusage/intake/v1/intake_service.grpc.pb.h"

namespace zusage::cli {
namespace {

using intake::v1::ImportChangeRequestsRequest;
using intake::v1::ImportChangeRequestsResponse;
using intake::v1::ImportItem;
using intake::v1::IntakeService;

// Texts are made before they are sent, so that making them is not measured.
constexpr int64_t kPrepared = 1024;

struct Plan {
  std::string product;
  int64_t requests;
  int64_t per_message;
  int64_t streams;
  std::string id_prefix;  // of this run: an id used twice would find what is there
  std::vector<type::v1::ChangeRequestDraft> drafts;
};

// What came of all streams.
struct Tally {
  std::atomic<int64_t> recorded{0};
  std::atomic<int64_t> refused{0};
  std::mutex mutex;
  absl::Status failure;  // the first
};

// The requests from `begin` to `end` as one stream.
class Import {
 public:
  Import(const Plan& plan, Session& session, int64_t begin, int64_t end)
      : plan_(plan), begin_(begin), end_(end), stub_(session.client().channel()) {
    authorized_ = session.client().Authorize(context_);
  }

  void Run(Tally& tally) {
    absl::Status status = authorized_.ok() ? Exchange(tally) : authorized_;
    const std::lock_guard lock(tally.mutex);
    tally.failure.Update(std::move(status));
  }

 private:
  absl::Status Exchange(Tally& tally) {
    const auto stream = stub_.ImportChangeRequests(&context_);
    std::thread sender([&] {
      ImportChangeRequestsRequest message;
      for (int64_t first = begin_; first < end_; first += plan_.per_message) {
        Fill(first, message);
        if (!stream->Write(message)) return;
      }
      stream->WritesDone();
    });
    ImportChangeRequestsResponse answer;
    int64_t recorded = 0;
    int64_t refused = 0;
    while (stream->Read(&answer)) {
      recorded = answer.progress().recorded();
      refused = answer.progress().refused();
    }
    sender.join();
    tally.recorded += recorded;
    tally.refused += refused;
    return client::StatusFrom(stream->Finish());
  }

  void Fill(int64_t first, ImportChangeRequestsRequest& message) const {
    message.set_parent(first == begin_ ? plan_.product : "");
    message.clear_items();
    for (int64_t i = first; i < std::min(first + plan_.per_message, end_); ++i) {
      ImportItem& item = *message.add_items();
      *item.mutable_change_request() = plan_.drafts[static_cast<size_t>(i % kPrepared)];
      item.set_request_id(absl::StrCat(plan_.id_prefix, i));
    }
  }

  const Plan& plan_;
  const int64_t begin_;
  const int64_t end_;
  IntakeService::Stub stub_;
  grpc::ClientContext context_;
  absl::Status authorized_;
};

struct Figures {
  double seconds;
  double per_second;
  double client_cpu_us_per_request;
};

// Runs all streams to their end.
Figures RunAll(const Plan& plan, Session& session, Tally& tally) {
  std::vector<std::unique_ptr<Import>> imports;
  for (int64_t i = 0; i < plan.streams; ++i) {
    imports.push_back(std::make_unique<Import>(plan, session, plan.requests * i / plan.streams,
                                               plan.requests * (i + 1) / plan.streams));
  }
  const absl::Time begin = absl::Now();
  const std::clock_t cpu = std::clock();
  std::vector<std::thread> threads;
  for (const auto& import : imports) threads.emplace_back([&] { import->Run(tally); });
  for (std::thread& thread : threads) thread.join();
  const double cpu_seconds = static_cast<double>(std::clock() - cpu) / CLOCKS_PER_SEC;
  const double seconds = absl::ToDoubleSeconds(absl::Now() - begin);
  return {.seconds = seconds,
          .per_second = static_cast<double>(tally.recorded) / seconds,
          .client_cpu_us_per_request = cpu_seconds * 1e6 / static_cast<double>(plan.requests)};
}

void Show(const Plan& plan, const Tally& tally, const Figures& figures, Session& session) {
  if (session.json()) {
    const nlohmann::ordered_json json{{"operation", "import"},
                                      {"streams", plan.streams},
                                      {"perMessage", plan.per_message},
                                      {"recorded", tally.recorded.load()},
                                      {"refused", tally.refused.load()},
                                      {"seconds", figures.seconds},
                                      {"requestsPerSecond", figures.per_second},
                                      {"clientCpuUsPerRequest", figures.client_cpu_us_per_request}};
    *session.environment().out << json.dump(1) << '\n';
    return;
  }
  Page page = session.out_page();
  page.Table({{words::kPerSecond, Set::kNumber},
              {words::kClientCpu, Set::kNumber},
              {words::kErrors, Set::kNumber}},
             {{absl::StrFormat("%.0f", figures.per_second),
               absl::StrFormat("%.0f µs", figures.client_cpu_us_per_request),
               std::to_string(tally.refused)}});
}

absl::StatusOr<ExitCode> RunImport(const Arguments& arguments, Session& session) {
  Plan plan{.product = ProductName(arguments.Text("--product", kBenchProduct)),
            .requests = std::max<int64_t>(1, arguments.Number("--requests", 20'000)),
            .per_message = std::clamp<int64_t>(arguments.Number("--per-message", 100), 1, 500),
            .streams = std::clamp<int64_t>(arguments.Number("--streams", 1), 1, 64)};
  const auto seed = static_cast<uint64_t>(arguments.Number("--seed", kBenchSeed));
  plan.id_prefix = NewId(session.environment().clock->Now(), *session.environment().random) + "-";
  for (int64_t i = 0; i < kPrepared; ++i) {
    plan.drafts.push_back(BenchRequest(2'000'000'000 + i, kBenchCustomers, seed));
  }
  Tally tally;
  const Figures figures = RunAll(plan, session, tally);
  ZUSAGE_RETURN_IF_ERROR(tally.failure);
  Show(plan, tally, figures, session);
  return tally.recorded > 0 ? ExitCode::kOk : ExitCode::kUnavailable;
}

OptionSpec Count(std::string_view name, std::string_view placeholder, const Phrase& help) {
  return {.name = name,
          .placeholder = placeholder,
          .help = help,
          .kind = OptionSpec::Kind::kWholeNumber};
}

}  // namespace

Verb BenchImportVerb() {
  return {"import",
          {"Import many requests, as fast as the server takes them",
           "Viele Änderungswünsche einlesen, so schnell der Server sie nimmt"},
          {Count("--requests", "N", {"How many; 20000", "Wie viele; 20000"}),
           Count("--per-message", "N",
                 {"In one message of the stream, at most 500; 100",
                  "In einer Nachricht des Stroms, höchstens 500; 100"}),
           Count("--streams", "N",
                 {"Streams that share them, at most 64; 1",
                  "Ströme, die sie sich teilen, höchstens 64; 1"}),
           {.name = "--product",
            .placeholder = "ID",
            .help = {"Which product; \"bench\" without it", "Welches Produkt; sonst \"bench\""}},
           Count("--seed", "N", {"What the texts depend on; 1", "Wovon die Texte abhängen; 1"})},
          &RunImport};
}

}  // namespace zusage::cli
