// SPDX-License-Identifier: Apache-2.0
#include "services/app/wiring.h"

#include <fstream>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"
#include "services/alignment/alignment_rpc.h"
#include "services/alignment/learner.h"
#include "services/alignment/learning_source_rpc.h"
#include "services/alignment/linguistic_file.h"
#include "services/app/local_checker.h"
#include "services/base/log.h"
#include "services/base/status_macros.h"
#include "services/commitments/commitments_rpc.h"
#include "services/directory/directory_rpc.h"
#include "services/directory/store_authenticator.h"
#include "services/intake/check_later.h"
#include "services/intake/intake_rpc.h"
#include "services/journal/journal_rpc.h"
#include "services/news/compose_mail.h"
#include "services/news/curl_webhook_poster.h"
#include "services/news/deliver_webhooks.h"
#include "services/news/follow_journal.h"
#include "services/news/mail_digests.h"
#include "services/news/news_rpc.h"
#include "services/news/smtp_sender.h"
#include "services/reader/ask_second_reader.h"
#include "services/reader/chat_reader.h"
#include "services/review/escalate_overdue.h"
#include "services/review/review_rpc.h"
#include "services/rpc/peer_authenticator.h"
#include "services/strategy/strategy_rpc.h"

namespace zusage::app {
namespace {

// --- what is shared
// -------------------------------------------------------------------------------

absl::StatusOr<std::string> ReadToken(const std::string& path) {
  if (path.empty()) return std::string();
  std::ifstream file(path);
  std::string line;
  if (!std::getline(file, line)) {
    return absl::FailedPreconditionError("Cannot read the service token in " + path);
  }
  absl::StripAsciiWhitespace(&line);
  return line;
}

// What is asked of peers only reads and computes, so that it is asked again where a connection
// breaks under the call; not where a peer is in trouble, which the throttle tells. Copies that say
// that they stop are left out.
constexpr char kServiceConfig[] = R"({
  "loadBalancingConfig": [{"round_robin": {}}],
  "healthCheckConfig": {"serviceName": ""},
  "methodConfig": [{
    "name": [{}],
    "retryPolicy": {"maxAttempts": 3, "initialBackoff": "0.02s", "maxBackoff": "0.2s",
                    "backoffMultiplier": 2, "retryableStatusCodes": ["UNAVAILABLE"]}
  }],
  "retryThrottling": {"maxTokens": 20, "tokenRatio": 0.1}
})";

// A peer that hangs or was cut off says nothing: connections on which a ping is not answered are
// given up, and tried again soon, as peers come back within seconds.
std::shared_ptr<grpc::Channel> ChannelTo(const std::string& address) {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS, rpc::kPeerPingMillis);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, 2000);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_PERMIT_WITHOUT_CALLS, 1);
  arguments.SetInt(GRPC_ARG_HTTP2_MAX_PINGS_WITHOUT_DATA, 0);  // no limit
  // Despite its name also how long a connection may take to come about.
  arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, 2000);
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 100);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 1000);
  arguments.SetServiceConfigJSON(kServiceConfig);
  return grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments);
}

// "10.0.0.1:50051,10.0.0.2:50051" are copies. gRPC spreads the calls over those that a name like
// "dns:///alignment:50051" stands for; a second try finds another one there.
std::vector<std::shared_ptr<grpc::Channel>> ChannelsTo(const std::string& addresses) {
  std::vector<std::shared_ptr<grpc::Channel>> copies;
  for (const absl::string_view address : absl::StrSplit(addresses, ',', absl::SkipEmpty())) {
    copies.push_back(ChannelTo(std::string(address)));
  }
  if (copies.size() == 1 && addresses.starts_with("dns:")) copies.push_back(copies[0]);
  return copies;
}

absl::Status OpenStore(const Options& options, Shared& shared) {
  storage::OpenStoreOptions store_options;
  store_options.place = options.place;
  ZUSAGE_ASSIGN_OR_RETURN(storage::OpenedStore opened,
                          storage::OpenStore(store_options, shared.clock, shared.random));
  shared.opened.emplace(std::move(opened));
  return absl::OkStatus();
}

void MakeAuthenticator(const Options& options, Shared& shared) {
  if (shared.opened.has_value()) {
    shared.authenticator =
        std::make_unique<directory::StoreAuthenticator>(shared.store(), shared.clock);
    return;
  }
  shared.directory =
      std::make_unique<rpc::Peer>(std::string(kDirectory), shared.service_token, shared.clock);
  shared.directory->Connect(ChannelsTo(options.peers.find(kDirectory)->second));
  shared.authenticator = std::make_unique<rpc::PeerAuthenticator>(*shared.directory, shared.clock);
}

void MakePeers(const Options& options, Shared& shared) {
  for (const std::string& role : AllRoles()) {
    const std::string& token = options.has(role) ? shared.identity->token() : shared.service_token;
    shared.peers[role] = std::make_unique<rpc::Peer>(role, token, shared.clock);
  }
}

void AddStoreGauges(Shared& shared) {
  if (!shared.opened.has_value()) return;
  shared.plumbing->metrics().AddGauge(
      "zusage_journal_position", "Position of the newest durable journal entry.",
      [&store = shared.store()] { return static_cast<double>(store.head().position); });
}

// --- the roles
// ------------------------------------------------------------------------------------

// A role that is a service and nothing else.
template <typename Service>
class ServiceRole final : public RunningRole {
 public:
  template <typename... Arguments>
  explicit ServiceRole(std::string_view name, Arguments&&... arguments)
      : name_(name), service_(std::forward<Arguments>(arguments)...) {}

  rpc::NamedService service() override { return {name_, &service_}; }

 private:
  const std::string name_;
  Service service_;
};

std::unique_ptr<RunningRole> MakeStrategy(const Options&, Shared& shared) {
  return std::make_unique<ServiceRole<strategy::StrategyRpc>>(
      strategy::v1::StrategyService::service_full_name(), *shared.plumbing, shared.store(),
      shared.peer(kAlignment));
}

std::unique_ptr<intake::CallChecker> MakeChecker(Shared& shared) {
  if (shared.knowledge != nullptr) return std::make_unique<LocalChecker>(*shared.knowledge);
  return std::make_unique<intake::PeerChecker>(shared.peer(kAlignment), shared.clock);
}

// Intake, and the thread that checks what was handed in while the check was away.
class IntakeRole final : public RunningRole {
 public:
  explicit IntakeRole(Shared& shared)
      : shared_(shared),
        checker_(MakeChecker(shared)),
        service_(*shared.plumbing, shared.store(), shared.clock, shared.random, *checker_) {}

  rpc::NamedService service() override {
    return {intake::v1::IntakeService::service_full_name(), &service_};
  }
  void Start() override {
    check_later_.emplace(shared_.store(), *checker_, shared_.clock,
                         std::string(rpc::kOwnServiceName));
  }
  void Stop() override { check_later_.reset(); }

 private:
  Shared& shared_;
  const std::unique_ptr<intake::CallChecker> checker_;
  intake::IntakeRpc service_;
  std::optional<intake::CheckLater> check_later_;
};

std::unique_ptr<RunningRole> MakeIntake(const Options&, Shared& shared) {
  return std::make_unique<IntakeRole>(shared);
}

// The check, and the thread that learns what it rests on.
class AlignmentRole final : public RunningRole {
 public:
  explicit AlignmentRole(Shared& shared)
      : knowledge_(*shared.knowledge),
        source_(shared.peer(kJournal), shared.peer(kStrategy)),
        service_(*shared.plumbing, knowledge_) {}

  rpc::NamedService service() override {
    return {alignment::v1::AlignmentService::service_full_name(), &service_};
  }
  void Start() override { learner_.emplace(source_, knowledge_); }
  void Stop() override { learner_.reset(); }
  bool IsReady() const override { return knowledge_.caught_up(); }

 private:
  alignment::Knowledge& knowledge_;
  alignment::PeerLearningSource source_;
  alignment::AlignmentRpc service_;
  std::optional<alignment::Learner> learner_;
};

std::unique_ptr<RunningRole> MakeAlignment(const Options&, Shared& shared) {
  return std::make_unique<AlignmentRole>(shared);
}

std::unique_ptr<RunningRole> MakeCommitments(const Options&, Shared& shared) {
  return std::make_unique<ServiceRole<commitments::CommitmentRpc>>(
      commitments::v1::CommitmentService::service_full_name(), *shared.plumbing, shared.store(),
      shared.clock, shared.random, shared.peer(kAlignment));
}

// Reviews, and the thread that gives to the next owner what is overdue.
class ReviewRole final : public RunningRole {
 public:
  explicit ReviewRole(Shared& shared)
      : shared_(shared), service_(*shared.plumbing, shared.store(), shared.clock, shared.random) {}

  rpc::NamedService service() override {
    return {review::v1::ReviewService::service_full_name(), &service_};
  }
  void Start() override {
    escalate_.emplace(shared_.store(), shared_.clock, std::string(rpc::kOwnServiceName));
  }
  void Stop() override { escalate_.reset(); }

 private:
  Shared& shared_;
  review::ReviewRpc service_;
  std::optional<review::EscalateOverdue> escalate_;
};

std::unique_ptr<RunningRole> MakeReview(const Options&, Shared& shared) {
  return std::make_unique<ReviewRole>(shared);
}

std::unique_ptr<RunningRole> MakeJournal(const Options&, Shared& shared) {
  return std::make_unique<ServiceRole<journal::JournalRpc>>(
      journal::v1::JournalService::service_full_name(), *shared.plumbing, shared.store(),
      *shared.opened->keys);
}

std::unique_ptr<RunningRole> MakeDirectory(const Options&, Shared& shared) {
  return std::make_unique<ServiceRole<directory::DirectoryRpc>>(
      directory::v1::DirectoryService::service_full_name(), *shared.plumbing, shared.store(),
      shared.clock, shared.random);
}

// Checked with the options, the ranges can be read.
news::CurlWebhookPosterOptions WebhookOptions(const Options& options) {
  news::CurlWebhookPosterOptions webhooks;
  webhooks.policy = *news::AddressPolicy::Make(options.webhook_private_addresses);
  webhooks.ca_file = options.webhook_ca_file;
  return webhooks;
}

void AddDeliveryMetrics(const std::shared_ptr<news::DeliveryFigures>& figures,
                        rpc::CallMetrics& metrics) {
  const auto read = [&](std::atomic<int64_t> news::DeliveryFigures::*figure) {
    return [figures, figure] { return static_cast<double>(((*figures).*figure).load()); };
  };
  metrics.AddCounter("zusage_webhook_tries_total", "Deliveries to webhooks that were tried.",
                     "outcome",
                     {{"delivered", read(&news::DeliveryFigures::delivered)},
                      {"failed", read(&news::DeliveryFigures::failed)}});
  metrics.AddGauge("zusage_webhook_deliveries_waiting", "Deliveries to webhooks that wait.",
                   read(&news::DeliveryFigures::waiting));
  metrics.AddGauge("zusage_webhook_deliveries_dead",
                   "Deliveries to webhooks that were given up and may be replayed.",
                   read(&news::DeliveryFigures::dead));
}

void AddMailMetrics(const std::shared_ptr<news::DigestMailCounts>& counts,
                    rpc::CallMetrics& metrics) {
  metrics.AddGauge("zusage_digest_mails_waiting", "Digests that are still to be mailed.",
                   [counts] { return static_cast<double>(counts->waiting.load()); });
  metrics.AddGauge("zusage_digest_mails_given_up",
                   "Digests of the last eight weeks that could not be mailed.",
                   [counts] { return static_cast<double>(counts->given_up.load()); });
}

void AddReaderMetrics(const std::shared_ptr<reader::ReaderFigures>& figures,
                      rpc::CallMetrics& metrics) {
  const auto read = [&](std::atomic<int64_t> reader::ReaderFigures::*figure) {
    return [figures, figure] { return static_cast<double>(((*figures).*figure).load()); };
  };
  metrics.AddCounter("zusage_second_opinions_total", "Requests that a second reader was done with.",
                     "outcome",
                     {{"given", read(&reader::ReaderFigures::given)},
                      {"none", read(&reader::ReaderFigures::none)},
                      {"reused", read(&reader::ReaderFigures::reused)}});
  metrics.AddCounter("zusage_reader_calls_total", "Calls of the second reader.", "outcome",
                     {{"answered", read(&reader::ReaderFigures::given)},
                      {"failed", read(&reader::ReaderFigures::failed)}});
  metrics.AddGauge("zusage_reader_sent_bytes", "What was sent to the second reader, in bytes.",
                   read(&reader::ReaderFigures::sent_bytes));
  metrics.AddGauge("zusage_reader_budget_used_up",
                   "How often a product's requests had to wait for the next day's budget.",
                   read(&reader::ReaderFigures::over_budget));
  metrics.AddGauge("zusage_second_opinions_waiting", "Requests that wait for a second reader.",
                   read(&reader::ReaderFigures::waiting));
}

// The news, and the threads that bring it to those who have to know; also the one that asks a
// second reader, as this is the role that talks to the world outside.
class NewsRole final : public RunningRole {
 public:
  NewsRole(const Options& options, Shared& shared)
      : shared_(shared),
        mail_(options.mail),
        reader_(options.reader),
        webhooks_(WebhookOptions(options)),
        following_(std::make_shared<news::Following>(shared.store(), shared.clock, shared.random)),
        service_(*shared.plumbing, shared.store(), *shared.opened->keys, webhooks_.policy,
                 shared.clock, shared.random) {
    AddDeliveryMetrics(figures_, shared.plumbing->metrics());
    if (mail_.enabled()) AddMailMetrics(mail_counts_, shared.plumbing->metrics());
    if (reader_.enabled()) AddReaderMetrics(reader_figures_, shared.plumbing->metrics());
    shared.plumbing->metrics().AddGauge(
        "zusage_news_position", "Position up to which news was made of the journal.",
        [following = following_] { return static_cast<double>(following->position()); });
  }

  rpc::NamedService service() override {
    return {news::v1::NewsService::service_full_name(), &service_};
  }
  void Start() override {
    follow_journal_.emplace(shared_.store(), *following_);
    deliver_webhooks_.emplace(shared_.store(), *shared_.opened->keys,
                              std::make_unique<news::CurlWebhookPoster>(webhooks_), shared_.clock,
                              shared_.random, std::string(rpc::kOwnServiceName), *figures_);
    if (mail_.enabled()) {
      mail_digests_.emplace(shared_.store(), shared_.clock,
                            std::make_unique<news::SmtpSender>(mail_.smtp),
                            *news::ParseMailAddress(mail_.from), *mail_counts_);
    }
    if (reader_.enabled()) {
      ask_second_reader_.emplace(shared_.store(), shared_.clock,
                                 std::make_unique<reader::ChatReader>(reader_.chat), reader_.budget,
                                 reader_.chat.timeout, *reader_figures_);
    }
  }
  void Stop() override {
    follow_journal_.reset();
    deliver_webhooks_.reset();
    mail_digests_.reset();
    ask_second_reader_.reset();
  }

 private:
  Shared& shared_;
  const MailOptions mail_;
  const ReaderOptions reader_;
  const news::CurlWebhookPosterOptions webhooks_;
  // Metrics are read as long as there is a server.
  const std::shared_ptr<news::Following> following_;
  const std::shared_ptr<news::DeliveryFigures> figures_ = std::make_shared<news::DeliveryFigures>();
  const std::shared_ptr<news::DigestMailCounts> mail_counts_ =
      std::make_shared<news::DigestMailCounts>();
  const std::shared_ptr<reader::ReaderFigures> reader_figures_ =
      std::make_shared<reader::ReaderFigures>();
  news::NewsRpc service_;
  std::optional<news::FollowJournal> follow_journal_;
  std::optional<news::DeliverWebhooks> deliver_webhooks_;
  std::optional<news::MailDigests> mail_digests_;
  std::optional<reader::AskSecondReader> ask_second_reader_;
};

std::unique_ptr<RunningRole> MakeNews(const Options& options, Shared& shared) {
  return std::make_unique<NewsRole>(options, shared);
}

// Says which linguistic data the check uses: it judges otherwise without them.
absl::Status PrepareCheck(const Options& options, Shared& shared) {
  ZUSAGE_ASSIGN_OR_RETURN(alignment::LoadedLexicon loaded,
                          alignment::LoadLexicon(options.linguistic_data));
  if (loaded.problem.ok()) {
    Log(Severity::kInfo, "linguistic_data",
        {{"path", loaded.path}, {"fingerprint", loaded.lexicon->fingerprint()}});
  } else {
    const bool is_missing = absl::IsNotFound(loaded.problem);
    Log(is_missing ? Severity::kInfo : Severity::kWarning, "no_linguistic_data",
        {{"error", std::string(loaded.problem.message())}});
  }
  shared.lexicon = std::move(loaded.lexicon);
  shared.knowledge = std::make_unique<alignment::Knowledge>(*shared.lexicon);
  return absl::OkStatus();
}

struct RoleMaker {
  std::string_view role;
  std::unique_ptr<RunningRole> (*make)(const Options& options, Shared& shared);
};

constexpr RoleMaker kRoleMakers[] = {
    {kAlignment, MakeAlignment}, {kCommitments, MakeCommitments}, {kDirectory, MakeDirectory},
    {kIntake, MakeIntake},       {kJournal, MakeJournal},         {kNews, MakeNews},
    {kReview, MakeReview},       {kStrategy, MakeStrategy},
};

}  // namespace

absl::StatusOr<std::unique_ptr<Shared>> MakeShared(const Options& options) {
  auto shared = std::make_unique<Shared>();
  ZUSAGE_ASSIGN_OR_RETURN(shared->service_token, ReadToken(options.service_token_file));
  if (options.needs_store()) ZUSAGE_RETURN_IF_ERROR(OpenStore(options, *shared));
  MakeAuthenticator(options, *shared);
  shared->identity = std::make_unique<rpc::ServiceIdentity>(*shared->authenticator, shared->random);
  MakePeers(options, *shared);
  rpc::PlumbingOptions plumbing;
  plumbing.max_in_flight = options.max_in_flight;
  plumbing.max_streams = options.max_streams;
  plumbing.worker_threads = options.worker_threads;
  plumbing.slow_call = options.slow_call;
  plumbing.log_every_call = options.log_level == Severity::kDebug;
  shared->plumbing =
      std::make_unique<rpc::Plumbing>(plumbing, *shared->identity, shared->clock, shared->random);
  AddStoreGauges(*shared);
  if (options.has(kAlignment)) ZUSAGE_RETURN_IF_ERROR(PrepareCheck(options, *shared));
  return shared;
}

std::vector<std::unique_ptr<RunningRole>> MakeRoles(const Options& options, Shared& shared) {
  std::vector<std::unique_ptr<RunningRole>> roles;
  for (const RoleMaker& maker : kRoleMakers) {
    if (options.has(maker.role)) roles.push_back(maker.make(options, shared));
  }
  return roles;
}

void ConnectPeers(const Options& options, rpc::Server& server, Shared& shared) {
  for (auto& [role, peer] : shared.peers) {
    if (options.has(role)) {
      peer->Connect({server.InProcessChannel()});
    } else if (const auto address = options.peers.find(role); address != options.peers.end()) {
      peer->Connect(ChannelsTo(address->second));
    } else {
      Log(Severity::kDebug, "peer_unknown", {{"peer", role}});  // most roles ask nobody
    }
  }
}

}  // namespace zusage::app
