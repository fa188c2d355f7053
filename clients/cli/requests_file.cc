// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/requests_file.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include "absl/functional/function_ref.h"
#include "services/alignment/domain/errors.h"
#include "services/base/errors.h"
#include "services/base/status_macros.h"

namespace zusage::cli {
namespace {

using alignment::BacktestRequest;

constexpr size_t kMaxRequestsBytes = 256 << 20;

// Calls `read` with each line that is not empty, and its number.
absl::Status EachLine(std::string_view text,
                      absl::FunctionRef<absl::Status(std::string_view line, size_t number)> read) {
  size_t number = 0;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    at = end + 1;
    ++number;
    if (line.find_first_not_of(" \t\r") == line.npos) continue;
    ZUSAGE_RETURN_IF_ERROR(read(line, number));
  }
  return absl::OkStatus();
}

// `status` with the file and the line before its fields; a field of its own if it has none.
absl::Status AtLine(const std::string& path, size_t line, const absl::Status& status) {
  const std::string place = path + ":" + std::to_string(line);
  FieldErrors errors;
  errors.AddAll(place + ": ", status);
  if (!errors.empty()) return errors.status();
  if (ReasonOf(status) != alignment::kInvalidJson.reason) return status;
  errors.Add(place, alignment::kInvalidJson);
  return errors.status();
}

}  // namespace

absl::StatusOr<std::vector<BacktestRequest>> ReadRequestsFile(const std::string& path,
                                                              Session& session) {
  ZUSAGE_ASSIGN_OR_RETURN(const std::string text, session.ReadText(path, kMaxRequestsBytes));
  std::vector<BacktestRequest> requests;
  std::map<std::string, size_t> lines;  // by id
  const absl::Status read = EachLine(text, [&](std::string_view line, size_t number) {
    absl::StatusOr<BacktestRequest> request = alignment::ParseBacktestRequest(line);
    if (!request.ok()) return AtLine(path, number, request.status());
    if (!lines.emplace(request->id, number).second) {
      FieldErrors errors;
      errors.Add(path + ":" + std::to_string(number) + ": id", kDuplicate,
                 {{"value", request->id}});
      return errors.status();
    }
    requests.push_back(*std::move(request));
    return absl::OkStatus();
  });
  ZUSAGE_RETURN_IF_ERROR(read);
  if (!requests.empty()) return requests;
  FieldErrors errors;
  errors.Add(path, kRequired);
  return errors.status();
}

}  // namespace zusage::cli
