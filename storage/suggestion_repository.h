// SPDX-License-Identifier: Apache-2.0
//
// Elements of strategies that a second reader is to be asked about, and what it suggests. Safe with
// many processes at once, as opinion_repository.h, whose calls and budget these share. No facts.
#ifndef ZUSAGE_STORAGE_SUGGESTION_REPOSITORY_H_
#define ZUSAGE_STORAGE_SUGGESTION_REPOSITORY_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/reader/domain/suggestions.h"
#include "storage/connection.h"

namespace zusage::storage {

// An element as it reads, of a product.
struct AskedElement {
  std::string product;  // "products/…"
  reader::ElementQuestion question;

  // "products/…/elements/…": the name under which calls about it are recorded.
  std::string name() const;
};

// What stands in the store about it.
struct ElementSuggestions {
  AskedElement asked;
  reader::State state = reader::State::kWaiting;
  reader::Failure failure = reader::Failure::kNone;  // of kNone; of kWaiting of the last try
  reader::Suggestions suggestions;                   // of kGiven
  std::string model;                                 // which answered
  int calls = 0;                                     // that were made so far
};

class SuggestionRepository {
 public:
  // A reader is to be asked from `now` on, unless it waits already or `model` has answered; what
  // failed some minutes ago is tried once more. The element as it read before is not asked about
  // any more.
  static absl::Status Want(WriteTransaction& tx, const AskedElement& asked, std::string_view model,
                           absl::Time now);
  static absl::StatusOr<std::optional<ElementSuggestions>> Find(ReadTransaction& tx,
                                                                const AskedElement& asked);
  // At most `limit` that are due at `now`, the longest due first.
  static absl::StatusOr<std::vector<ElementSuggestions>> Due(ReadTransaction& tx, absl::Time now,
                                                             int limit);
  // Takes it to ask: nobody else does before `next_try_time`. False if it is not due any more.
  static absl::StatusOr<bool> Take(WriteTransaction& tx, const ElementSuggestions& due,
                                   absl::Time now, absl::Time next_try_time);
  // It waits until `next_try_time`, because of `failure`.
  static absl::Status Postpone(WriteTransaction& tx, const AskedElement& asked,
                               reader::Failure failure, absl::Time next_try_time);
  // It was answered or given up.
  static absl::Status Settle(WriteTransaction& tx, const ElementSuggestions& settled,
                             absl::Time now);
};

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_SUGGESTION_REPOSITORY_H_
