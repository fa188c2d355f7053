// SPDX-License-Identifier: Apache-2.0
#include "storage/journal/entry_draft.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/base/status_macros.h"
#include "storage/journal/canonical_json.h"
#include "storage/text.h"

namespace zusage::storage {
void EntryDraft::Reset() {
  header_.operation.clear();
  header_.principal.clear();
  header_.on_behalf_of.clear();
  header_.resources.clear();
  used_parts_ = 0;
  facts_ = 0;
}

void EntryDraft::Describe(std::string_view operation, const Actor& actor) {
  header_.operation = operation;
  header_.principal = actor.principal;
  header_.on_behalf_of = actor.on_behalf_of;
}

void EntryDraft::Touch(std::string_view resource) {
  if (std::ranges::find(header_.resources, resource) != header_.resources.end()) return;
  header_.resources.emplace_back(resource);
}

absl::StatusOr<int64_t> EntryDraft::Add(const FactPlan& plan, absl::Span<const Value> values,
                                        const KeyOwners& owners) {
  if (header_.operation.empty()) return absl::InternalError("a fact before Describe()");
  if (facts_ == kFactsPerEntry) return absl::InternalError("too many facts in one entry");
  std::string& json = Open(PartKind::kPlain, "", false);
  json += "{\"fact\":";
  AppendJson(facts_, json);
  json += ",\"row\":";
  ZUSAGE_RETURN_IF_ERROR(AppendRow(plan, values, Privacy::kPlain, json));
  json += ",\"table\":\"";
  json += plan.table.name;
  json += "\"}";
  ZUSAGE_RETURN_IF_ERROR(AddPrivate(plan, values, Privacy::kPersonal, owners));
  ZUSAGE_RETURN_IF_ERROR(AddPrivate(plan, values, Privacy::kFreeText, owners));
  return facts_++;
}

absl::Status EntryDraft::AddPrivate(const FactPlan& plan, absl::Span<const Value> values,
                                    Privacy privacy, const KeyOwners& owners) {
  if (!HasValues(plan, values, privacy)) return absl::OkStatus();
  const bool personal = privacy == Privacy::kPersonal;
  const std::string_view owner = personal ? owners.person : owners.resource;
  if (owner.empty()) {
    return absl::InternalError(absl::StrCat("a fact of ", Absl(plan.table.name),
                                            " names no owner of its private columns"));
  }
  std::string& json = Open(personal ? PartKind::kPersonal : PartKind::kFreeText, owner,
                           !personal && owners.resource_is_new);
  json += "{\"fact\":";
  AppendJson(facts_, json);
  json += ",\"row\":";
  ZUSAGE_RETURN_IF_ERROR(AppendRow(plan, values, privacy, json));
  json += '}';
  return absl::OkStatus();
}

std::string& EntryDraft::Open(PartKind kind, std::string_view owner, bool owner_is_new) {
  for (size_t i = 0; i < used_parts_; ++i) {
    if (parts_[i].kind != kind || parts_[i].owner != owner) continue;
    parts_[i].json += ',';
    return parts_[i].json;
  }
  if (used_parts_ == parts_.size()) parts_.emplace_back();
  DraftPart& part = parts_[used_parts_++];
  part.kind = kind;
  part.owner = owner;
  part.owner_is_new = owner_is_new;
  part.json = '[';
  return part.json;
}

absl::Span<const DraftPart> EntryDraft::Finish() {
  for (size_t i = 0; i < used_parts_; ++i) parts_[i].json += ']';
  return absl::MakeConstSpan(parts_).subspan(0, used_parts_);
}

}  // namespace zusage::storage
