// SPDX-License-Identifier: Apache-2.0
#include "storage/answer_book.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "services/base/status_macros.h"
#include "storage/text.h"

namespace zusage::storage {
namespace {

// Fewer are asked for one by one as cheaply.
constexpr size_t kFewKeys = 4;

constexpr size_t kKeysAtOnce = 32;
constexpr std::array<std::string_view, kKeysAtOnce> kNames = {
    "k0",  "k1",  "k2",  "k3",  "k4",  "k5",  "k6",  "k7",  "k8",  "k9",  "k10",
    "k11", "k12", "k13", "k14", "k15", "k16", "k17", "k18", "k19", "k20", "k21",
    "k22", "k23", "k24", "k25", "k26", "k27", "k28", "k29", "k30", "k31"};
constexpr char kFindOne[] =
    "SELECT key, content_hash, answer, position FROM answers WHERE key = :key";
constexpr char kFindMany[] =
    "SELECT key, content_hash, answer, position FROM answers WHERE key IN ("
    ":k0, :k1, :k2, :k3, :k4, :k5, :k6, :k7, :k8, :k9, :k10, :k11, :k12, :k13, :k14, :k15, "
    ":k16, :k17, :k18, :k19, :k20, :k21, :k22, :k23, :k24, :k25, :k26, :k27, :k28, :k29, "
    ":k30, :k31)";

}  // namespace

absl::Status AnswerBook::Load(ReadTransaction& tx, const std::vector<std::string>& keys) {
  answers_.clear();
  for (const std::string& key : keys) answers_[key] = std::nullopt;
  const auto take = [&](const Row& row) {
    answers_[Absl(row.Bytes(0))] =
        StoredAnswer{std::string(row.Bytes(1)), std::string(row.Bytes(2)), row.Int(3)};
    return absl::OkStatus();
  };
  if (keys.size() < kFewKeys) {
    for (const std::string& key : keys) {
      ZUSAGE_RETURN_IF_ERROR(tx.Query(kFindOne, {{"key", Blob{key}}}, take));
    }
    return absl::OkStatus();
  }
  for (size_t first = 0; first < keys.size(); first += kKeysAtOnce) {
    std::array<Bind, kKeysAtOnce> binds;
    for (size_t i = 0; i < kKeysAtOnce; ++i) {
      // The last one stands for those that are missing.
      binds[i] = {kNames[i], Blob{keys[std::min(first + i, keys.size() - 1)]}};
    }
    ZUSAGE_RETURN_IF_ERROR(tx.Query(kFindMany, binds, take));
  }
  return absl::OkStatus();
}

bool AnswerBook::Knows(std::string_view key) const { return answers_.contains(Absl(key)); }

std::optional<StoredAnswer> AnswerBook::Find(std::string_view key) const {
  const auto found = answers_.find(Absl(key));
  return found == answers_.end() ? std::nullopt : found->second;
}

void AnswerBook::Forget(std::string_view key) { answers_.erase(Absl(key)); }

}  // namespace zusage::storage
