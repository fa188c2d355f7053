// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_INTAKE_DOMAIN_DRAFT_H_
#define ZUSAGE_SERVICES_INTAKE_DOMAIN_DRAFT_H_

#include <optional>
#include <string>
#include <vector>

#include "services/alignment/domain/assessment.h"
#include "services/base/time.h"
#include "services/directory/domain/customer.h"
#include "services/intake/domain/change_request.h"
#include "services/strategy/domain/strategy.h"

namespace zusage::intake {

// A customer's wish for a change, as the field hands it in.
struct Draft {
  std::string product;  // "products/atlas"
  std::string title;
  std::string wish;
  std::string problem;
  std::string area;
  directory::CustomerInput customer;
  directory::DealInput deal;  // empty if there is none
  strategy::Context context = strategy::Context::kUnspecified;
  alignment::Evidence evidence;
  std::optional<Date> wanted_by;
  std::vector<std::string> items;  // texts; the title is the one item if there are none
};

// What the check sees of a wish, before and after it is recorded.
alignment::Wish WishOf(const Draft& draft);
alignment::Wish WishOf(const ChangeRequest& request, const directory::Customer& customer);

}  // namespace zusage::intake

#endif  // ZUSAGE_SERVICES_INTAKE_DOMAIN_DRAFT_H_
