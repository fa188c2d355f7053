// SPDX-License-Identifier: Apache-2.0
//
// Mirrors a CRM's accounts and opportunities into Zusage, and writes how the promises of each
// opportunity stand. See README.md.
#include <atomic>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "csv.h"
#include "report.h"
#include "salesforce.h"
#include "sync_state.h"
#include "zusage/client/commitments.h"
#include "zusage/client/directory.h"
#include "zusage/client/journal.h"

namespace crm_sync {
namespace {

namespace client = zusage::client;

constexpr int kInFlight = 8;
const std::string kAccounts = "accounts";
const std::string kOpportunities = "opportunities";

struct Settings {
  std::map<std::string, std::string> values;  // by option

  std::string operator[](const std::string& option) const {
    const auto found = values.find(option);
    return found == values.end() ? "" : found->second;
  }
};

// One row that is to be sent, under the id that the CRM has for it.
struct Job {
  std::string id;
  std::string hash;
  std::function<absl::StatusOr<std::string>()> send;  // returns what Zusage calls it
};

class Sync {
 public:
  Sync(const Settings& settings, client::Client zusage, SyncState state)
      : settings_(settings),
        directory_(zusage),
        commitments_(zusage),
        journal_(zusage),
        state_(std::move(state)) {}

  absl::Status Run() {
    if (absl::Status status = ReadPeople(); !status.ok()) return status;
    absl::Status status = SendAccounts();
    if (status.ok()) status = SendOpportunities();
    // What was sent is not sent again, whatever comes after it.
    if (absl::Status saved = SaveState(settings_["--state"], state_); !saved.ok()) return saved;
    return status.ok() ? Report() : status;
  }

  int refused() const { return refused_; }

 private:
  // Who sells is known to Zusage by the name that the CRM has for them.
  absl::Status ReadPeople() {
    auto people = directory_.ListPrincipals({});
    for (const auto& person : people) {
      if (!person.ok()) return person.status();
      called_[person->name()] = person->display_name();
      if (!person->active()) continue;
      // Two who are called the same cannot be told apart.
      auto [at, added] = people_.emplace(person->display_name(), person->name());
      if (!added) at->second.clear();
    }
    return absl::OkStatus();
  }

  // Calls are made in the owner's name if Zusage knows them, and in that of the CRM otherwise.
  client::CallOptions OnBehalfOfOwner(const Row& row) const {
    const auto owner = people_.find(Value(row, "Owner.Name"));
    return {.on_behalf_of = owner == people_.end() ? "" : owner->second};
  }

  absl::Status SendAccounts() {
    const auto rows = ReadCsv(settings_["--accounts"]);
    if (!rows.ok()) return rows.status();
    std::vector<Job> jobs;
    for (const Row& row : *rows) {
      const auto customer = CustomerOf(row, settings_["--currency"]);
      jobs.push_back(
          {customer.external_id(), HashOf(customer.SerializeAsString()),
           [this, customer, call = OnBehalfOfOwner(row)]() -> absl::StatusOr<std::string> {
             const auto known = directory_.UpsertCustomer(customer, call);
             if (!known.ok()) return known.status();
             return known->name();
           }});
    }
    return Send(kAccounts, std::move(jobs));
  }

  absl::Status SendOpportunities() {
    const auto rows = ReadCsv(settings_["--opportunities"]);
    if (!rows.ok()) return rows.status();
    std::vector<Job> jobs;
    for (const Row& row : *rows) {
      zusage::type::v1::Customer customer;
      customer.set_external_id(Value(row, "AccountId"));
      const auto deal = DealOf(row, settings_["--currency"]);
      const std::string content =
          deal.ok() ? customer.external_id() + deal->SerializeAsString() : "";
      jobs.push_back(
          {Value(row, "Id"), HashOf(content),
           [this, customer, deal, call = OnBehalfOfOwner(row)]() -> absl::StatusOr<std::string> {
             if (!deal.ok()) return deal.status();
             const auto known = directory_.UpsertDeal(customer, *deal, call);
             if (!known.ok()) return known.status();
             return known->name();
           }});
    }
    return Send(kOpportunities, std::move(jobs));
  }

  // Sends what is new or changed, several at once. A row that is refused is told and tried again in
  // the next run; a server that is away or does not know us ends this one.
  absl::Status Send(const std::string& what, std::vector<Job> jobs) {
    const size_t rows = jobs.size();
    std::erase_if(jobs, [&](const Job& job) {
      const auto sent = state_.sent.find(what + "/" + job.id);
      return sent != state_.sent.end() && sent->second.hash == job.hash;
    });
    absl::Status over;
    std::mutex mutex;
    std::atomic<size_t> next = 0;
    int sent = 0;
    const auto work = [&] {
      for (size_t i = next++; i < jobs.size(); i = next++) {
        const absl::StatusOr<std::string> name =
            jobs[i].id.empty() ? absl::InvalidArgumentError("a row has no Id") : jobs[i].send();
        const std::lock_guard lock(mutex);
        if (name.ok()) {
          state_.sent[what + "/" + jobs[i].id] = {jobs[i].hash, *name};
          ++sent;
        } else if (absl::IsUnavailable(name.status()) || absl::IsUnauthenticated(name.status()) ||
                   absl::IsDeadlineExceeded(name.status())) {
          over = name.status();
          next = jobs.size();
        } else {
          std::cerr << what << " " << jobs[i].id << ": " << client::MessageOf(name.status())
                    << '\n';
          ++refused_;
        }
      }
    };
    std::vector<std::thread> workers(kInFlight);
    for (std::thread& worker : workers) worker = std::thread(work);
    for (std::thread& worker : workers) worker.join();
    Say(absl::StrCat(what, ": ", sent, " sent, ", rows - jobs.size(), " unchanged"));
    return over;
  }

  // Promises change their standing without the CRM's doing: by what happened in Zusage since the
  // last report, which its journal tells, or because a day has passed.
  absl::Status Report() {
    const std::string today = absl::FormatTime("%Y-%m-%d", absl::Now(), absl::UTCTimeZone());
    const absl::StatusOr<int64_t> head = JournalHead();
    if (!head.ok()) return head.status();
    if (*head == state_.position && today == state_.report_day) {
      Say("report: unchanged");
      return absl::OkStatus();
    }
    std::map<std::string, std::string> references;  // of deals
    for (const auto& [id, sent] : state_.sent) {
      if (id.rfind(kOpportunities + "/", 0) == 0) {
        references[sent.name] = id.substr(kOpportunities.size() + 1);
      }
    }
    const absl::StatusOr<std::string> report =
        MakeReport(commitments_, settings_["--product"], references, called_);
    if (!report.ok()) return report.status();
    if (absl::Status status = WriteFile(settings_["--report"], *report); !status.ok())
      return status;
    state_.position = *head;
    state_.report_day = today;
    Say("report: written");
    return SaveState(settings_["--state"], state_);
  }

  absl::StatusOr<int64_t> JournalHead() {
    zusage::journal::v1::WatchEntriesRequest request;
    request.set_after_position(state_.position);
    request.add_tables("promises");  // the fewer, the better: only the position is looked at
    int64_t head = 0;
    const absl::Status status =
        journal_.Watch(request,
                       [&](const zusage::journal::v1::WatchEntriesResponse& news) {
                         head = news.head_position();
                         return false;
                       },
                       {}, {.timeout = absl::Seconds(30)});
    if (!status.ok()) return status;
    return head;
  }

  void Say(const std::string& text) const {
    if (settings_["--quiet"].empty()) std::cout << text << '\n';
  }

  const Settings& settings_;
  const client::DirectoryClient directory_;
  const client::CommitmentsClient commitments_;
  const client::JournalClient journal_;
  SyncState state_;
  std::map<std::string, std::string> people_;  // principals by display name; "" for several
  std::map<std::string, std::string> called_;  // display names of principals
  int refused_ = 0;
};

constexpr char kUsage[] =
    R"(usage: crm-sync --accounts FILE --opportunities FILE --report FILE --state FILE
                --token-file FILE [--address HOST:PORT] [--product NAME] [--currency CODE] [--quiet]
)";

// False if the command line is wrong.
bool ReadSettings(int argc, char** argv, Settings& settings) {
  settings.values = {
      {"--address", client::kDefaultAddress}, {"--product", "products/-"}, {"--currency", "EUR"}};
  const std::set<std::string> required = {"--accounts", "--opportunities", "--report", "--state",
                                          "--token-file"};
  for (int i = 1; i < argc; ++i) {
    const std::string option = argv[i];
    if (option == "--quiet") {
      settings.values[option] = "true";
    } else if ((required.count(option) || settings.values.count(option)) && i + 1 < argc) {
      settings.values[option] = argv[++i];
    } else {
      return false;
    }
  }
  for (const std::string& option : required) {
    if (settings[option].empty()) return false;
  }
  return true;
}

int Main(int argc, char** argv) {
  Settings settings;
  if (!ReadSettings(argc, argv, settings)) {
    std::cerr << kUsage;
    return 2;
  }
  absl::StatusOr<SyncState> state = LoadState(settings["--state"]);
  absl::Status status = state.status();
  int refused = 0;
  if (status.ok()) {
    client::ClientOptions options;
    options.address = settings["--address"];
    options.token = client::TokenFromFile(settings["--token-file"]);
    Sync sync(settings, client::Client(options), *std::move(state));
    status = sync.Run();
    refused = sync.refused();
  }
  if (!status.ok()) std::cerr << "crm-sync: " << client::MessageOf(status) << '\n';
  return status.ok() && refused == 0 ? 0 : 1;
}

}  // namespace
}  // namespace crm_sync

int main(int argc, char** argv) { return crm_sync::Main(argc, argv); }
