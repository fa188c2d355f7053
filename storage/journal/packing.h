// SPDX-License-Identifier: Apache-2.0
//
// What people wrote, and what is said about it, repeats itself: packed, it takes less than half of
// the room, which is most of what an entry costs the database.
#ifndef ZUSAGE_STORAGE_JOURNAL_PACKING_H_
#define ZUSAGE_STORAGE_JOURNAL_PACKING_H_

#include <optional>
#include <string>
#include <string_view>

namespace zusage::storage {

// Bytes of which Unpack() makes `json` again: a byte 1, the size of `json` as four bytes, the most
// significant first, and an LZ4 block; or `json` itself where that is no longer. `packed` keeps the
// bytes, and its memory is used again.
std::string_view Pack(std::string_view json, std::string& packed);

// The text that Pack() was given; nothing if the bytes are not what it makes. Text that was never
// packed is its own, as JSON never begins with a byte 1.
std::optional<std::string> Unpack(std::string bytes);

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_JOURNAL_PACKING_H_
