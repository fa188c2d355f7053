// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_STRATEGY_WANT_SUGGESTIONS_H_
#define ZUSAGE_SERVICES_STRATEGY_WANT_SUGGESTIONS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/alignment/domain/preparation_proposals.h"
#include "services/reader/domain/opinion.h"
#include "services/strategy/domain/strategy.h"
#include "storage/store.h"

namespace zusage::strategy {

// Of one document; the least prepared ones.
inline constexpr size_t kMaxElementsAsked = 60;

struct WantSuggestionsInput {
  std::string product;  // "products/atlas"
  std::string element;  // the only one to ask about; "" for all
};

// How far a second reader is with the elements of a document.
struct ReaderProgress {
  bool on = false;    // whether one is asked at all
  std::string model;  // which
  int given = 0;
  int waiting = 0;
  int failed = 0;
  reader::Failure failure = reader::Failure::kNone;  // of one that failed or waits
};

struct WantSuggestionsOutput {
  ReaderProgress progress;
  std::vector<alignment::Suggestion> suggestions;  // that are there
};

// Has a second reader, if one is in use, asked what customers may call the elements of `document`
// (a valid one), unless it was asked about them as they read; and says what it has said so far. It
// is asked behind this, by who runs services/reader/ask_about_elements.h. Run it outside of any
// transaction.
absl::StatusOr<WantSuggestionsOutput> WantSuggestions(storage::Store& store,
                                                      const Strategy& document,
                                                      const WantSuggestionsInput& input,
                                                      absl::Time now);

}  // namespace zusage::strategy

#endif  // ZUSAGE_SERVICES_STRATEGY_WANT_SUGGESTIONS_H_
