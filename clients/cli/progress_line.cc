// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/progress_line.h"

namespace zusage::cli {
namespace {

constexpr char kToStartOfEmptyLine[] = "\r\033[K";

}  // namespace

ProgressLine::ProgressLine(Session& session)
    : environment_(session.environment()), seen_(environment_.err_is_terminal && !session.json()) {}

ProgressLine::~ProgressLine() { Clear(); }

void ProgressLine::Clear() {
  if (shown_) *environment_.err << kToStartOfEmptyLine << std::flush;
  shown_ = false;
}

void ProgressLine::Show(std::string_view text) {
  if (!seen_) return;
  *environment_.err << kToStartOfEmptyLine << text << std::flush;
  shown_ = true;
}

}  // namespace zusage::cli
