// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/precedents.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "absl/time/time.h"
#include "services/alignment/domain/evidence_in_short.h"
#include "services/base/error.h"
#include "services/base/time.h"

namespace zusage::alignment {
namespace {

constexpr size_t kMaxPrecedents = 3;

struct OutcomeText {
  std::string_view outcome;
  Stance stance;
  std::string_view english;
  std::string_view german;
};

constexpr std::array<OutcomeText, 5> kOutcomes = {{
    {"APPROVED", Stance::kFor, "A very similar request was approved{when}: {title}.",
     "Ein sehr ähnlicher Wunsch wurde{when} freigegeben: {title}."},
    {"DECLINED", Stance::kAgainst, "A very similar request was declined{when}: {title}.",
     "Ein sehr ähnlicher Wunsch wurde{when} abgelehnt: {title}."},
    {"DEFERRED", Stance::kAgainst, "A very similar request was deferred{when}: {title}.",
     "Ein sehr ähnlicher Wunsch wurde{when} zurückgestellt: {title}."},
    {"AS_IS", Stance::kFor, "A very similar request was answered with what exists{when}: {title}.",
     "Ein sehr ähnlicher Wunsch wurde{when} mit Vorhandenem beantwortet: {title}."},
    {"SERVICES", Stance::kFor,
     "A very similar request was solved as a paid service{when}: {title}.",
     "Ein sehr ähnlicher Wunsch wurde{when} als bezahlte Dienstleistung gelöst: {title}."},
}};

const OutcomeText* TextOf(std::string_view outcome) {
  const auto found = std::find_if(kOutcomes.begin(), kOutcomes.end(),
                                  [&](const OutcomeText& text) { return text.outcome == outcome; });
  return found == kOutcomes.end() ? nullptr : &*found;
}

std::string When(std::string_view on, absl::Time time) {
  if (time == absl::InfinitePast()) return "";
  return FillIn(" {on} {day}",
                {{"on", std::string(on)}, {"day", FormatDate(DayOf(time, absl::UTCTimeZone()))}});
}

// What speaks against the same answer: a "no" sticks unless there is some of it.
void SayWhatIsNew(const EvidenceInShort& now, const EvidenceInShort& then, Finding& finding) {
  const std::vector<NewEvidence> found = WhatIsNew(now, then);
  if (found.empty()) {
    finding.english += " Nothing in the evidence is new: expect the same answer.";
    finding.german += " An den Belegen ist nichts neu: Dieselbe Antwort ist zu erwarten.";
    return;
  }
  std::string english, german;
  for (const NewEvidence& one : found) {
    english += (english.empty() ? "" : ", ") + one.english;
    german += (german.empty() ? "" : ", ") + one.german;
  }
  finding.english += " New in the evidence: " + english + ".";
  finding.german += " Neu an den Belegen: " + german + ".";
}

Finding FindingFor(const SimilarRequest& request, const OutcomeText& text) {
  Finding finding;
  finding.kind = FindingKind::kPrecedent;
  finding.stance = text.stance;
  finding.precedent = request.name;
  finding.matched_words = request.matched_words;
  finding.strength = request.similarity;
  finding.reason = "PRECEDENT_" + request.outcome;
  finding.english =
      FillIn(text.english, {{"title", request.title}, {"when", When("on", request.decide_time)}});
  finding.german =
      FillIn(text.german, {{"title", request.title}, {"when", When("am", request.decide_time)}});
  return finding;
}

}  // namespace

std::vector<Finding> PrecedentFindings(const SimilarAnswer& similar, const Evidence& evidence) {
  std::vector<Finding> findings;
  for (size_t i = 0; i < similar.requests.size() && findings.size() < kMaxPrecedents; ++i) {
    const SimilarRequest& request = similar.requests[i];
    const OutcomeText* text = TextOf(request.outcome);
    if (text == nullptr || request.similarity < similar.very_similar) continue;
    Finding finding = FindingFor(request, *text);
    if (request.outcome == "DECLINED" || request.outcome == "DEFERRED") {
      SayWhatIsNew(InShort(evidence), similar.evidence[i], finding);
    }
    findings.push_back(std::move(finding));
  }
  return findings;
}

}  // namespace zusage::alignment
