// SPDX-License-Identifier: Apache-2.0
// zusage webhook create|list|get|update|pause|resume|rotate-secret|delete|deliveries|replay
#include <optional>

#include "clients/cli/enum_names.h"
#include "clients/cli/nouns.h"
#include "clients/cli/options.h"
#include "clients/cli/proto_values.h"
#include "clients/cli/secret_file.h"
#include "clients/cli/session.h"
#include "clients/cli/short_names.h"
#include "services/base/status_macros.h"
#include "zusage/news/v1/news_service.grpc.pb.h"

namespace zusage::cli {
namespace {

using news::v1::Delivery;
using news::v1::NewsService;
using news::v1::Webhook;

std::string Word(news::v1::Kind kind, Language language) {
  return EnumWord("news." + news::v1::Kind_Name(kind), language);
}

std::string KindsOf(const Webhook& webhook, Language language) {
  std::string names;
  for (const int kind : webhook.kinds()) {
    if (!names.empty()) names += ", ";
    names += Word(static_cast<news::v1::Kind>(kind), language);
  }
  return names;
}

std::string ProductsOf(const Webhook& webhook, const Page& page) {
  std::string names;
  for (const std::string& product : webhook.products()) {
    if (!names.empty()) names += ", ";
    names += page.Called(product);
  }
  return names;
}

// "1000" stands for more.
std::string Count(int count) { return count >= 1000 ? "1000+" : std::to_string(count); }

Cell StateOf(const Webhook& webhook, Language language) {
  const std::string& name = Webhook::State_Name(webhook.state());
  return {EnumWord(name, language),
          webhook.state() == Webhook::STATE_PAUSED ? Style::kWarning : Style::kGood};
}

void ShowWebhook(const Webhook& webhook, Page& page) {
  page.Field(words::kName, {webhook.name(), Style::kStrong});
  page.Field(words::kLabel, webhook.display_name());
  page.Field(words::kUrl, webhook.url());
  page.Field(words::kState, StateOf(webhook, page.language()));
  page.Field(words::kReason, {In(page.language(), webhook.pause_reason()), Style::kWarning});
  page.Field(words::kProducts, ProductsOf(webhook, page));
  page.Field(words::kKinds, KindsOf(webhook, page.language()));
  page.Field(words::kDeliveriesWaiting, Count(webhook.waiting_count()));
  page.Field(words::kDeliveriesDead, Count(webhook.dead_count()));
  page.Field(words::kLastSuccess, ForPeople(webhook.last_success_time()));
  page.Field(words::kCreated, ForPeople(webhook.create_time()));
}

absl::StatusOr<Webhook> Fetch(const Arguments& arguments, Session& session) {
  news::v1::GetWebhookRequest request;
  request.set_name(WebhookName(arguments.Text("NAME")));
  return session.Call(&NewsService::Stub::GetWebhook, request);
}

absl::Status ReadOptions(const Arguments& arguments, Webhook& webhook) {
  if (arguments.Has("--display-name")) webhook.set_display_name(arguments.Text("--display-name"));
  if (arguments.Has("--product")) webhook.clear_products();
  for (const std::string& product : arguments.List("--product")) {
    if (!product.empty()) webhook.add_products(ProductName(product));
  }
  if (arguments.Has("--kind")) webhook.clear_kinds();
  for (const std::string& name : arguments.List("--kind")) {
    if (name.empty()) continue;
    ZUSAGE_ASSIGN_OR_RETURN(const int kind,
                            ParseEnum(*news::v1::Kind_descriptor(), "--kind", name));
    webhook.add_kinds(static_cast<news::v1::Kind>(kind));
  }
  return absl::OkStatus();
}

// Prints an answer with a secret in it, or keeps that in the file of --secret-file.
template <typename Answer>
absl::Status PrintSecret(Answer answer, std::optional<SecretFile> file, Session& session) {
  const std::string secret = answer.secret();
  if (file.has_value()) {
    if (!secret.empty()) ZUSAGE_RETURN_IF_ERROR(file->Write(secret));
    answer.clear_secret();
  }
  session.Print(answer, [&](Page& page) {
    ShowWebhook(answer.webhook(), page);
    if (secret.empty()) {
      page.Paragraph({page.In(words::kNoSecretAgain), Style::kWarning});
    } else if (!file.has_value()) {
      page.Field(words::kSecret, {secret, Style::kStrong});
      page.Paragraph({page.In(words::kSecretOnce), Style::kWarning});
    }
  });
  return absl::OkStatus();
}

// Made before the call: what cannot be kept is not asked for.
absl::StatusOr<std::optional<SecretFile>> OpenSecretFile(const Arguments& arguments) {
  if (!arguments.Has("--secret-file")) return std::optional<SecretFile>();
  ZUSAGE_ASSIGN_OR_RETURN(SecretFile file, SecretFile::Create(arguments.Text("--secret-file")));
  return std::optional<SecretFile>(std::move(file));
}

absl::StatusOr<ExitCode> Create(const Arguments& arguments, Session& session) {
  news::v1::CreateWebhookRequest request;
  Webhook& webhook = *request.mutable_webhook();
  webhook.set_url(arguments.Text("URL"));
  ZUSAGE_RETURN_IF_ERROR(ReadOptions(arguments, webhook));
  request.set_request_id(session.request_id());
  ZUSAGE_ASSIGN_OR_RETURN(std::optional<SecretFile> file, OpenSecretFile(arguments));
  ZUSAGE_ASSIGN_OR_RETURN(const auto answer,
                          session.Call(&NewsService::Stub::CreateWebhook, request));
  ZUSAGE_RETURN_IF_ERROR(PrintSecret(answer, std::move(file), session));
  return ExitCode::kOk;
}

absl::StatusOr<ExitCode> List(const Arguments& arguments, Session& session) {
  news::v1::ListWebhooksRequest request;
  SetPage(arguments, request);
  ZUSAGE_ASSIGN_OR_RETURN(const auto answer,
                          session.Call(&NewsService::Stub::ListWebhooks, request));
  session.Print(answer, [&](Page& page) {
    if (answer.webhooks().empty()) page.Paragraph({page.In(words::kNoWebhooks), Style::kDim});
    std::vector<std::vector<Cell>> rows;
    for (const Webhook& webhook : answer.webhooks()) {
      rows.push_back({webhook.display_name(), StateOf(webhook, page.language()),
                      Count(webhook.waiting_count()), Count(webhook.dead_count()),
                      ForPeople(webhook.last_success_time()), webhook.name()});
    }
    page.Table({words::kLabel,
                words::kState,
                {words::kDeliveriesWaiting, Set::kNumber},
                {words::kDeliveriesDead, Set::kNumber},
                words::kLastSuccess,
                {words::kName, Set::kWhole}},
               rows);
    ShowNextPage(answer.next_page_token(), page);
  });
  return ExitCode::kOk;
}

absl::StatusOr<ExitCode> Get(const Arguments& arguments, Session& session) {
  ZUSAGE_ASSIGN_OR_RETURN(const Webhook answer, Fetch(arguments, session));
  session.Print(answer, [&](Page& page) { ShowWebhook(answer, page); });
  return ExitCode::kOk;
}

// Reads the webhook, and records it with what the options and `state` (if specified) say.
absl::StatusOr<ExitCode> Change(const Arguments& arguments, Session& session,
                                Webhook::State state) {
  news::v1::UpdateWebhookRequest request;
  ZUSAGE_ASSIGN_OR_RETURN(*request.mutable_webhook(), Fetch(arguments, session));
  Webhook& webhook = *request.mutable_webhook();
  request.set_name(webhook.name());
  request.set_etag(arguments.Text("--etag", webhook.etag()));
  if (arguments.Has("--url")) webhook.set_url(arguments.Text("--url"));
  ZUSAGE_RETURN_IF_ERROR(ReadOptions(arguments, webhook));
  if (state != Webhook::STATE_UNSPECIFIED) webhook.set_state(state);
  request.set_request_id(session.request_id());
  ZUSAGE_ASSIGN_OR_RETURN(const Webhook answer,
                          session.Call(&NewsService::Stub::UpdateWebhook, request));
  session.Print(answer, [&](Page& page) { ShowWebhook(answer, page); });
  return ExitCode::kOk;
}

absl::StatusOr<ExitCode> Update(const Arguments& arguments, Session& session) {
  return Change(arguments, session, Webhook::STATE_UNSPECIFIED);
}

absl::StatusOr<ExitCode> Pause(const Arguments& arguments, Session& session) {
  return Change(arguments, session, Webhook::STATE_PAUSED);
}

absl::StatusOr<ExitCode> Resume(const Arguments& arguments, Session& session) {
  return Change(arguments, session, Webhook::STATE_ACTIVE);
}

absl::StatusOr<ExitCode> RotateSecret(const Arguments& arguments, Session& session) {
  news::v1::RotateWebhookSecretRequest request;
  request.set_name(WebhookName(arguments.Text("NAME")));
  request.set_etag(arguments.Text("--etag"));
  if (request.etag().empty()) {
    ZUSAGE_ASSIGN_OR_RETURN(const Webhook webhook, Fetch(arguments, session));
    request.set_etag(webhook.etag());
  }
  request.set_request_id(session.request_id());
  ZUSAGE_ASSIGN_OR_RETURN(std::optional<SecretFile> file, OpenSecretFile(arguments));
  ZUSAGE_ASSIGN_OR_RETURN(const auto answer,
                          session.Call(&NewsService::Stub::RotateWebhookSecret, request));
  ZUSAGE_RETURN_IF_ERROR(PrintSecret(answer, std::move(file), session));
  return ExitCode::kOk;
}

absl::StatusOr<ExitCode> Delete(const Arguments& arguments, Session& session) {
  news::v1::DeleteWebhookRequest request;
  request.set_name(WebhookName(arguments.Text("NAME")));
  request.set_etag(arguments.Text("--etag"));
  if (request.etag().empty()) {
    ZUSAGE_ASSIGN_OR_RETURN(const Webhook webhook, Fetch(arguments, session));
    request.set_etag(webhook.etag());
    ZUSAGE_RETURN_IF_ERROR(Confirm(
        session.In(words::kConfirmDeletion), [&](Page& page) { ShowWebhook(webhook, page); },
        session));
  }
  request.set_request_id(session.request_id());
  ZUSAGE_ASSIGN_OR_RETURN(const auto answer,
                          session.Call(&NewsService::Stub::DeleteWebhook, request));
  session.Print(answer, [](Page&) {});
  return ExitCode::kOk;
}

Cell StateOf(const Delivery& delivery, Language language) {
  Style style = Style::kPlain;
  if (delivery.state() == Delivery::STATE_DELIVERED) style = Style::kGood;
  if (delivery.state() == Delivery::STATE_DEAD) style = Style::kBad;
  return {EnumWord(Delivery::State_Name(delivery.state()), language), style};
}

// "500: it refused"
std::string Problem(const Delivery& delivery, Language language) {
  std::string text = In(language, delivery.last_error());
  if (!text.empty() && delivery.last_status() != 0) {
    text = std::to_string(delivery.last_status()) + ": " + text;
  }
  return text;
}

absl::StatusOr<ExitCode> Deliveries(const Arguments& arguments, Session& session) {
  news::v1::ListDeliveriesRequest request;
  request.set_parent(WebhookName(arguments.Text("NAME")));
  if (arguments.Has("--state")) {
    ZUSAGE_ASSIGN_OR_RETURN(const int state, ParseEnum(*Delivery::State_descriptor(), "--state",
                                                       arguments.Text("--state")));
    request.set_state(static_cast<Delivery::State>(state));
  }
  SetPage(arguments, request);
  ZUSAGE_ASSIGN_OR_RETURN(const auto answer,
                          session.Call(&NewsService::Stub::ListDeliveries, request));
  session.Print(answer, [&](Page& page) {
    if (answer.deliveries().empty()) page.Paragraph({page.In(words::kNoDeliveries), Style::kDim});
    std::vector<std::vector<Cell>> rows;
    for (const Delivery& delivery : answer.deliveries()) {
      rows.push_back({ForPeople(delivery.create_time()), Word(delivery.kind(), page.language()),
                      StateOf(delivery, page.language()), std::to_string(delivery.tries()),
                      Problem(delivery, page.language()), ForPeople(delivery.next_try_time()),
                      delivery.name()});
    }
    page.Table({words::kTime,
                words::kKind,
                words::kState,
                {words::kTries, Set::kNumber},
                words::kProblem,
                words::kNextTry,
                {words::kName, Set::kWhole}},
               rows);
    ShowNextPage(answer.next_page_token(), page);
  });
  return ExitCode::kOk;
}

absl::StatusOr<ExitCode> Replay(const Arguments& arguments, Session& session) {
  news::v1::ReplayDeliveriesRequest request;
  const std::string name = WebhookName(arguments.Text("NAME"));
  if (name.find("/deliveries/") == name.npos) {
    request.set_webhook(name);
  } else {
    request.set_delivery(name);
  }
  request.set_request_id(session.request_id());
  ZUSAGE_ASSIGN_OR_RETURN(const auto answer,
                          session.Call(&NewsService::Stub::ReplayDeliveries, request));
  session.Print(answer, [&](Page& page) {
    page.Paragraph(page.In(words::kReplayed, {{"count", std::to_string(answer.replayed_count())}}));
  });
  return ExitCode::kOk;
}

// --- the verbs
// ------------------------------------------------------------------------------------

OptionSpec Name() {
  return {.name = "NAME",
          .placeholder = "NAME",
          .help = {"\"01J…\" or \"webhooks/01J…\"", "\"01J…\" oder \"webhooks/01J…\""},
          .required = true};
}

OptionSpec DisplayName() {
  return {.name = "--display-name",
          .placeholder = "TEXT",
          .help = {"What it is for, as people call it", "Wofür er ist, wie man ihn nennt"}};
}

OptionSpec Products() {
  return {.name = "--product",
          .placeholder = "PRODUCT",
          .help = {"Only news about this product; \"\" for all",
                   "Nur Neuigkeiten zu diesem Produkt; \"\" für alle"},
          .repeated = true};
}

OptionSpec Kinds() {
  return {.name = "--kind",
          .placeholder = "KIND",
          .help = {"Only this kind of news, such as promise_unilateral; \"\" for all",
                   "Nur diese Art von Neuigkeit, etwa promise_unilateral; \"\" für alle"},
          .repeated = true};
}

OptionSpec SecretFileOption() {
  return {
      .name = "--secret-file",
      .placeholder = "FILE",
      .help = {"Writes the secret to this new file, readable by you only, instead of showing it",
               "Schreibt das Geheimnis in diese neue Datei, die nur Sie lesen können, statt es "
               "zu zeigen"},
      .kind = OptionSpec::Kind::kFile};
}

Verb CreateVerb() {
  OptionSpec display_name = DisplayName();
  display_name.required = true;
  return {"create",
          {"Send news to an address; the secret that signs it is shown once",
           "Neuigkeiten an eine Adresse senden; das Geheimnis der Unterschrift erscheint einmal"},
          {{.name = "URL",
            .placeholder = "URL",
            .help = {"Where to: https", "Wohin: https"},
            .required = true},
           display_name,
           Products(),
           Kinds(),
           SecretFileOption()},
          &Create};
}

Verb UpdateVerb() {
  return {"update",
          {"Change where and what; what is not given stays",
           "Ändern, wohin und was; was nicht angegeben wird, bleibt"},
          {Name(),
           {.name = "--url", .placeholder = "URL", .help = {"Where to", "Wohin"}},
           DisplayName(),
           Products(),
           Kinds(),
           EtagOption()},
          &Update};
}

Verb DeliveriesVerb() {
  return {"deliveries",
          {"What was or is to be sent, newest first",
           "Was gesendet wurde oder wird, das Neueste zuerst"},
          WithPaging({Name(),
                      {.name = "--state",
                       .placeholder = "STATE",
                       .help = {"Only these", "Nur diese"},
                       .choices = {"waiting", "delivered", "dead"}}}),
          &Deliveries};
}

Verb ReplayVerb() {
  return {"replay",
          {"Send again: one delivery, or all that a webhook has given up",
           "Noch einmal senden: eine Zustellung oder alle aufgegebenen eines Webhooks"},
          {{.name = "NAME",
            .placeholder = "NAME",
            .help = {"A webhook, or \"webhooks/01J…/deliveries/01J…\"",
                     "Ein Webhook oder \"webhooks/01J…/deliveries/01J…\""},
            .required = true}},
          &Replay};
}

}  // namespace

Noun WebhookNoun() {
  return {
      "webhook",
      {"Where news is sent to", "Wohin Neuigkeiten gesendet werden"},
      {CreateVerb(),
       {"list", {"All of them, newest first", "Alle, die neuesten zuerst"}, WithPaging({}), &List},
       {"get", {"One webhook", "Ein Webhook"}, {Name()}, &Get},
       UpdateVerb(),
       {"pause",
        {"Send nothing more for now, and give up what waits",
         "Vorerst nichts mehr senden und aufgeben, was wartet"},
        {Name(), EtagOption()},
        &Pause},
       {"resume",
        {"Send again from now on", "Ab jetzt wieder senden"},
        {Name(), EtagOption()},
        &Resume},
       {"rotate-secret",
        {"Make a new secret; for a day both sign",
         "Ein neues Geheimnis machen; einen Tag lang unterschreiben beide"},
        {Name(), SecretFileOption(), EtagOption()},
        &RotateSecret},
       {"delete", {"End it for good", "Endgültig beenden"}, {Name(), EtagOption()}, &Delete},
       DeliveriesVerb(),
       ReplayVerb()}};
}

}  // namespace zusage::cli
