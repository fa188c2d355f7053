// SPDX-License-Identifier: Apache-2.0
// zusage version
#include "clients/cli/nouns.h"
#include "clients/cli/session.h"

namespace zusage::cli {
namespace {

absl::StatusOr<ExitCode> Version(const Arguments&, Session& session) {
  std::ostream& out = *session.environment().out;
  if (session.json()) {
    out << "{\"version\":\"" ZUSAGE_VERSION "\"}\n";
  } else {
    out << "zusage " ZUSAGE_VERSION "\n";
  }
  return ExitCode::kOk;
}

}  // namespace

Noun VersionNoun() {
  const Phrase help = {"The version of this program", "Die Version dieses Programms"};
  return {"version", help, {{"version", help, {}, &Version}}};
}

}  // namespace zusage::cli
