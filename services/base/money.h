// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_BASE_MONEY_H_
#define ZUSAGE_SERVICES_BASE_MONEY_H_

#include <cstdint>
#include <string>

namespace zusage {

// An amount of money in whole units of one currency. Amounts of different currencies are never
// added or compared.
struct Money {
  std::string currency_code;  // ISO 4217, e.g. "EUR"
  int64_t units = 0;          // 0 or more

  friend bool operator==(const Money&, const Money&) = default;
};

}  // namespace zusage

#endif  // ZUSAGE_SERVICES_BASE_MONEY_H_
