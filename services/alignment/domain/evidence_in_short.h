// SPDX-License-Identifier: Apache-2.0
//
// What backed a request, without the words: enough to tell what another one brings that is new.
#ifndef ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_EVIDENCE_IN_SHORT_H_
#define ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_EVIDENCE_IN_SHORT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "services/alignment/domain/assessment.h"

namespace zusage::alignment {

// Numbers as in Evidence; below 0 for what is not known. Small, as an index keeps one of each past
// request.
struct EvidenceInShort {
  float frequency_per_month = -1;
  float segment_share = -1;
  float willingness_to_pay = -1;
  float effort_person_days = -1;
  int32_t similar_customers = -1;
  uint16_t conversations = 0;
  int8_t pain = -1;

  bool empty() const { return *this == EvidenceInShort(); }
  friend bool operator==(const EvidenceInShort&, const EvidenceInShort&) = default;
};

EvidenceInShort InShort(const Evidence& evidence);

// What is known after `later` was added: what it says counts, conversations add up.
void Add(const EvidenceInShort& later, EvidenceInShort& evidence);

// What is known of a wish once `part` of it was put together with the rest: what speaks most for it
// counts, conversations add up.
void Join(const EvidenceInShort& part, EvidenceInShort& whole);

// Something that speaks more for a wish than it did for another.
struct NewEvidence {
  std::string english;  // "pain 5 (was 3)"
  std::string german;
};

// What `now` has for the wish beyond `then`: more of what speaks for it, less effort.
std::vector<NewEvidence> WhatIsNew(const EvidenceInShort& now, const EvidenceInShort& then);

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_EVIDENCE_IN_SHORT_H_
