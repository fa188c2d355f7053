// SPDX-License-Identifier: Apache-2.0
//
// What notices about requests and their reviews say.
#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "services/base/resource_name.h"
#include "services/base/status_macros.h"
#include "services/news/notice_facts.h"
#include "services/news/notice_instead.h"
#include "services/review/domain/routing.h"
#include "storage/decision_repository.h"
#include "storage/request_repository.h"

namespace zusage::news {
namespace {

using commitments::Text;
using review::Decision;
using review::Outcome;

// A request with what notices about it need.
struct AboutRequest {
  intake::ChangeRequest request;
  review::RequestHistory history;
  std::optional<intake::Routing> routing;
  Metadata values;  // title, name, customer, actor, product
};

absl::StatusOr<AboutRequest> Load(NoticeFacts& facts) {
  const News& news = facts.news();
  AboutRequest about;
  ZUSAGE_ASSIGN_OR_RETURN(about.request,
                          storage::RequestRepository::Get(facts.tx(), news.subject, news.position));
  ZUSAGE_ASSIGN_OR_RETURN(
      about.history, storage::DecisionRepository::History(facts.tx(), news.subject, news.position));
  ZUSAGE_ASSIGN_OR_RETURN(about.routing, storage::RequestRepository::LatestRouting(
                                             facts.tx(), news.subject, news.position));
  ZUSAGE_ASSIGN_OR_RETURN(const std::string title, facts.Request(news.subject));
  ZUSAGE_ASSIGN_OR_RETURN(const std::string customer, facts.Customer(about.request.customer));
  std::string actor;
  if (!news.actor.empty()) {
    ZUSAGE_ASSIGN_OR_RETURN(actor, facts.Person(news.actor));
  }
  about.values = {{"title", title},       {"name", news.subject},
                  {"customer", customer}, {"customer_name", about.request.customer},
                  {"actor", actor},       {"product", std::string(LastSegment(news.product))}};
  return about;
}

// "Petra Meier: no accounting, see N1." in both languages; nothing if the words were erased.
void SayReason(Text& text, const AboutRequest& about, const std::string& reason) {
  if (reason.empty()) return;
  Metadata values = about.values;
  values.emplace_back("reason", reason);
  Say(text, "{actor}: “{reason}”", "{actor}: „{reason}“", values);
}

template <typename Said>
const Said* SaidAt(const std::vector<Said>& said, int64_t position) {
  const auto found = std::ranges::find(said, position, &Said::position);
  return found == said.end() ? nullptr : &*found;
}

// --- decided
// ------------------------------------------------------------------------------------

Text TitleOf(Outcome outcome, const Metadata& values) {
  Text title;
  switch (outcome) {
    case Outcome::kApproved:
      Say(title, "Approved: {title} ({customer})", "Freigegeben: {title} ({customer})", values);
      break;
    case Outcome::kDeclined:
      Say(title, "Declined: {title} ({customer})", "Abgelehnt: {title} ({customer})", values);
      break;
    case Outcome::kDeferred:
      Say(title, "Not now: {title} ({customer})", "Zurückgestellt: {title} ({customer})", values);
      break;
    case Outcome::kAsIs:
      Say(title, "The product does it today: {title} ({customer})",
          "Das Produkt kann es schon: {title} ({customer})", values);
      break;
    case Outcome::kServices:
      Say(title, "To be sold as services: {title} ({customer})",
          "Als Dienstleistung verkaufen: {title} ({customer})", values);
      break;
    case Outcome::kDuplicate:
    case Outcome::kUnspecified:
      Say(title, "Decided: {title} ({customer})", "Entschieden: {title} ({customer})", values);
      break;
  }
  return title;
}

// The texts of items, quoted; the ids of those that were erased.
std::string Quoted(const std::vector<std::string>& names, const Decision& decision) {
  std::string list;
  for (const std::string& name : names) {
    const auto item = std::ranges::find(decision.items, LastSegment(name), &intake::Item::id);
    const bool known = item != decision.items.end() && !item->text.empty();
    list += (list.empty() ? "\"" : ", \"") + (known ? item->text : std::string(LastSegment(name))) +
            "\"";
  }
  return list;
}

void SayTerms(Text& text, const Decision& decision, Metadata values) {
  const review::Approval& approval = *decision.approval;
  values.emplace_back("approval", approval.name);
  values.emplace_back("included", Quoted(approval.included, decision));
  values.emplace_back("excluded", Quoted(approval.excluded, decision));
  Say(text, "It may be promised now: {included}.", "Zugesagt werden darf jetzt: {included}.",
      values);
  if (!approval.excluded.empty()) {
    Say(text, "Not allowed: {excluded}.", "Nicht erlaubt: {excluded}.", values);
  }
  if (approval.earliest.has_value()) {
    values.emplace_back("earliest", FormatDate(*approval.earliest));
    Say(text, "Not before {earliest}.", "Nicht vor dem {earliest}.", values);
  }
  if (approval.valid_until.has_value()) {
    values.emplace_back("valid_until", FormatDate(*approval.valid_until));
    Say(text, "Promise it until {valid_until}.", "Zusagen bis {valid_until}.", values);
  }
  for (const review::Condition& condition : approval.conditions) {
    if (condition.text.empty()) continue;
    Say(text, "Say along: “{condition}”", "Dazusagen: „{condition}“",
        {{"condition", condition.text}});
  }
  Say(text, "All of it: `zusage approval get {approval}`.",
      "Alles darüber: `zusage approval get {approval}`.", values);
}

// What can be said to the customer now.
absl::Status SayWhatFollows(NoticeFacts& facts, const AboutRequest& about, const Decision& decision,
                            Text& text) {
  switch (decision.outcome) {
    case Outcome::kApproved:
      if (decision.approval.has_value()) SayTerms(text, decision, about.values);
      return absl::OkStatus();
    case Outcome::kAsIs:
      return SayHowItIsDone(facts, LastSegment(decision.as_is_element), text);
    case Outcome::kServices:
      Say(text, "It is not built into the product; it may be sold to {customer} as services.",
          "Es wird nicht ins Produkt gebaut; {customer} darf es als Dienstleistung verkauft "
          "werden.",
          about.values);
      return absl::OkStatus();
    case Outcome::kDeclined:
    case Outcome::kDeferred:
      Say(text, "Promise nothing of it; whoever did has to tell the customer.",
          "Nichts davon zusagen; wer es getan hat, muss es dem Kunden sagen.");
      return SayInstead(facts, text);
    case Outcome::kDuplicate:
    case Outcome::kUnspecified:
      break;
  }
  return absl::OkStatus();
}

absl::StatusOr<NoticeText> Decided(NoticeFacts& facts, const AboutRequest& about) {
  const Decision* decision = SaidAt(about.history.decisions, facts.position());
  if (decision == nullptr) return absl::InternalError("news of a decision that there is not");
  NoticeText notice;
  notice.title = TitleOf(decision->outcome, about.values);
  SayReason(notice.text, about, decision->reason);
  ZUSAGE_RETURN_IF_ERROR(SayWhatFollows(facts, about, *decision, notice.text));
  Say(notice.text,
      "What else may be offered: `zusage offer list --product {product} --customer "
      "{customer_name}`.",
      "Was sonst angeboten werden darf: `zusage offer list --product {product} --customer "
      "{customer_name}`.",
      about.values);
  return notice;
}

// --- merged, reopened, asked for evidence
// ------------------------------------------------------------------------------------

absl::StatusOr<NoticeText> Merged(NoticeFacts& facts, AboutRequest about) {
  const std::string into = facts.news().Detail("into");
  ZUSAGE_ASSIGN_OR_RETURN(const std::string target, facts.Request(into));
  about.values.emplace_back("into", into);
  about.values.emplace_back("target", target);
  NoticeText notice;
  Say(notice.title, "Part of another request now: {title} ({customer})",
      "Jetzt Teil eines anderen Wunsches: {title} ({customer})", about.values);
  const Decision* decision = SaidAt(about.history.decisions, facts.position());
  if (decision != nullptr) SayReason(notice.text, about, decision->reason);
  Say(notice.text,
      "It is decided together with “{target}”: what is allowed there is allowed here. `zusage "
      "request get {into}`",
      "Darüber wird zusammen mit „{target}“ entschieden: Was dort erlaubt wird, ist es hier auch. "
      "`zusage request get {into}`",
      about.values);
  return notice;
}

// "Petra Meier decides by 2027-03-31." if somebody is asked.
absl::Status SayWhoDecides(NoticeFacts& facts, const AboutRequest& about, Text& text) {
  if (!about.routing.has_value() || about.routing->owner.empty()) return absl::OkStatus();
  ZUSAGE_ASSIGN_OR_RETURN(const std::string owner, facts.Person(about.routing->owner));
  ZUSAGE_ASSIGN_OR_RETURN(const std::string due, facts.Day(about.routing->due_time));
  Say(text, "{owner} decides by {due}.", "{owner} entscheidet bis {due}.",
      {{"owner", owner}, {"due", due}});
  return absl::OkStatus();
}

absl::StatusOr<NoticeText> Reopened(NoticeFacts& facts, const AboutRequest& about) {
  NoticeText notice;
  Say(notice.title, "Open again: {title} ({customer})", "Wieder offen: {title} ({customer})",
      about.values);
  const review::Reopening* reopening = SaidAt(about.history.reopenings, facts.position());
  if (reopening != nullptr) SayReason(notice.text, about, reopening->reason);
  ZUSAGE_RETURN_IF_ERROR(SayWhoDecides(facts, about, notice.text));
  Say(notice.text,
      "What was approved stays allowed until then; promise nothing else of it. `zusage request get "
      "{name}`",
      "Was freigegeben war, bleibt bis dahin erlaubt; sonst nichts davon zusagen. `zusage request "
      "get {name}`",
      about.values);
  return notice;
}

absl::StatusOr<NoticeText> EvidenceAsked(NoticeFacts& facts, const AboutRequest& about) {
  NoticeText notice;
  Say(notice.title, "More evidence is needed: {title} ({customer})",
      "Mehr Belege nötig: {title} ({customer})", about.values);
  const review::EvidenceQuestion* question =
      SaidAt(about.history.evidence_questions, facts.position());
  if (question != nullptr) SayReason(notice.text, about, question->question);
  Say(notice.text,
      "The review goes on as soon as you answer: `zusage request evidence {name} --conversation "
      "TEXT`.",
      "Die Prüfung geht weiter, sobald Sie antworten: `zusage request evidence {name} "
      "--conversation TEXT`.",
      about.values);
  return notice;
}

// --- reviews
// ------------------------------------------------------------------------------------

void SayHowItCame(Text& text, const AboutRequest& about, const News& news) {
  const std::string cause = news.Detail("cause");
  if (cause == "ESCALATED") {
    Say(text, "The owner before did not decide in time.",
        "Wer vorher gefragt war, hat nicht rechtzeitig entschieden.");
  } else if (cause == "ASSIGNED") {
    Say(text, "{actor} gave it to you.", "{actor} hat es Ihnen gegeben.", about.values);
  } else if (cause == "REOPENED") {
    Say(text, "{actor} reopened it.", "{actor} hat es wieder geöffnet.", about.values);
  }
}

absl::StatusOr<NoticeText> Assigned(NoticeFacts& facts, AboutRequest about) {
  NoticeText notice;
  Say(notice.title, "For you to decide: {title} ({customer})",
      "Für Sie zu entscheiden: {title} ({customer})", about.values);
  SayHowItCame(notice.text, about, facts.news());
  if (about.routing.has_value()) {
    SayReason(notice.text, about, about.routing->note);
    ZUSAGE_ASSIGN_OR_RETURN(std::string due, facts.Day(about.routing->due_time));
    const std::string& reasons = about.routing->priority_reasons;
    Say(notice.text, "Due on {due}, priority {priority}:", "Fällig am {due}, Priorität {priority}:",
        {{"due", std::move(due)}, {"priority", std::to_string(about.routing->priority)}});
    commitments::Append(notice.text, {review::DescribePriority(reasons, Language::kEnglish) + ".",
                                      review::DescribePriority(reasons, Language::kGerman) + "."});
  }
  Say(notice.text,
      "`zusage request get {name}` shows the case; `zusage review decide {name}` decides.",
      "`zusage request get {name}` zeigt den Fall; `zusage review decide {name}` entscheidet.",
      about.values);
  return notice;
}

absl::StatusOr<NoticeText> Overdue(NoticeFacts& facts, const AboutRequest& about) {
  NoticeText notice;
  Say(notice.title, "Overdue: {title} ({customer})", "Überfällig: {title} ({customer})",
      about.values);
  ZUSAGE_ASSIGN_OR_RETURN(const std::string due, facts.Day(facts.news().create_time));
  const std::string owner = facts.news().Detail("owner");
  if (owner.empty()) {
    Say(notice.text, "Nobody is asked; it was due on {due}.",
        "Niemand ist gefragt; fällig war es am {due}.", {{"due", due}});
  } else {
    ZUSAGE_ASSIGN_OR_RETURN(const std::string person, facts.Person(owner));
    Say(notice.text, "{owner} was to decide by {due}.", "{owner} sollte bis {due} entscheiden.",
        {{"owner", person}, {"due", due}});
  }
  Say(notice.text,
      "The customer waits: `zusage review decide {name}`, or `zusage review assign {name} --to` "
      "somebody who can.",
      "Der Kunde wartet: `zusage review decide {name}`, oder mit `zusage review assign {name} "
      "--to` "
      "jemandem geben, der kann.",
      about.values);
  return notice;
}

}  // namespace

absl::StatusOr<NoticeText> TextAboutRequest(NoticeFacts& facts) {
  ZUSAGE_ASSIGN_OR_RETURN(AboutRequest about, Load(facts));
  switch (facts.news().kind) {
    case Kind::kRequestDecided:
      return Decided(facts, about);
    case Kind::kRequestMerged:
      return Merged(facts, std::move(about));
    case Kind::kRequestReopened:
      return Reopened(facts, about);
    case Kind::kEvidenceAsked:
      return EvidenceAsked(facts, about);
    case Kind::kReviewAssigned:
      return Assigned(facts, std::move(about));
    default:
      return Overdue(facts, about);
  }
}

}  // namespace zusage::news
