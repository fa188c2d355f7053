// SPDX-License-Identifier: Apache-2.0
#include "services/commitments/link_promise.h"

#include <utility>

#include "services/base/errors.h"
#include "services/base/etag.h"
#include "services/base/status_macros.h"
#include "services/commitments/check_item.h"
#include "services/commitments/domain/errors.h"
#include "storage/promise_repository.h"

namespace zusage::commitments {

absl::StatusOr<JudgedPromise> LinkPromise(storage::Unit& unit, const directory::Caller& caller,
                                          const LinkPromiseInput& input) {
  Knowledge knowledge(unit.tx(), ViewOf(unit));
  ZUSAGE_ASSIGN_OR_RETURN(Promise promise,
                          storage::PromiseRepository::Get(unit.tx(), input.name, unit.position()));
  ZUSAGE_RETURN_IF_ERROR(CheckEtag(input.etag, promise.name, promise.head()));
  if (promise.retraction.has_value() || promise.never_made())
    return Error(kPromiseOver, {{"promise", promise.name}});
  if (promise.Find(input.line) == nullptr) {
    return FieldError("line", kNotFound, {{"resource", promise.name + " line " + input.line}});
  }
  if (!input.item.empty()) {
    ZUSAGE_RETURN_IF_ERROR(CheckItem(knowledge, "item", promise.product, input.item));
  }
  const Link link{.line = input.line,
                  .item = input.item,
                  .linked_by = caller.subject(),
                  .position = unit.position()};
  unit.Describe("LinkPromise", {caller.principal, caller.on_behalf_of});
  ZUSAGE_RETURN_IF_ERROR(storage::PromiseRepository::AddLink(unit, promise.name, link));
  promise.links.push_back(link);
  return JudgePromise(knowledge, std::move(promise));
}

}  // namespace zusage::commitments
