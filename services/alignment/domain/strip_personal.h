// SPDX-License-Identifier: Apache-2.0
//
// What is personal in a request, left out before it goes to a reader elsewhere. A rule of thumb
// with a safe side: it rather takes away a word too many than one too few, and says in brackets
// what stood there. It cannot know the name of somebody whom the store does not know.
#ifndef ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_STRIP_PERSONAL_H_
#define ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_STRIP_PERSONAL_H_

#include <string>
#include <string_view>
#include <vector>

namespace zusage::alignment {

// The names that are known to belong to a request.
struct KnownNames {
  std::vector<std::string> customers;  // names and aliases
  std::vector<std::string> people;
};

// `text` (UTF-8) in Unicode NFC without
// - mail addresses, links and phone numbers: "[mail]", "[link]", "[phone]" stand for them,
// - lines of mail headers, greetings, and signatures from the parting words on,
// - the names in `names`, whatever their case, and when written with a capital also a customer's
//   first word and the parts of a person's name: "[customer]", "[person]".
// What was stripped once stays as it is. Pure, thread-safe.
std::string StripPersonal(std::string_view text, const KnownNames& names);

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_STRIP_PERSONAL_H_
