// SPDX-License-Identifier: Apache-2.0
#include "storage/allowing_decisions.h"

#include <utility>

#include "services/base/status_macros.h"
#include "storage/fact.h"
#include "storage/request_json.h"

namespace zusage::storage {

absl::StatusOr<std::vector<AllowingDecision>> AllowingDecisions(ReadTransaction& tx,
                                                                std::string_view product,
                                                                int64_t position) {
  // Names of a product's requests start with "PRODUCT/changeRequests/"; '0' is behind '/'.
  const std::string first = std::string(product) + "/changeRequests/";
  const std::string last = std::string(product) + "/changeRequests0";
  std::vector<AllowingDecision> decisions;
  ZUSAGE_RETURN_IF_ERROR(tx.Query(
      "SELECT d.fact, d.request, d.outcome, d.terms, h.customer,"
      " CASE WHEN EXISTS (SELECT 1 FROM mergings m WHERE m.target = d.request) THEN 1 ELSE 0 END"
      " FROM decisions d JOIN request_heads h ON h.name = d.request"
      " WHERE d.outcome IN (1, 5) AND d.request > :first AND d.request < :last AND d.fact < :end"
      " ORDER BY d.fact DESC",
      {{"first", std::string_view(first)},
       {"last", std::string_view(last)},
       {"end", FactsEnd(position)}},
      [&](const Row& row) -> absl::Status {
        AllowingDecision decision{.request = std::string(row.Text(1)),
                                  .customer = std::string(row.Text(4)),
                                  .outcome = static_cast<review::Outcome>(row.Int(2)),
                                  .has_merged = row.Int(5) != 0,
                                  .fact = row.Int(0)};
        if (!row.IsNull(3)) {
          review::Approval approval;
          ZUSAGE_RETURN_IF_ERROR(ReadTerms(row.Text(3), {}, approval));
          decision.customers = std::move(approval.customers);
        }
        decisions.push_back(std::move(decision));
        return absl::OkStatus();
      }));
  return decisions;
}

}  // namespace zusage::storage
