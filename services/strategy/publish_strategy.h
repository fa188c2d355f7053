// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_STRATEGY_PUBLISH_STRATEGY_H_
#define ZUSAGE_SERVICES_STRATEGY_PUBLISH_STRATEGY_H_

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/directory/domain/principal.h"
#include "services/strategy/domain/strategy.h"
#include "storage/store.h"
#include "storage/strategy_repository.h"

namespace zusage::strategy {

struct PublishStrategyInput {
  std::string product;                       // "products/atlas"
  std::shared_ptr<const Strategy> document;  // its content
  std::string memo;                          // what changed and why
  int base_version = 0;                      // what it follows; 0 for the first
  bool validate_only = false;                // check everything, change nothing
};

// What can be said about a document without knowing anything else: ValidateStrategy, and that it is
// of the product it is published for (PRODUCT_MISMATCH). Called before the transaction, because a
// large document takes longer than other writers should wait. Field errors are relative to the
// document.
absl::Status CheckDocument(const PublishStrategyInput& input);

// Publishes a checked document as the product's next version, in force from this entry on, and has
// all open requests of the product checked again. With `validate_only` nothing is recorded: the
// answer is what would be published, at position 0. What it changes for others is in
// strategy_change.h.
//
// Without owners in the document its publisher decides; that follows from the version's `publisher`
// and is not written into the document.
//
// Errors: ABORTED / BASE_VERSION_STALE unless `base_version` is the newest version;
// INVALID_ARGUMENT, relative to the document, / UNKNOWN_PRINCIPAL for an owner who is none and
// OWNER_NOT_PRODUCT_MANAGER for one who is not an active product manager of the product.
absl::StatusOr<storage::PublishedStrategy> PublishStrategy(storage::Unit& unit,
                                                           const directory::Caller& caller,
                                                           const PublishStrategyInput& input);

}  // namespace zusage::strategy

#endif  // ZUSAGE_SERVICES_STRATEGY_PUBLISH_STRATEGY_H_
