// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_JOURNAL_DOMAIN_ENTRY_H_
#define ZUSAGE_SERVICES_JOURNAL_DOMAIN_ENTRY_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/time/time.h"

namespace zusage::journal {

// How private a part is.
enum class Kind { kPlain, kPersonal, kFreeText };

// A piece of what an entry recorded.
struct Part {
  Kind kind = Kind::kPlain;
  std::string json;       // empty if withheld
  bool withheld = false;  // from this reader, or erased

  friend bool operator==(const Part&, const Part&) = default;
};

// One thing that happened, as one reader sees it.
struct Entry {
  int64_t position = 0;
  absl::Time commit_time;
  std::string principal;
  std::string on_behalf_of;
  std::string operation;
  std::vector<std::string> resources;
  std::vector<Part> parts;

  friend bool operator==(const Entry&, const Entry&) = default;
};

// Which entries are asked for. Every condition that is set must hold.
struct Filter {
  std::string resource;                 // about this one
  std::vector<std::string> operations;  // any of these
  std::vector<std::string> tables;      // with facts of any of these, and then with those alone
};

// Some entries in order of position.
struct Page {
  std::vector<Entry> entries;
  int64_t after_position = 0;  // where the page begins
  int64_t position = 0;        // all between is in `entries` or does not fit the filter
  int64_t head_position = 0;   // the newest there is
};

}  // namespace zusage::journal

#endif  // ZUSAGE_SERVICES_JOURNAL_DOMAIN_ENTRY_H_
