// SPDX-License-Identifier: Apache-2.0
//
// Structured logging: an event name and fields, no prose. Secrets and free text never go in; the
// sink redacts what looks like a token all the same.
//
//   Log(Severity::kWarning, "peer_away", {{"peer", "alignment"}, {"error", status.message()}});
#ifndef ZUSAGE_SERVICES_BASE_LOG_H_
#define ZUSAGE_SERVICES_BASE_LOG_H_

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace zusage {

enum class Severity { kDebug, kInfo, kWarning, kError };

using LogFields = std::vector<std::pair<std::string_view, std::string>>;
using LogSink = std::function<void(Severity, std::string_view event, const LogFields&)>;

// Where log lines go from now on; the default drops them. Called once, at start, by the program.
void SetLogSink(LogSink sink);

// Thread-safe as far as the sink is.
void Log(Severity severity, std::string_view event, const LogFields& fields = {});

}  // namespace zusage

#endif  // ZUSAGE_SERVICES_BASE_LOG_H_
