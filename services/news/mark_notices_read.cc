// SPDX-License-Identifier: Apache-2.0
#include "services/news/mark_notices_read.h"

#include "services/base/error.h"
#include "services/base/errors.h"
#include "services/base/resource_name.h"
#include "services/base/status_macros.h"
#include "services/news/domain/errors.h"
#include "storage/news_repository.h"

namespace zusage::news {
namespace {

using storage::NewsRepository;

// The id of a notice of `principal`.
absl::StatusOr<std::string> IdOf(storage::ReadTransaction& tx, const std::string& principal,
                                 const std::string& name) {
  const std::string id(LastSegment(name));
  bool told = name == principal + "/notices/" + id;
  if (told) {
    ZUSAGE_ASSIGN_OR_RETURN(told, NewsRepository::WasTold(tx, principal, id));
  }
  if (!told) return Error(kNotFound, {{"resource", name}});
  return id;
}

}  // namespace

absl::StatusOr<int> MarkNoticesRead(storage::Unit& unit, const directory::Caller& caller,
                                    const MarkNoticesReadInput& input) {
  if (input.names.empty() && input.up_to.empty()) return Error(kNoNotices);
  const std::string& principal = caller.subject();
  storage::WriteTransaction& tx = unit.tx();
  int marked = 0;
  for (const std::string& name : input.names) {
    ZUSAGE_ASSIGN_OR_RETURN(const std::string id, IdOf(tx, principal, name));
    ZUSAGE_ASSIGN_OR_RETURN(const int count,
                            NewsRepository::MarkRead(tx, principal, id, unit.commit_time()));
    marked += count;
  }
  if (input.up_to.empty()) return marked;
  ZUSAGE_ASSIGN_OR_RETURN(const std::string id, IdOf(tx, principal, input.up_to));
  ZUSAGE_ASSIGN_OR_RETURN(const int count,
                          NewsRepository::MarkReadUpTo(tx, principal, id, unit.commit_time()));
  return marked + count;
}

}  // namespace zusage::news
