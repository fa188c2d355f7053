// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_APP_LOG_SINK_H_
#define ZUSAGE_SERVICES_APP_LOG_SINK_H_

#include <string>
#include <string_view>

#include "absl/time/time.h"
#include "services/app/options.h"
#include "services/base/log.h"

namespace zusage::app {

// Writes log lines to standard error from now on, on a thread of its own: who logs never waits, and
// when lines come faster than they can be written, the oldest are lost. Takes gRPC's own messages
// in. Called once.
void StartLogging(Severity least, LogFormat format);

// Writes out what is queued and stops logging.
void StopLogging();

// One line of the log, as a JSON object: time, severity, event, then the fields in order.
std::string FormatJsonLine(absl::Time time, Severity severity, std::string_view event,
                           const LogFields& fields);

// `value` of the field `key` with everything that looks like a secret replaced: tokens of Zusage,
// what follows "Bearer", and the whole value of fields named after secrets.
std::string Redacted(std::string_view key, std::string_view value);

}  // namespace zusage::app

#endif  // ZUSAGE_SERVICES_APP_LOG_SINK_H_
