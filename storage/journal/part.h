// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_STORAGE_JOURNAL_PART_H_
#define ZUSAGE_STORAGE_JOURNAL_PART_H_

#include <cstddef>
#include <cstdint>
#include <string>

namespace zusage::storage {

inline constexpr size_t kSaltSize = 32;

// What an encrypted part is bound to, so that the database's owner cannot swap two of them
// unnoticed.
inline std::string PartContext(int64_t id) { return "zusage.journal.part/" + std::to_string(id); }

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_JOURNAL_PART_H_
