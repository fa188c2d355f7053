// SPDX-License-Identifier: Apache-2.0
#include "services/base/log.h"

namespace zusage {
namespace {

LogSink& Sink() {
  static LogSink sink;
  return sink;
}

}  // namespace

void SetLogSink(LogSink sink) { Sink() = std::move(sink); }

void Log(Severity severity, std::string_view event, const LogFields& fields) {
  if (Sink()) Sink()(severity, event, fields);
}

}  // namespace zusage
