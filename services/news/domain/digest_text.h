// SPDX-License-Identifier: Apache-2.0
//
// What a digest says: of one decision, promise, delay or wish, and of all of a section.
#ifndef ZUSAGE_SERVICES_NEWS_DOMAIN_DIGEST_TEXT_H_
#define ZUSAGE_SERVICES_NEWS_DOMAIN_DIGEST_TEXT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/time/time.h"
#include "absl/types/span.h"
#include "services/base/money.h"
#include "services/base/time.h"
#include "services/commitments/domain/promise.h"
#include "services/commitments/domain/standing.h"
#include "services/review/domain/decision.h"

namespace zusage::news {

using commitments::Text;

// --- decisions ----------------------------------------------------------------------------------

struct DecidedFact {
  std::string request;
  review::Outcome outcome = review::Outcome::kUnspecified;
  std::string decider;
  absl::Time decide_time;
  absl::Time due_time;  // by when it was asked for
  int64_t position = 0;

  bool late() const { return decide_time > due_time; }
};

// The late ones first, those that were waited for longest before the others; then the newest.
void SortDecided(std::vector<DecidedFact>& decisions);
Text DecidedText(const DecidedFact& decision, std::string_view reason, absl::TimeZone zone);
Text DecidedNote(absl::Span<const DecidedFact> decisions);

// --- promises -----------------------------------------------------------------------------------

struct PromisedFact {
  std::string name;
  std::string deal;  // "" without
  std::optional<Money> at_stake;
  commitments::Standing when_made = commitments::Standing::kUnspecified;
  commitments::Standing now = commitments::Standing::kUnspecified;
  std::optional<Date> due;  // the first that its lines name
  bool never_made = false;
  bool disputed = false;
  int64_t position = 0;

  bool unilateral() const { return !never_made && commitments::IsUnilateral(when_made); }
};

Text PromisedText(const PromisedFact& promise);
// How many, and what is at stake: each deal once, a sum for each currency.
Text PromisedNote(absl::Span<const PromisedFact> promises);
// `reason` says why it stood, or stands, as it does.
Text UngroundedText(const PromisedFact& promise, commitments::Standing standing,
                    const Text& reason);
Text UnilateralNote(absl::Span<const PromisedFact> promises);
// `before`: how many others have been without ground since earlier weeks.
Text LostGroundNote(absl::Span<const PromisedFact> promises, int before);

// --- delays -------------------------------------------------------------------------------------

// Since `due`, as of `today`.
Text OverdueReviewText(Date due, Date today);
Text OverduePromiseText(const PromisedFact& promise, Date today);
// `owed`: how many of the deliveries were allowed, so that product management owes them.
Text OverdueNote(int reviews, int deliveries, int owed);

// --- wishes -------------------------------------------------------------------------------------

struct HeardFact {
  std::string request;
  std::string element;   // the id of what its check rests on; "" if the strategy says nothing
  std::string customer;  // whom it counts as
  int64_t position = 0;
};

// Requests that the same element speaks to.
struct HeardGroup {
  std::string element;
  std::string newest_request;
  int64_t newest_position = 0;
  int requests = 0;
  int customers = 0;  // different ones
};

// Those asked for by most customers first, then by most requests, then by element.
std::vector<HeardGroup> GroupHeard(absl::Span<const HeardFact> requests);
Text HeardText(const HeardGroup& group, std::string_view newest_title);
Text HeardNote(absl::Span<const HeardFact> requests);

}  // namespace zusage::news

#endif  // ZUSAGE_SERVICES_NEWS_DOMAIN_DIGEST_TEXT_H_
