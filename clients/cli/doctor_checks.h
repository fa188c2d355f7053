// SPDX-License-Identifier: Apache-2.0
//
// What `zusage doctor` looks at.
#ifndef ZUSAGE_CLIENTS_CLI_DOCTOR_CHECKS_H_
#define ZUSAGE_CLIENTS_CLI_DOCTOR_CHECKS_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/time/time.h"
#include "clients/cli/session.h"

namespace zusage::cli {

// A strategy that nobody has published anew for so long is worth a look.
inline constexpr absl::Duration kOldStrategy = absl::Hours(24 * 180);

enum class Health {
  kGood,
  kNote,     // works, and could be better
  kBroken,   // does not work
  kUnknown,  // could not be found out, because something else is broken or the caller may not know
};

// One thing that was looked at.
struct Diagnosis {
  std::string_view check;  // stable: "server", "tls", "key", "role.intake", …
  Health health = Health::kGood;
  std::string text;  // what was found
  std::string todo;  // what to do about it, "" if nothing
};

// Everything, in the order in which one would look: the server, the key, each role, versions, the
// check's words, strategies, and what is on this machine. Asks each role something small, as
// whoever calls; changes nothing.
std::vector<Diagnosis> Diagnose(Session& session);

}  // namespace zusage::cli

#endif  // ZUSAGE_CLIENTS_CLI_DOCTOR_CHECKS_H_
