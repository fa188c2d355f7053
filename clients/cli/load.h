// SPDX-License-Identifier: Apache-2.0
//
// Puts load on something and measures how it answers.
#ifndef ZUSAGE_CLIENTS_CLI_LOAD_H_
#define ZUSAGE_CLIENTS_CLI_LOAD_H_

#include <cstdint>
#include <functional>
#include <map>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"

namespace zusage::cli {

struct LoadOptions {
  // Calls under way at once. With a rate, the most there may be.
  int in_flight = 1;
  // Calls a second that are begun whether or not earlier ones are done (open loop); 0 begins a call
  // when another ends (closed loop).
  double rate = 0;
  absl::Duration warmup;    // not measured
  absl::Duration duration;  // measured
  int64_t max_calls = 0;    // ends after so many, warmup or not; 0 for no limit
  // Called about once a second with the calls done so far.
  std::function<void(int64_t done)> progress;
};

struct LoadFigures {
  int in_flight = 0;
  double rate = 0;
  double seconds = 0;
  int64_t calls = 0;      // measured, errors included
  double per_second = 0;  // that succeeded
  // From the moment at which a call should have begun, so that an open loop that falls behind shows
  // it (no coordinated omission).
  int64_t p50_us = 0;
  int64_t p99_us = 0;
  int64_t p999_us = 0;
  int64_t max_us = 0;
  double client_cpu_us_per_call = 0;
  std::map<std::string, int64_t> errors;  // by code
};

// Begins call number `index` and has `done` called once when it is over, on any thread.
using BeginCall = std::function<void(int64_t index, std::function<void(const absl::Status&)> done)>;

// Returns when every call is over.
LoadFigures RunLoad(const LoadOptions& options, const BeginCall& begin);

}  // namespace zusage::cli

#endif  // ZUSAGE_CLIENTS_CLI_LOAD_H_
