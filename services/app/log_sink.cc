// SPDX-License-Identifier: Apache-2.0
#include "services/app/log_sink.h"

#include <grpc/support/log.h>
#include <spdlog/async.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <memory>

#include "absl/strings/ascii.h"
#include "absl/strings/str_format.h"
#include "services/base/time.h"

namespace zusage::app {
namespace {

constexpr std::string_view kRedacted = "[redacted]";
constexpr std::array<std::string_view, 2> kSecretPrefixes = {"zsg_", "Bearer "};
constexpr std::array<std::string_view, 4> kSecretKeys = {"authorization", "password", "secret",
                                                         "token"};
constexpr size_t kQueuedLines = 8192;

std::shared_ptr<spdlog::logger>& Logger() {
  static std::shared_ptr<spdlog::logger> logger;
  return logger;
}

std::string_view NameOf(Severity severity) {
  switch (severity) {
    case Severity::kDebug:
      return "debug";
    case Severity::kInfo:
      return "info";
    case Severity::kWarning:
      return "warning";
    case Severity::kError:
      return "error";
  }
  return "info";
}

void AppendJsonString(std::string_view text, std::string& line) {
  line += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      line += '\\', line += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      absl::StrAppendFormat(&line, "\\u%04x", c);
    } else {
      line += c;
    }
  }
  line += '"';
}

void AppendField(std::string_view key, std::string_view value, std::string& line) {
  line += line.empty() ? '{' : ',';
  AppendJsonString(key, line);
  line += ':';
  AppendJsonString(value, line);
}

std::string FormatTextLine(absl::Time time, Severity severity, std::string_view event,
                           const LogFields& fields) {
  std::string line = zusage::FormatTime(time);
  line += ' ';
  line += NameOf(severity);
  line += ' ';
  line += event;
  for (const auto& [key, value] : fields) {
    line += ' ';
    line += key;
    line += '=';
    AppendJsonString(Redacted(key, value), line);
  }
  return line;
}

bool IsTokenCharacter(char c) {
  return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '-' || c == '.';
}

void LogOfGrpc(gpr_log_func_args* args) {
  const Severity severity =
      args->severity == GPR_LOG_SEVERITY_ERROR ? Severity::kWarning : Severity::kDebug;
  Log(severity, "grpc", {{"message", args->message}});
}

}  // namespace

std::string Redacted(std::string_view key, std::string_view value) {
  if (std::find(kSecretKeys.begin(), kSecretKeys.end(), key) != kSecretKeys.end()) {
    return std::string(kRedacted);
  }
  std::string shown(value);
  for (const std::string_view prefix : kSecretPrefixes) {
    for (size_t at = shown.find(prefix); at != shown.npos; at = shown.find(prefix, at)) {
      const auto end = std::find_if_not(shown.begin() + static_cast<ptrdiff_t>(at + prefix.size()),
                                        shown.end(), IsTokenCharacter);
      const size_t length = static_cast<size_t>(end - shown.begin()) - at;
      shown.replace(at, length, kRedacted);
      at += kRedacted.size();
    }
  }
  return shown;
}

std::string FormatJsonLine(absl::Time time, Severity severity, std::string_view event,
                           const LogFields& fields) {
  std::string line;
  AppendField("time", zusage::FormatTime(time), line);
  AppendField("severity", NameOf(severity), line);
  AppendField("event", event, line);
  for (const auto& [key, value] : fields) AppendField(key, Redacted(key, value), line);
  return line += '}';
}

void StartLogging(Severity least, LogFormat format) {
  spdlog::init_thread_pool(kQueuedLines, 1);
  Logger() = spdlog::create_async_nb<spdlog::sinks::stderr_sink_mt>("zusaged");
  Logger()->set_pattern("%v");
  Logger()->flush_on(spdlog::level::info);
  SetLogSink([least, format](Severity severity, std::string_view event, const LogFields& fields) {
    if (severity < least) return;
    const absl::Time now = absl::Now();
    Logger()->info(format == LogFormat::kJson ? FormatJsonLine(now, severity, event, fields)
                                              : FormatTextLine(now, severity, event, fields));
  });
  gpr_set_log_function(LogOfGrpc);
}

void StopLogging() {
  SetLogSink(nullptr);
  Logger() = nullptr;
  spdlog::shutdown();
}

}  // namespace zusage::app
