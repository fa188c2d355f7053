// SPDX-License-Identifier: Apache-2.0
#include "sync_state.h"

#include <cstdio>
#include <fstream>
#include <sstream>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace crm_sync {

absl::StatusOr<SyncState> LoadState(const std::string& path) {
  SyncState state;
  std::ifstream file(path);
  std::string line;
  while (std::getline(file, line)) {
    const std::vector<std::string> words = absl::StrSplit(line, '\t');
    if (words.size() == 3 && words[0] == "report") {
      if (!absl::SimpleAtoi(words[1], &state.position)) state.position = 0;
      state.report_day = words[2];
    } else if (words.size() == 4 && words[0] == "sent") {
      state.sent[words[1]] = {words[2], words[3]};
    } else {
      return absl::InvalidArgumentError(path + " is no state of crm-sync; line: " + line);
    }
  }
  return state;
}

absl::Status SaveState(const std::string& path, const SyncState& state) {
  std::string text = absl::StrCat("report\t", state.position, "\t", state.report_day, "\n");
  for (const auto& [id, sent] : state.sent) {
    absl::StrAppend(&text, "sent\t", id, "\t", sent.hash, "\t", sent.name, "\n");
  }
  return WriteFile(path, text);
}

absl::Status WriteFile(const std::string& path, const std::string& text) {
  const std::string beside = path + ".new";
  std::ofstream file(beside, std::ios::binary);
  file << text << std::flush;
  file.close();
  if (!file || std::rename(beside.c_str(), path.c_str()) != 0) {
    return absl::InvalidArgumentError(path + " cannot be written.");
  }
  return absl::OkStatus();
}

std::string HashOf(const std::string& content) {
  uint64_t hash = 14695981039346656037u;
  for (const unsigned char byte : content) hash = (hash ^ byte) * 1099511628211u;
  return absl::StrCat(absl::Hex(hash, absl::kZeroPad16));
}

}  // namespace crm_sync
