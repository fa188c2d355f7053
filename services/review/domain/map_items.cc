// SPDX-License-Identifier: Apache-2.0
#include "services/review/domain/map_items.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>

#include "absl/strings/numbers.h"
#include "absl/strings/str_join.h"
#include "services/base/errors.h"
#include "services/base/status_macros.h"
#include "services/review/domain/errors.h"

namespace zusage::review {
namespace {

// The whole name of an item of `history`, or nothing if it has none of that name or id.
std::optional<std::string> Resolve(const std::string& item, const RequestHistory& history) {
  for (const intake::Item& one : history.items) {
    std::string name = intake::ItemName(history.request, one.id);
    if (item == one.id || item == name) return name;
  }
  return std::nullopt;
}

// By the source's item.
using Mapping = std::map<std::string, std::string>;

absl::StatusOr<Mapping> ResolveAll(const std::vector<ItemMapping>& said,
                                   const RequestHistory& source, const RequestHistory& target) {
  FieldErrors errors;
  Mapping mapping;
  for (size_t i = 0; i < said.size(); ++i) {
    const std::string field = "items[" + std::to_string(i) + "].";
    const std::optional<std::string> item = Resolve(said[i].item, source);
    const std::optional<std::string> into = Resolve(said[i].into, target);
    if (!item.has_value()) errors.Add(field + "item", kUnknownItem, {{"item", said[i].item}});
    if (!into.has_value()) errors.Add(field + "into", kUnknownItem, {{"item", said[i].into}});
    if (!item.has_value() || !into.has_value()) continue;
    if (!mapping.emplace(*item, *into).second) {
      errors.Add(field + "item", kDuplicate, {{"value", *item}});
    }
  }
  if (!errors.empty()) return errors.status();
  return mapping;
}

int GreatestId(const RequestHistory& history) {
  int greatest = 0;
  for (const intake::Item& item : history.items) {
    int id = 0;
    if (absl::SimpleAtoi(item.id, &id)) greatest = std::max(greatest, id);
  }
  return greatest;
}

}  // namespace

absl::StatusOr<MappedItems> MapItems(const std::vector<ItemMapping>& said,
                                     const RequestHistory& source, const RequestHistory& target,
                                     bool target_is_open) {
  ZUSAGE_ASSIGN_OR_RETURN(Mapping mapping, ResolveAll(said, source, target));
  if (source.items.size() == 1 && target.items.size() == 1) {
    mapping.emplace(intake::ItemName(source.request, source.items[0].id),
                    intake::ItemName(target.request, target.items[0].id));
  }
  MappedItems mapped;
  std::vector<std::string> missing;
  int id = GreatestId(target);
  for (const intake::Item& item : source.items) {
    std::string name = intake::ItemName(source.request, item.id);
    if (const auto found = mapping.find(name); found != mapping.end()) {
      mapped.items.push_back({std::move(name), found->second});
      continue;
    }
    missing.push_back(item.id);
    mapped.added.push_back({std::to_string(++id), item.text});
    mapped.items.push_back(
        {std::move(name), intake::ItemName(target.request, mapped.added.back().id)});
  }
  if (!missing.empty() && !target_is_open) {
    return FieldError("items", kItemsNotMapped,
                      {{"into", target.request}, {"items", absl::StrJoin(missing, ", ")}});
  }
  return mapped;
}

}  // namespace zusage::review
