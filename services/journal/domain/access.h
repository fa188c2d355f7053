// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_JOURNAL_DOMAIN_ACCESS_H_
#define ZUSAGE_SERVICES_JOURNAL_DOMAIN_ACCESS_H_

#include "services/directory/domain/principal.h"

namespace zusage::journal {

// Which private parts of an entry somebody sees.
struct Access {
  bool personal = false;   // names and contacts
  bool free_text = false;  // what people wrote

  friend bool operator==(const Access&, const Access&) = default;
};

// Auditors see everything, the product's own processes what people wrote, and everybody else who
// may read the journal neither. An integration key sees no private part whatever else it holds.
Access AccessOf(const directory::Caller& caller);

}  // namespace zusage::journal

#endif  // ZUSAGE_SERVICES_JOURNAL_DOMAIN_ACCESS_H_
