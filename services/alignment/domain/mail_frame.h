// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_MAIL_FRAME_H_
#define ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_MAIL_FRAME_H_

#include <string>
#include <string_view>

namespace zusage::alignment {

// `text` without what a mail has around what it says, in English and German: lines of headers
// ("From: …", "Am 3. Mai schrieb …:"), greetings, and signatures from the parting words on. Pure,
// thread-safe.
std::string WithoutMailFrame(std::string_view text);

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_MAIL_FRAME_H_
