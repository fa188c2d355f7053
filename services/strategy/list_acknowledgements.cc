// SPDX-License-Identifier: Apache-2.0
#include "services/strategy/list_acknowledgements.h"

#include <algorithm>
#include <map>
#include <utility>

#include "services/base/errors.h"
#include "services/base/page_token.h"
#include "services/base/status_macros.h"
#include "services/directory/domain/customer.h"
#include "services/directory/domain/principal.h"
#include "services/strategy/get_strategy.h"
#include "storage/principal_repository.h"
#include "storage/strategy_repository.h"

namespace zusage::strategy {
namespace {

using directory::Role;

constexpr int kBatch = 500;

// Where somebody stands in the list.
using Place = std::pair<std::string, std::string>;  // what their display name sorts by, their name

struct Reader {
  Place place;
  Acknowledgement acknowledgement;
};

bool IsToRead(const directory::Principal& principal, const std::string& product) {
  const auto holds = [&](Role role) { return directory::Holds(principal.grants, role, product); };
  return principal.active && (holds(Role::kSales) || holds(Role::kPresales) ||
                              holds(Role::kProductManager) || holds(Role::kLeader));
}

// Everybody who is to read it, in order.
absl::StatusOr<std::vector<Reader>> ReadersOf(storage::ReadTransaction& tx,
                                              const storage::PublishedStrategy& strategy) {
  ZUSAGE_ASSIGN_OR_RETURN(const auto times,
                          storage::StrategyRepository::Acknowledgements(tx, strategy));
  std::vector<Reader> readers;
  storage::SortPosition after;
  for (;;) {
    ZUSAGE_ASSIGN_OR_RETURN(
        const std::vector<directory::RecordedPrincipal> batch,
        storage::PrincipalRepository::List(tx, Role::kUnspecified, /*team=*/"", after, kBatch));
    for (const directory::RecordedPrincipal& recorded : batch) {
      const directory::Principal& principal = recorded.principal;
      after = {directory::MatchingKey(principal.display_name), principal.name};
      if (!IsToRead(principal, strategy.product)) continue;
      Reader reader{{after.sort_key, after.name}, {strategy.name(), principal.name, {}}};
      const auto time = times.find(principal.name);
      if (time != times.end()) reader.acknowledgement.since = time->second;
      readers.push_back(std::move(reader));
    }
    if (batch.size() < static_cast<size_t>(kBatch)) return readers;
  }
}

std::string FilterOf(const ListAcknowledgementsInput& input) {
  return "acknowledgements " + input.strategy + (input.missing_only ? " missing" : "");
}

// Behind whom the page starts; nobody for the first.
absl::StatusOr<Place> ReadPlace(const ListAcknowledgementsInput& input) {
  if (input.page_token.empty()) return Place();
  ZUSAGE_ASSIGN_OR_RETURN(const std::string key, ReadPageToken(FilterOf(input), input.page_token));
  const size_t end = key.rfind('\n');
  if (end == key.npos) return FieldError("page_token", kInvalidPageToken);
  return Place(key.substr(0, end), key.substr(end + 1));
}

}  // namespace

absl::StatusOr<ListAcknowledgementsOutput> ListAcknowledgements(
    storage::ReadTransaction& tx, const ListAcknowledgementsInput& input) {
  ZUSAGE_ASSIGN_OR_RETURN(const Place after, ReadPlace(input));
  ZUSAGE_ASSIGN_OR_RETURN(const storage::PublishedStrategy strategy,
                          GetStrategy(tx, input.strategy));
  ZUSAGE_ASSIGN_OR_RETURN(std::vector<Reader> readers, ReadersOf(tx, strategy));
  ListAcknowledgementsOutput output;
  for (const Reader& reader : readers) {
    ++(reader.acknowledgement.since.has_value() ? output.acknowledged_count : output.missing_count);
  }
  std::erase_if(readers, [&](const Reader& reader) {
    return reader.place <= after ||
           (input.missing_only && reader.acknowledgement.since.has_value());
  });
  const size_t size = static_cast<size_t>(PageSize(input.page_size));
  if (readers.size() > size) {
    readers.resize(size);
    const Place& last = readers.back().place;
    output.next_page_token = MakePageToken(FilterOf(input), last.first + "\n" + last.second);
  }
  for (Reader& reader : readers) {
    output.acknowledgements.push_back(std::move(reader.acknowledgement));
  }
  return output;
}

}  // namespace zusage::strategy
