// SPDX-License-Identifier: Apache-2.0
//
// What notices about promises say.
#include <string>
#include <utility>

#include "services/base/resource_name.h"
#include "services/base/status_macros.h"
#include "services/commitments/judge_promise.h"
#include "services/commitments/knowledge.h"
#include "services/news/notice_facts.h"
#include "storage/promise_repository.h"

namespace zusage::news {
namespace {

using commitments::Dispute;
using commitments::DisputeKind;
using commitments::JudgedPromise;
using commitments::Line;
using commitments::Promise;
using commitments::Text;

struct AboutPromise {
  JudgedPromise judged;
  std::string actor;  // "" where it came about by time
  Metadata values;    // name, product, customer, customer_name, promiser, actor, day, words

  const Promise& promise() const { return judged.promise; }
};

// What was said, in one line: the text of the first line that was not erased.
std::string WordsOf(const Promise& promise) {
  for (const Line& line : promise.lines) {
    if (!line.text.empty()) return line.text;
  }
  return std::string(LastSegment(promise.name));
}

absl::StatusOr<AboutPromise> Load(NoticeFacts& facts) {
  const News& news = facts.news();
  ZUSAGE_ASSIGN_OR_RETURN(Promise promise,
                          storage::PromiseRepository::Get(facts.tx(), news.subject, news.position));
  ZUSAGE_ASSIGN_OR_RETURN(const std::string customer, facts.Customer(promise.customer));
  ZUSAGE_ASSIGN_OR_RETURN(const std::string promiser, facts.Person(promise.promised_by));
  ZUSAGE_ASSIGN_OR_RETURN(const std::string day, facts.Day(promise.made_time));
  std::string actor;
  if (!news.actor.empty()) {
    ZUSAGE_ASSIGN_OR_RETURN(actor, facts.Person(news.actor));
  }
  Metadata values = {{"name", promise.name}, {"product", std::string(LastSegment(news.product))},
                     {"customer", customer}, {"customer_name", promise.customer},
                     {"promiser", promiser}, {"actor", actor},
                     {"day", day},           {"words", WordsOf(promise)}};
  commitments::Knowledge knowledge(facts.tx(), {news.position, news.create_time});
  ZUSAGE_ASSIGN_OR_RETURN(JudgedPromise judged,
                          commitments::JudgePromise(knowledge, std::move(promise)));
  return AboutPromise{std::move(judged), std::move(actor), std::move(values)};
}

// Each line that is not covered, with the reason, by how it stood when made or as of the news.
void SayLines(Text& text, const AboutPromise& about, bool when_made) {
  for (size_t i = 0; i < about.judged.lines.size(); ++i) {
    const commitments::JudgedLine& line = about.judged.lines[i];
    const commitments::LineStanding& standing = when_made ? line.when_made : line.now;
    if (standing.standing == commitments::Standing::kCovered) continue;
    const std::string& words = about.promise().lines[i].text;
    if (!words.empty()) Say(text, "“{words}”:", "„{words}“:", {{"words", words}});
    commitments::Append(text, standing.reason);
  }
}

NoticeText Unilateral(const AboutPromise& about) {
  NoticeText notice;
  Say(notice.title, "Promised without approval: {words} ({customer})",
      "Ohne Freigabe zugesagt: {words} ({customer})", about.values);
  Say(notice.text, "{promiser} promised it to {customer} on {day}.",
      "{promiser} hat es {customer} am {day} zugesagt.", about.values);
  SayLines(notice.text, about, /*when_made=*/true);
  Say(notice.text,
      "It can still be put right: decide on it, or talk to {promiser} about taking it back. "
      "`zusage "
      "promise get {name}`",
      "Noch lässt es sich richten: darüber entscheiden oder mit {promiser} reden, es "
      "zurückzunehmen. `zusage promise get {name}`",
      about.values);
  return notice;
}

NoticeText LostGround(const AboutPromise& about) {
  NoticeText notice;
  Say(notice.title, "No longer covered: {words} ({customer})",
      "Nicht mehr gedeckt: {words} ({customer})", about.values);
  Say(notice.text,
      "You promised it to {customer} on {day}, and it was allowed then. It is the organisation "
      "that "
      "moved, not you.",
      "Sie haben es {customer} am {day} zugesagt, und da war es erlaubt. Die Organisation hat sich "
      "bewegt, nicht Sie.",
      about.values);
  SayLines(notice.text, about, /*when_made=*/false);
  Say(notice.text,
      "`zusage offer list --product {product} --customer {customer_name}` shows what may be "
      "offered "
      "instead; tell the customer, and then `zusage promise retract {name} --reason TEXT`.",
      "`zusage offer list --product {product} --customer {customer_name}` zeigt, was stattdessen "
      "angeboten werden darf; dem Kunden sagen und dann `zusage promise retract {name} --reason "
      "TEXT`.",
      about.values);
  return notice;
}

NoticeText Named(const AboutPromise& about) {
  NoticeText notice;
  Say(notice.title, "Recorded as your promise: {words} ({customer})",
      "Als Ihre Zusage erfasst: {words} ({customer})", about.values);
  Say(notice.text,
      about.actor.empty() ? "It says that you promised it to {customer} on {day}."
                          : "{actor} recorded that you promised it to {customer} on {day}.",
      about.actor.empty() ? "Danach haben Sie es {customer} am {day} zugesagt."
                          : "{actor} hat erfasst, dass Sie es {customer} am {day} zugesagt haben.",
      about.values);
  Say(notice.text,
      "If you did not, or said it otherwise: `zusage promise dispute {name} --kind not-made "
      "--reason "
      "TEXT`, or `--kind terms`.",
      "Wenn nicht, oder wenn Sie es anders gesagt haben: `zusage promise dispute {name} --kind "
      "not-made --reason TEXT` oder `--kind terms`.",
      about.values);
  return notice;
}

void SayDispute(Text& text, const AboutPromise& about, const Dispute& dispute) {
  Metadata values = about.values;
  values.emplace_back("reason", dispute.reason);
  values.emplace_back("said", dispute.words);
  switch (dispute.kind) {
    case DisputeKind::kNotMade:
      Say(text, "{actor} says that it was never said to {customer}.",
          "{actor} sagt, dass es {customer} nie gesagt wurde.", values);
      break;
    case DisputeKind::kDelivery:
      Say(text, "{actor} says that it was not delivered.",
          "{actor} sagt, dass es nicht geliefert wurde.", values);
      break;
    case DisputeKind::kTerms:
    case DisputeKind::kUnspecified:
      Say(text, "{actor} says that it was said otherwise.",
          "{actor} sagt, dass es anders gesagt wurde.", values);
      break;
  }
  if (!dispute.words.empty()) Say(text, "It was: “{said}”", "Es war: „{said}“", values);
  if (!dispute.reason.empty()) Say(text, "Why: “{reason}”", "Warum: „{reason}“", values);
}

NoticeText Disputed(const AboutPromise& about, const Dispute& dispute) {
  NoticeText notice;
  Say(notice.title, "Disputed: {words} ({customer})", "Angefochten: {words} ({customer})",
      about.values);
  SayDispute(notice.text, about, dispute);
  Metadata values = about.values;
  values.emplace_back("dispute", dispute.id);
  Say(notice.text,
      "Anybody of pre-sales or product management whom it is not about says who is right: `zusage "
      "promise resolve {name} --dispute {dispute}`.",
      "Wer recht hat, sagt jemand aus Vorvertrieb oder Produktmanagement, um den es nicht geht: "
      "`zusage promise resolve {name} --dispute {dispute}`.",
      values);
  return notice;
}

NoticeText Resolved(const AboutPromise& about, const Dispute& dispute) {
  NoticeText notice;
  if (dispute.upheld()) {
    Say(notice.title, "Your dispute was upheld: {words} ({customer})",
        "Ihre Anfechtung gilt: {words} ({customer})", about.values);
  } else {
    Say(notice.title, "Your dispute was dismissed: {words} ({customer})",
        "Ihre Anfechtung gilt nicht: {words} ({customer})", about.values);
  }
  if (dispute.resolution.has_value() && !dispute.resolution->reason.empty()) {
    Say(notice.text, "{actor}: “{reason}”", "{actor}: „{reason}“",
        {{"actor", about.actor}, {"reason", dispute.resolution->reason}});
  }
  if (dispute.upheld() && dispute.kind == DisputeKind::kTerms) {
    Say(notice.text, "Record it as you said it: `zusage promise record FILE --supersedes {name}`.",
        "So erfassen, wie Sie es gesagt haben: `zusage promise record DATEI --supersedes {name}`.",
        about.values);
  } else {
    Say(notice.text, "`zusage promise get {name}` shows what holds now.",
        "`zusage promise get {name}` zeigt, was jetzt gilt.", about.values);
  }
  return notice;
}

}  // namespace

absl::StatusOr<NoticeText> TextAboutPromise(NoticeFacts& facts) {
  ZUSAGE_ASSIGN_OR_RETURN(const AboutPromise about, Load(facts));
  const News& news = facts.news();
  if (news.kind == Kind::kPromiseUnilateral) return Unilateral(about);
  if (news.kind == Kind::kPromiseLostGround) return LostGround(about);
  if (news.kind == Kind::kPromiseNamed) return Named(about);
  const Dispute* dispute = about.promise().FindDispute(news.Detail("dispute"));
  if (dispute == nullptr) return absl::InternalError("news of a dispute that there is not");
  return news.kind == Kind::kPromiseDisputed ? Disputed(about, *dispute)
                                             : Resolved(about, *dispute);
}

}  // namespace zusage::news
