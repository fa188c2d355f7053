// SPDX-License-Identifier: Apache-2.0
#include "services/directory/list_deals.h"

#include "services/base/errors.h"
#include "services/base/page_token.h"
#include "services/base/status_macros.h"
#include "storage/customer_repository.h"
#include "storage/deal_repository.h"

namespace zusage::directory {
namespace {

std::string FilterOf(const ListDealsInput& input) {
  return "deals\n" + input.customer + "\n" + std::to_string(static_cast<int>(input.stage)) + "\n" +
         (input.closing_until.has_value() ? FormatDate(*input.closing_until) : "");
}

absl::StatusOr<storage::DealPosition> ReadPosition(std::string_view filter,
                                                   std::string_view page_token) {
  if (page_token.empty()) return storage::DealPosition{};
  ZUSAGE_ASSIGN_OR_RETURN(const std::string key, ReadPageToken(filter, page_token));
  const size_t end = key.find('\n');
  if (end == key.npos) return FieldError("page_token", kInvalidPageToken);
  return storage::DealPosition{key.substr(0, end), key.substr(end + 1)};
}

}  // namespace

absl::StatusOr<ListDealsOutput> ListDeals(storage::ReadTransaction& tx,
                                          const ListDealsInput& input) {
  const std::string filter = FilterOf(input);
  ZUSAGE_ASSIGN_OR_RETURN(const storage::DealPosition after,
                          ReadPosition(filter, input.page_token));
  storage::DealFilter deals{
      .customer = {}, .stage = input.stage, .closing_until = input.closing_until};
  if (!input.customer.empty()) {
    ZUSAGE_ASSIGN_OR_RETURN(deals.customer,
                            storage::CustomerRepository::Canonical(tx, input.customer));
  }
  const int size = PageSize(input.page_size);
  ListDealsOutput output;
  ZUSAGE_ASSIGN_OR_RETURN(output.deals, storage::DealRepository::List(tx, deals, after, size + 1));
  if (output.deals.size() > static_cast<size_t>(size)) {
    output.deals.pop_back();
    const Deal& last = output.deals.back().deal;
    output.next_page_token =
        MakePageToken(filter, storage::DealRepository::CloseKey(last) + "\n" + last.name);
  }
  return output;
}

}  // namespace zusage::directory
