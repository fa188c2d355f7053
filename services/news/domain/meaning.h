// SPDX-License-Identifier: Apache-2.0
//
// What an entry of the journal can mean for somebody, by the operation that made it.
#ifndef ZUSAGE_SERVICES_NEWS_DOMAIN_MEANING_H_
#define ZUSAGE_SERVICES_NEWS_DOMAIN_MEANING_H_

#include <set>
#include <string_view>

#include "services/commitments/domain/standing.h"

namespace zusage::news {

enum class Meaning {
  kDecided,          // a request was decided
  kMerged,           // a request became part of another
  kReopened,         // a request waits again
  kEvidenceAsked,    // a request needs evidence
  kRouted,           // somebody was given a review
  kPromised,         // a promise was recorded
  kLinked,           // a line of a promise came to be about something else
  kDisputed,         // somebody disputes what a promise says
  kDisputeResolved,  // somebody said who is right
  kPublished,        // a strategy is in force
  kAbsence,          // somebody is to decide for another
  kRequestGround,    // what a request allows may have become less
};

// What to look for in an entry of this operation; nothing for operations without news. What was
// submitted or imported is in its owner's queue, and a notice for each would be noise.
std::set<Meaning> MeaningsOf(std::string_view operation);

// How a promise stood just before an entry and stands just after it: by what was recorded of it
// then, as it was made and as of the entry.
struct Stood {
  commitments::Standing made_before = commitments::Standing::kUnspecified;
  commitments::Standing before = commitments::Standing::kUnspecified;
  commitments::Standing made_after = commitments::Standing::kUnspecified;
  commitments::Standing after = commitments::Standing::kUnspecified;
};

// Whether the entry took its ground away: it was covered when it was made and until now.
bool LostGround(const Stood& stood);

// Whether the entry shows that it was not covered when it was made, though it looked so.
bool TurnedUnilateral(const Stood& stood);

}  // namespace zusage::news

#endif  // ZUSAGE_SERVICES_NEWS_DOMAIN_MEANING_H_
