// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_CLIENTS_CLI_PROGRESS_LINE_H_
#define ZUSAGE_CLIENTS_CLI_PROGRESS_LINE_H_

#include <string_view>

#include "clients/cli/environment.h"
#include "clients/cli/session.h"

namespace zusage::cli {

// A line on standard error that is written over as the work goes on, and gone at the end; only for
// a person at a terminal. Not thread-safe.
class ProgressLine {
 public:
  // `session` must outlive it.
  explicit ProgressLine(Session& session);
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void Show(std::string_view text);
  // Takes it away before something else is said.
  void Clear();

 private:
  Environment& environment_;
  const bool seen_;
  bool shown_ = false;
};

}  // namespace zusage::cli

#endif  // ZUSAGE_CLIENTS_CLI_PROGRESS_LINE_H_
