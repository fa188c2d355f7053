// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_RPC_TEXT_CHECK_H_
#define ZUSAGE_SERVICES_RPC_TEXT_CHECK_H_

#include <string_view>

namespace zusage::rpc {

// Whether `text` is valid UTF-8 (Unicode 15, table 3-7: no surrogates, no overlong forms) without
// control characters (U+0000 to U+001F and U+007F to U+009F) other than tab, line feed and carriage
// return. Printable ASCII is checked eight bytes at a time.
bool IsCleanText(std::string_view text);

}  // namespace zusage::rpc

#endif  // ZUSAGE_SERVICES_RPC_TEXT_CHECK_H_
