// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/doctor_checks.h"

#include <algorithm>
#include <array>

#include "clients/cli/failure.h"
#include "clients/cli/proto_values.h"
#include "clients/cli/words.h"
#include "services/alignment/linguistic_file.h"
#include "zusage/alignment/v1/alignment_service.grpc.pb.h"
#include "zusage/commitments/v1/commitment_service.grpc.pb.h"
#include "zusage/directory/v1/directory_service.grpc.pb.h"
#include "zusage/intake/v1/intake_service.grpc.pb.h"
#include "zusage/journal/v1/journal_service.grpc.pb.h"
#include "zusage/news/v1/news_service.grpc.pb.h"
#include "zusage/review/v1/review_service.grpc.pb.h"
#include "zusage/strategy/v1/strategy_service.grpc.pb.h"

namespace zusage::cli {
namespace {

using alignment::v1::AlignmentService;
using commitments::v1::CommitmentService;
using directory::v1::DirectoryService;
using intake::v1::IntakeService;
using journal::v1::JournalService;
using news::v1::NewsService;
using review::v1::ReviewService;
using strategy::v1::StrategyService;

constexpr absl::Duration kPatience = absl::Seconds(5);
constexpr char kAllProducts[] = "products/-";

// --- what is said -------------------------------------------------------------------------------
constexpr Phrase kAnswers{"The server at {address} answers.",
                          "Der Server unter {address} antwortet."};
constexpr Phrase kAway{"No server answers at {address}: {problem}",
                       "Unter {address} antwortet kein Server: {problem}"};
constexpr Phrase kAwayTodo{
    "Start it (systemctl start zusaged), or say where it is with --address or ZUSAGE_ADDRESS.",
    "Starten (systemctl start zusaged) oder mit --address oder ZUSAGE_ADDRESS sagen, wo er ist."};
constexpr Phrase kTls{"The connection is encrypted (TLS).",
                      "Die Verbindung ist verschlüsselt (TLS)."};
constexpr Phrase kLocal{"The connection stays on this machine; it needs no TLS.",
                        "Die Verbindung bleibt auf diesem Rechner; sie braucht kein TLS."};
constexpr Phrase kPlain{
    "The connection to {address} is not encrypted: the token can be read on its way.",
    "Die Verbindung zu {address} ist unverschlüsselt: das Token ist unterwegs lesbar."};
constexpr Phrase kPlainTodo{"Use an address with https:// (docs/operating.md, TLS).",
                            "Eine Adresse mit https:// verwenden (docs/operating.md, TLS)."};
constexpr Phrase kKey{"The key is that of {who}: {grants}.",
                      "Der Schlüssel gehört {who}: {grants}."};
constexpr Phrase kNoGrants{"The key is that of {who}, who has no role.",
                           "Der Schlüssel gehört {who}, ohne jede Rolle."};
constexpr Phrase kNoGrantsTodo{
    "An admin gives roles: zusage principal update {name} --grant sales.",
    "Rollen vergibt ein Admin: zusage principal update {name} --grant sales."};
constexpr Phrase kNoKey{"The key is not accepted: {problem}",
                        "Der Schlüssel wird nicht angenommen: {problem}"};
constexpr Phrase kNoKeyTodo{
    "Set ZUSAGE_TOKEN or --token-file; an admin makes a new key with zusage key create.",
    "ZUSAGE_TOKEN oder --token-file setzen; einen neuen macht ein Admin mit zusage key create."};
constexpr Phrase kRole{"The role {role} answers.", "Die Rolle {role} antwortet."};
constexpr Phrase kRoleAway{"The role {role} does not answer: {problem}",
                           "Die Rolle {role} antwortet nicht: {problem}"};
constexpr Phrase kRoleTodo{
    "Look at the log of the process that runs it (journalctl -u 'zusaged*'), and at --roles and "
    "--upstreams of the others.",
    "Das Protokoll des Prozesses ansehen, in dem sie läuft (journalctl -u 'zusaged*'), und --roles "
    "und --upstreams der anderen."};
constexpr Phrase kSameVersion{"Server and client have version {server}.",
                              "Server und Client haben die Version {server}."};
constexpr Phrase kOtherVersion{"The server has version {server}, this program {client}.",
                               "Der Server hat die Version {server}, dieses Programm {client}."};
constexpr Phrase kOtherVersionTodo{
    "Update the older one; until then either may not know what the other can do.",
    "Das ältere aktualisieren; bis dahin kennt eines vielleicht nicht, was das andere kann."};
constexpr Phrase kCheck{
    "The check has version {version} and knows the journal up to {position}.",
    "Die Prüfung hat die Version {version} und kennt das Journal bis {position}."};
constexpr Phrase kLearning{"The check is still reading the journal and answers nothing yet.",
                           "Die Prüfung liest noch das Journal und antwortet noch nicht."};
constexpr Phrase kLearningTodo{
    "Wait a moment and ask again; if it stays so, look at the log.",
    "Kurz warten und erneut fragen; bleibt es so, das Protokoll ansehen."};
constexpr Phrase kWords{"The check works with linguistic data {fingerprint}.",
                        "Die Prüfung arbeitet mit den Sprachdaten {fingerprint}."};
constexpr Phrase kNoWords{
    "The check has no linguistic data: it knows some four hundred German words and no meanings, "
    "and "
    "finds the right element less often, above all for German wishes.",
    "Die Prüfung hat keine Sprachdaten: sie kennt etwa vierhundert deutsche Wörter und keine "
    "Bedeutungen und findet das richtige Element seltener, vor allem bei deutschen Wünschen."};
constexpr Phrase kNoWordsTodo{
    "Run deploy/linguistic-data on the server and restart it.",
    "deploy/linguistic-data auf dem Server ausführen und ihn neu starten."};
constexpr Phrase kStrategy{"{product} has version {version} of its strategy, {days} days old.",
                           "{product} hat Version {version} der Strategie, {days} Tage alt."};
constexpr Phrase kStrategyOfADay{"{product} has version {version} of its strategy, a day old.",
                                 "{product} hat Version {version} der Strategie, einen Tag alt."};
constexpr Phrase kStrategyOfToday{
    "{product} has version {version} of its strategy, less than a day old.",
    "{product} hat Version {version} der Strategie, weniger als einen Tag alt."};
constexpr Phrase kOldTodo{"Look whether it still says what holds, and publish it anew.",
                          "Nachsehen, ob sie noch gilt, und neu veröffentlichen."};
constexpr Phrase kNoStrategy{"No strategy is published: nothing can be checked.",
                             "Keine Strategie ist veröffentlicht: nichts kann geprüft werden."};
constexpr Phrase kNoStrategyTodo{"zusage strategy publish FILE --memo TEXT",
                                 "zusage strategy publish DATEI --memo TEXT"};
constexpr Phrase kReader{
    "{product}: the second reader {model} is asked, {calls} of {limit} calls today.",
    "{product}: die zweite Leserin {model} wird gefragt, {calls} von {limit} Aufrufen heute."};
constexpr Phrase kReaderSpent{
    "{product}: the second reader {model} has had all of its {limit} calls for today.",
    "{product}: die zweite Leserin {model} hat ihre {limit} Aufrufe für heute verbraucht."};
constexpr Phrase kReaderSpentTodo{
    "Nothing is lost: opinions come tomorrow. A larger budget is an option of the server.",
    "Nichts geht verloren: Meinungen kommen morgen. Ein größeres Budget ist eine Server-Option."};
constexpr Phrase kNoReader{
    "{product}: no second reader is asked; the check does without.",
    "{product}: keine zweite Leserin wird gefragt; die Prüfung braucht keine."};
constexpr Phrase kHere{
    "On this machine: linguistic data {fingerprint} in {path}, for zusage backtest.",
    "Auf diesem Rechner: Sprachdaten {fingerprint} in {path}, für zusage backtest."};
constexpr Phrase kNotHere{
    "On this machine there are no linguistic data; zusage backtest does without.",
    "Auf diesem Rechner sind keine Sprachdaten; zusage backtest kommt ohne aus."};
constexpr Phrase kBadHere{"The linguistic data on this machine cannot be used: {problem}",
                          "Die Sprachdaten auf diesem Rechner sind nicht zu gebrauchen: {problem}"};
constexpr Phrase kHereTodo{"Run deploy/linguistic-data here if you want to measure with them.",
                           "Hier deploy/linguistic-data ausführen, um mit ihnen zu messen."};
constexpr Phrase kNotAsked{
    "Not looked at, because the server does not answer or the key is wrong.",
    "Nicht angesehen, weil der Server nicht antwortet oder der Schlüssel falsch ist."};
constexpr Phrase kOldServer{"The server does not say; it is older than this program.",
                            "Der Server sagt es nicht; er ist älter als dieses Programm."};
constexpr Phrase kCheckNotTold{"The check could not be asked: {problem}",
                               "Die Prüfung ließ sich nicht fragen: {problem}"};
constexpr Phrase kStrategiesNotTold{"Strategies could not be looked at: {problem}",
                                    "Strategien ließen sich nicht ansehen: {problem}"};

std::string ProductOf(const strategy::v1::Strategy& strategy) {
  return strategy.name().substr(0, strategy.name().find("/strategies/"));
}

class Doctor {
 public:
  explicit Doctor(Session& session) : session_(session) {}

  std::vector<Diagnosis> Run() {
    CheckServerAndKey();
    if (key_accepted_) {
      CheckRoles();
      CheckCheck();
      CheckStrategies();
      CheckSecondReader();
    } else {
      Add("roles", Health::kUnknown, kNotAsked);
    }
    CheckThisMachine();
    return std::move(found_);
  }

 private:
  void Add(std::string_view check, Health health, const Phrase& text, const Metadata& values = {}) {
    found_.push_back({check, health, FillIn(session_.In(text), values), ""});
  }

  void Add(std::string_view check, Health health, const Phrase& text, const Metadata& values,
           const Phrase& todo) {
    Add(check, health, text, values);
    found_.back().todo = FillIn(session_.In(todo), values);
  }

  template <typename Stub, typename Request, typename Response>
  absl::StatusOr<Response> Ask(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                            Response*),
                               const Request& request) {
    return session_.client().Call(method, request,
                                  {.timeout = std::min(kPatience, session_.timeout())});
  }

  std::string ProblemOf(const absl::Status& status) const {
    return FailureOf(status, session_.language()).message;
  }

  // Whether somebody was there, whatever was answered.
  static bool Answered(const absl::Status& status) {
    return !absl::IsUnavailable(status) && !absl::IsDeadlineExceeded(status) &&
           !absl::IsUnimplemented(status) && !absl::IsCancelled(status) && !absl::IsUnknown(status);
  }

  bool IsLocal() const {
    constexpr std::array<std::string_view, 5> kLocal = {"127.", "localhost", "[::1]",
                                                        "unix:", "::1"};
    return std::any_of(kLocal.begin(), kLocal.end(), [this](std::string_view start) {
      return session_.address().starts_with(start);
    });
  }

  void CheckServerAndKey() {
    const absl::StatusOr<directory::v1::Principal> caller =
        Ask(&DirectoryService::Stub::GetCaller, directory::v1::GetCallerRequest());
    const Metadata address = {{"address", session_.address()},
                              {"problem", caller.ok() ? "" : ProblemOf(caller.status())}};
    if (absl::IsInvalidArgument(caller.status())) {  // nothing was sent
      Add("server", Health::kUnknown, kNotAsked);
      Add("key", Health::kBroken, kNoKey, address, kNoKeyTodo);
      return;
    }
    if (!Answered(caller.status())) {
      Add("server", Health::kBroken, kAway, address, kAwayTodo);
      Add("key", Health::kUnknown, kNotAsked);
      return;
    }
    Add("server", Health::kGood, kAnswers, address);
    if (session_.address().starts_with("https://")) {
      Add("tls", Health::kGood, kTls);
    } else if (IsLocal()) {
      Add("tls", Health::kGood, kLocal);
    } else {
      Add("tls", Health::kNote, kPlain, address, kPlainTodo);
    }
    if (caller.ok()) {
      key_accepted_ = true;
      DescribeKey(*caller);
    } else {
      Add("key", Health::kBroken, kNoKey, address, kNoKeyTodo);
    }
  }

  void DescribeKey(const directory::v1::Principal& caller) {
    std::string grants;
    for (const directory::v1::Grant& grant : caller.grants()) {
      grants += (grants.empty() ? "" : ", ") +
                EnumWord(type::v1::Role_Name(grant.role()), session_.language());
      if (grant.product() != kAllProducts) grants += " @ " + grant.product();
    }
    const Metadata values = {{"who", caller.display_name() + " (" + caller.name() + ")"},
                             {"name", caller.name()},
                             {"grants", grants}};
    if (grants.empty()) {
      Add("key", Health::kNote, kNoGrants, values, kNoGrantsTodo);
    } else {
      Add("key", Health::kGood, kKey, values);
    }
  }

  void CheckRole(std::string_view check, std::string_view role, const absl::Status& status) {
    const Metadata values = {{"role", std::string(role)},
                             {"problem", status.ok() ? "" : ProblemOf(status)}};
    if (Answered(status)) return Add(check, Health::kGood, kRole, values);
    Add(check, Health::kBroken, kRoleAway, values, kRoleTodo);
  }

  // Being refused is an answer as well.
  void CheckRoles() {
    CheckRole("role.directory", "directory", absl::OkStatus());
    strategy::v1::ListStrategiesRequest strategies;
    strategies.set_parent(kAllProducts);
    strategies.set_page_size(200);
    strategies_ = Ask(&StrategyService::Stub::ListStrategies, strategies);
    CheckRole("role.strategy", "strategy", strategies_.status());
    info_ = Ask(&AlignmentService::Stub::GetCheckInfo, alignment::v1::GetCheckInfoRequest());
    // A server of before there was this call does without it.
    CheckRole("role.alignment", "alignment",
              absl::IsUnimplemented(info_.status()) ? absl::OkStatus() : info_.status());
    intake::v1::ListChangeRequestsRequest requests;
    requests.set_parent(kAllProducts);
    requests.set_page_size(1);
    CheckRole("role.intake", "intake",
              Ask(&IntakeService::Stub::ListChangeRequests, requests).status());
    review::v1::ListReviewsRequest reviews;
    reviews.set_parent(kAllProducts);
    reviews.set_page_size(1);
    CheckRole("role.review", "review", Ask(&ReviewService::Stub::ListReviews, reviews).status());
    commitments::v1::ListPromisesRequest promises;
    promises.set_parent(kAllProducts);
    promises.set_page_size(1);
    CheckRole("role.commitments", "commitments",
              Ask(&CommitmentService::Stub::ListPromises, promises).status());
    news::v1::ListNoticesRequest notices;
    notices.set_page_size(1);
    CheckRole("role.news", "news", Ask(&NewsService::Stub::ListNotices, notices).status());
    CheckRole(
        "role.journal", "journal",
        Ask(&JournalService::Stub::GetCheckpoint, journal::v1::GetCheckpointRequest()).status());
  }

  void CheckCheck() {
    if (absl::IsUnimplemented(info_.status())) {
      return Add("check", Health::kNote, kOldServer, {}, kOtherVersionTodo);
    }
    if (!info_.ok()) {
      return Add("check", Health::kUnknown, kCheckNotTold,
                 {{"problem", ProblemOf(info_.status())}});
    }
    const Metadata values = {{"server", info_->server_version()},
                             {"client", ZUSAGE_VERSION},
                             {"version", info_->check_version()},
                             {"position", std::to_string(info_->known_position())},
                             {"fingerprint", info_->linguistic_fingerprint()}};
    if (info_->server_version() == ZUSAGE_VERSION) {
      Add("version", Health::kGood, kSameVersion, values);
    } else {
      Add("version", Health::kNote, kOtherVersion, values, kOtherVersionTodo);
    }
    if (info_->ready()) {
      Add("check", Health::kGood, kCheck, values);
    } else {
      Add("check", Health::kNote, kLearning, values, kLearningTodo);
    }
    if (info_->linguistic_fingerprint() == "none") {
      Add("linguistic_data", Health::kNote, kNoWords, values, kNoWordsTodo);
    } else {
      Add("linguistic_data", Health::kGood, kWords, values);
    }
  }

  void CheckStrategies() {
    if (!strategies_.ok()) {
      return Add("strategies", Health::kUnknown, kStrategiesNotTold,
                 {{"problem", ProblemOf(strategies_.status())}});
    }
    if (strategies_->strategies().empty()) {
      return Add("strategies", Health::kNote, kNoStrategy, {}, kNoStrategyTodo);
    }
    const absl::Time now = session_.environment().clock->Now();
    for (const strategy::v1::Strategy& strategy : strategies_->strategies()) {
      const absl::Duration age = now - absl::FromUnixSeconds(strategy.publish_time().seconds());
      const int64_t days = age / absl::Hours(24);
      const Metadata values = {{"product", ProductOf(strategy)},
                               {"version", std::to_string(strategy.version())},
                               {"days", std::to_string(days)}};
      if (age > kOldStrategy) {
        Add("strategies", Health::kNote, kStrategy, values, kOldTodo);
      } else {
        const Phrase& says = days < 1 ? kStrategyOfToday : days == 1 ? kStrategyOfADay : kStrategy;
        Add("strategies", Health::kGood, says, values);
      }
    }
  }

  // Of each product; nothing for those who may not know, and for older servers.
  void CheckSecondReader() {
    if (!strategies_.ok()) return;
    for (const strategy::v1::Strategy& strategy : strategies_->strategies()) {
      intake::v1::GetSecondReaderRequest request;
      request.set_parent(ProductOf(strategy));
      const absl::StatusOr<intake::v1::SecondReader> reader =
          Ask(&IntakeService::Stub::GetSecondReader, request);
      if (!reader.ok()) continue;
      const Metadata values = {{"product", request.parent()},
                               {"model", reader->model()},
                               {"calls", std::to_string(reader->calls_today())},
                               {"limit", std::to_string(reader->daily_calls())}};
      if (!reader->on()) {
        Add("second_reader", Health::kGood, kNoReader, values);
      } else if (reader->calls_today() >= reader->daily_calls()) {
        Add("second_reader", Health::kNote, kReaderSpent, values, kReaderSpentTodo);
      } else {
        Add("second_reader", Health::kGood, kReader, values);
      }
    }
  }

  void CheckThisMachine() {
    constexpr std::string_view kCheck = "local_linguistic_data";
    const absl::StatusOr<alignment::LoadedLexicon> loaded = alignment::LoadLexicon("");
    const absl::Status problem = loaded.ok() ? loaded->problem : loaded.status();
    if (loaded.ok() && !loaded->path.empty()) {
      return Add(
          kCheck, Health::kGood, kHere,
          {{"fingerprint", std::string(loaded->lexicon->fingerprint())}, {"path", loaded->path}});
    }
    if (problem.ok() || absl::IsNotFound(problem)) {
      return Add(kCheck, Health::kNote, kNotHere, {}, kHereTodo);
    }
    Add(kCheck, Health::kBroken, kBadHere, {{"problem", ProblemOf(problem)}}, kHereTodo);
  }

  Session& session_;
  std::vector<Diagnosis> found_;
  bool key_accepted_ = false;
  absl::StatusOr<strategy::v1::ListStrategiesResponse> strategies_;
  absl::StatusOr<alignment::v1::CheckInfo> info_;
};

}  // namespace

std::vector<Diagnosis> Diagnose(Session& session) { return Doctor(session).Run(); }

}  // namespace zusage::cli
