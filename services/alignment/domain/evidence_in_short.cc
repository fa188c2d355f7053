// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/evidence_in_short.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <string_view>

#include "absl/strings/str_format.h"

namespace zusage::alignment {
namespace {

template <typename Value>
float Number(const std::optional<Value>& value) {
  return value.has_value() ? static_cast<float>(*value) : -1;
}

void Take(float later, float& value) {
  if (later >= 0) value = later;
}

// 12 as "12", 2.5 as "2.5".
std::string Shown(double value) {
  std::string shown = absl::StrFormat("%.2f", value);
  shown.erase(shown.find_last_not_of('0') + 1);
  if (shown.back() == '.') shown.pop_back();
  return shown;
}

class Comparison {
 public:
  // `sign` is 1 where more speaks for a wish and -1 where less does.
  void Compare(std::string_view english, std::string_view german, double now, double then,
               int sign = 1) {
    if (now < 0 || (then >= 0 && sign * now <= sign * then)) return;
    NewEvidence& added = found_.emplace_back();
    const std::string known = Shown(now);
    added.english = std::string(english) + " " + known;
    added.german = std::string(german) + " " + known;
    if (then < 0) {
      added.english += " (was unknown)";
      added.german += " (war unbekannt)";
    } else {
      added.english += " (was " + Shown(then) + ")";
      added.german += " (war " + Shown(then) + ")";
    }
  }

  std::vector<NewEvidence> Take() { return std::move(found_); }

 private:
  std::vector<NewEvidence> found_;
};

}  // namespace

EvidenceInShort InShort(const Evidence& evidence) {
  EvidenceInShort in_short;
  in_short.frequency_per_month = Number(evidence.frequency_per_month);
  in_short.segment_share = Number(evidence.segment_share);
  in_short.willingness_to_pay = Number(evidence.willingness_to_pay);
  in_short.effort_person_days = Number(evidence.effort_person_days);
  in_short.similar_customers = evidence.similar_customers.value_or(-1);
  in_short.pain = static_cast<int8_t>(std::clamp(evidence.pain.value_or(-1), -1, 5));
  in_short.conversations =
      static_cast<uint16_t>(std::min<size_t>(evidence.conversation_count(), 9'999));
  return in_short;
}

void Add(const EvidenceInShort& later, EvidenceInShort& evidence) {
  Take(later.frequency_per_month, evidence.frequency_per_month);
  Take(later.segment_share, evidence.segment_share);
  Take(later.willingness_to_pay, evidence.willingness_to_pay);
  Take(later.effort_person_days, evidence.effort_person_days);
  if (later.similar_customers >= 0) evidence.similar_customers = later.similar_customers;
  if (later.pain >= 0) evidence.pain = later.pain;
  evidence.conversations =
      static_cast<uint16_t>(std::min(evidence.conversations + later.conversations, 9'999));
}

void Join(const EvidenceInShort& part, EvidenceInShort& whole) {
  whole.frequency_per_month = std::max(whole.frequency_per_month, part.frequency_per_month);
  whole.segment_share = std::max(whole.segment_share, part.segment_share);
  whole.willingness_to_pay = std::max(whole.willingness_to_pay, part.willingness_to_pay);
  whole.similar_customers = std::max(whole.similar_customers, part.similar_customers);
  whole.pain = std::max(whole.pain, part.pain);
  const bool estimated = whole.effort_person_days >= 0 && part.effort_person_days >= 0;
  whole.effort_person_days = estimated
                                 ? std::min(whole.effort_person_days, part.effort_person_days)
                                 : std::max(whole.effort_person_days, part.effort_person_days);
  whole.conversations =
      static_cast<uint16_t>(std::min(whole.conversations + part.conversations, 9'999));
}

std::vector<NewEvidence> WhatIsNew(const EvidenceInShort& now, const EvidenceInShort& then) {
  Comparison comparison;
  comparison.Compare("pain", "Leidensdruck", now.pain, then.pain);
  comparison.Compare("times a month", "Mal im Monat", now.frequency_per_month,
                     then.frequency_per_month);
  comparison.Compare("similar customers", "ähnliche Kunden", now.similar_customers,
                     then.similar_customers);
  comparison.Compare("share of the segment", "Anteil am Segment", now.segment_share,
                     then.segment_share);
  comparison.Compare("willingness to pay", "Zahlungsbereitschaft", now.willingness_to_pay,
                     then.willingness_to_pay);
  comparison.Compare("effort in person days", "Aufwand in Personentagen", now.effort_person_days,
                     then.effort_person_days, /*sign=*/-1);
  if (now.conversations > then.conversations) {
    comparison.Compare("logged conversations", "protokollierte Gespräche", now.conversations,
                       then.conversations);
  }
  return comparison.Take();
}

}  // namespace zusage::alignment
