// SPDX-License-Identifier: Apache-2.0
#include "clients/tables/table_map.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/string_view.h"
#include "clients/tables/errors.h"

namespace zusage::tables {
namespace {

using strategy::Node;

constexpr size_t kMinCut = 4;  // room for "…"

absl::string_view Absl(std::string_view text) { return {text.data(), text.size()}; }

class MapReader {
 public:
  MapReader(const Schema& schema, std::string_view imports) : schema_(schema), imports_(imports) {}

  absl::StatusOr<TableMap> Read(const Node& root) {
    if (!IsMap(root, "")) return errors_.status();
    TableMap map;
    // What holds for all fields is read before them.
    EachEntry(root, "", [&](const std::string& key, const Node& node) { TakeTop(key, node, map); });
    if (errors_.empty() && map.imports != imports_) {
      errors_.Add("imports", kMapForOther,
                  {{"kind", map.imports}, {"wanted", std::string(imports_)}});
    }
    if (fields_ == nullptr) {
      WrongValue(root, "fields", "fields: {title: Subject}");
    } else {
      TakeFields(*fields_, map);
    }
    if (!errors_.empty()) return errors_.status();
    return map;
  }

 private:
  void WrongValue(const Node& node, const std::string& path, std::string_view expected) {
    errors_.Add(path, kMapWrongValue,
                {{"line", std::to_string(node.line)}, {"expected", std::string(expected)}});
  }

  bool IsMap(const Node& node, const std::string& path) {
    if (node.kind == Node::Kind::kMap) return true;
    WrongValue(node, path, "name: value");
    return false;
  }

  template <typename Take>
  void EachEntry(const Node& node, const std::string& path, const Take& take) {
    if (node.keys.size() > kMaxMapEntries) {
      return errors_.Add(path, kMapTooManyEntries, {{"limit", std::to_string(kMaxMapEntries)}});
    }
    for (size_t i = 0; i < node.keys.size(); ++i) {
      if (std::count(node.keys.begin(), node.keys.end(), node.keys[i]) > 1) {
        WrongValue(node.children[i], path.empty() ? node.keys[i] : path + "." + node.keys[i],
                   "only once / nur einmal");
      } else {
        take(node.keys[i], node.children[i]);
      }
    }
  }

  void Unknown(const Node& node, const std::string& path, std::string_view allowed) {
    errors_.Add(path, kMapUnknownKey,
                {{"line", std::to_string(node.line)}, {"allowed", std::string(allowed)}});
  }

  void TakeTop(const std::string& key, const Node& node, TableMap& map) {
    if (key == "imports") {
      map.imports = Text(node, key);
    } else if (key == "separator") {
      TakeSeparator(node, map);
    } else if (key == "encoding") {
      map.encoding = Text(node, key);
    } else if (key == "dates") {
      days_ = Days(node, key);
    } else if (key == "numbers") {
      numbers_ = Numbers(node, key);
    } else if (key == "currency") {
      currency_ = Text(node, key);
    } else if (key == "key") {
      map.key = Columns(node, key);
    } else if (key == "group") {
      map.group = Names(node, key);
    } else if (key == "ignore") {
      map.ignored = Names(node, key);
    } else if (key == "fields") {
      if (IsMap(node, key)) fields_ = &node;
    } else {
      Unknown(node, key,
              "imports, separator, encoding, dates, numbers, currency, key, group, ignore, fields");
    }
  }

  void TakeSeparator(const Node& node, TableMap& map) {
    const std::string text = Text(node, "separator");
    map.separator = text == "tab" ? '\t' : (text.size() == 1 ? text[0] : 0);
    if (map.separator == 0) WrongValue(node, "separator", "\",\", \";\", tab");
  }

  void TakeFields(const Node& node, TableMap& map) {
    EachEntry(node, "fields", [&](const std::string& path, const Node& child) {
      const std::string at = "fields." + path;
      const std::optional<FieldType> type = schema_(path);
      if (!type.has_value()) {
        return errors_.Add(at, kNoSuchTarget,
                           {{"line", std::to_string(child.line)}, {"kind", std::string(imports_)}});
      }
      MappedField field;
      field.path = path;
      field.type = *type;
      field.numbers = numbers_;
      field.days = days_;
      field.currency = currency_;
      TakeField(child, at, field);
      map.fields.push_back(std::move(field));
    });
    for (const MappedField& field : map.fields) CheckCondition(node, field, map);
  }

  void TakeField(const Node& node, const std::string& at, MappedField& field) {
    if (node.kind != Node::Kind::kMap) {
      field.columns = {Names(node, at)};
      return;
    }
    EachEntry(node, at, [&](const std::string& key, const Node& child) {
      const std::string path = at + "." + key;
      if (!TakeSource(key, child, path, field) && !TakeMeaning(key, child, path, field)) {
        Unknown(child, path,
                "column, columns, join, first_of, value, split, values, otherwise, default, "
                "currency, currency_column, unit, unit_column, numbers, dates, cut, required, "
                "only_if");
      }
    });
    if (field.columns.empty() == !field.constant.has_value()) {
      WrongValue(node, at, "column, columns, first_of | value");
    }
  }

  // Keys that say where the text comes from.
  bool TakeSource(const std::string& key, const Node& node, const std::string& path,
                  MappedField& field) {
    if (key == "column") {
      field.columns = {Names(node, path)};
    } else if (key == "columns") {
      field.columns = Columns(node, path);
    } else if (key == "first_of") {
      field.columns = Columns(node, path);
      field.first_of = true;
    } else if (key == "join") {
      field.join = Text(node, path, /*may_be_empty=*/true);
    } else if (key == "value") {
      field.constant = Text(node, path);
      CheckChoice(*field.constant, node, path, field);
    } else if (key == "split") {
      field.split = Text(node, path);
    } else if (key == "required") {
      field.required = node.text == "true";
      if (node.text != "true" && node.text != "false") WrongValue(node, path, "true, false");
    } else if (key == "only_if") {
      TakeCondition(node, path, field);
    } else {
      return false;
    }
    return true;
  }

  // Keys that say what the text means.
  bool TakeMeaning(const std::string& key, const Node& node, const std::string& path,
                   MappedField& field) {
    if (key == "values") {
      TakeValues(node, path, field);
    } else if (key == "otherwise") {
      field.otherwise = Text(node, path, /*may_be_empty=*/true);
      CheckChoice(*field.otherwise, node, path, field);
    } else if (key == "default") {
      field.if_empty = Text(node, path);
      CheckChoice(field.if_empty, node, path, field);
    } else if (key == "currency") {
      field.currency = Text(node, path);
    } else if (key == "currency_column") {
      field.currency_column = Names(node, path);
    } else if (key == "unit") {
      field.unit = Text(node, path);
    } else if (key == "unit_column") {
      field.unit_column = Names(node, path);
    } else if (key == "numbers") {
      field.numbers = Numbers(node, path);
    } else if (key == "dates") {
      field.days = Days(node, path);
    } else if (key == "cut") {
      if (!absl::SimpleAtoi(node.text, &field.cut) || field.cut < kMinCut) {
        WrongValue(node, path, ">= 4");
      }
    } else {
      return false;
    }
    return true;
  }

  void TakeValues(const Node& node, const std::string& path, MappedField& field) {
    if (!IsMap(node, path)) return;
    EachEntry(node, path, [&](const std::string& said, const Node& child) {
      const std::string at = path + "." + said;
      std::string meant = Text(child, at, /*may_be_empty=*/true);
      CheckChoice(meant, child, at, field);
      field.values.emplace_back(said, std::move(meant));
    });
  }

  void TakeCondition(const Node& node, const std::string& path, MappedField& field) {
    if (node.kind != Node::Kind::kMap || node.keys.size() != 1) {
      return WrongValue(node, path, "{deal.stage: [won, lost]}");
    }
    field.only_if = node.keys[0];
    field.only_if_is = Names(node.children[0], path + "." + field.only_if);
  }

  void CheckCondition(const Node& node, const MappedField& field, const TableMap& map) {
    if (field.only_if.empty()) return;
    const bool found =
        std::any_of(map.fields.begin(), map.fields.end(), [&](const MappedField& other) {
          return other.path == field.only_if && other.only_if.empty();
        });
    if (!found) WrongValue(node, "fields." + field.path + ".only_if", "{deal.stage: [won, lost]}");
  }

  void CheckChoice(const std::string& value, const Node& node, const std::string& path,
                   const MappedField& field) {
    const std::vector<std::string>& choices = field.type.choices;
    if (value.empty() || choices.empty()) return;
    const bool known = std::any_of(choices.begin(), choices.end(), [&](const std::string& choice) {
      return SameName(choice, value);
    });
    if (known) return;
    std::string list;
    for (const std::string& choice : choices) list += (list.empty() ? "" : ", ") + choice;
    WrongValue(node, path, list);
  }

  std::string Text(const Node& node, const std::string& path, bool may_be_empty = false) {
    const bool is_text = node.kind == Node::Kind::kScalar && (may_be_empty || !node.text.empty());
    if (!is_text) WrongValue(node, path, "text");
    return node.text;
  }

  // One name, or a list of names.
  std::vector<std::string> Names(const Node& node, const std::string& path) {
    if (node.kind != Node::Kind::kList) return {Text(node, path)};
    std::vector<std::string> names;
    for (const Node& child : node.children) names.push_back(Text(child, path));
    if (names.empty()) WrongValue(node, path, "[A, B]");
    return names;
  }

  // Columns, each by one name or several.
  std::vector<ColumnNames> Columns(const Node& node, const std::string& path) {
    if (node.kind != Node::Kind::kList) return {Names(node, path)};
    std::vector<ColumnNames> columns;
    for (const Node& child : node.children) columns.push_back(Names(child, path));
    return columns;
  }

  std::vector<std::string> Days(const Node& node, const std::string& path) {
    std::vector<std::string> patterns = Names(node, path);
    for (const std::string& pattern : patterns) {
      if (!IsDayPattern(pattern)) WrongValue(node, path, "DD.MM.YYYY, M/D/YYYY");
    }
    return patterns;
  }

  NumberFormat Numbers(const Node& node, const std::string& path) {
    const std::optional<NumberFormat> format = NumberFormatOf(Text(node, path));
    if (!format.has_value()) WrongValue(node, path, "\"1,234.56\", \"1.234,56\", \"1 234,56\"");
    return format.value_or(NumberFormat{});
  }

  const Schema& schema_;
  const std::string_view imports_;
  FieldErrors errors_;
  const Node* fields_ = nullptr;
  NumberFormat numbers_;
  std::vector<std::string> days_;
  std::string currency_;
};

}  // namespace

absl::StatusOr<TableMap> ReadMap(const Node& root, std::string_view imports, const Schema& schema) {
  return MapReader(schema, imports).Read(root);
}

bool SameName(std::string_view a, std::string_view b) {
  return absl::EqualsIgnoreCase(absl::StripAsciiWhitespace(Absl(a)),
                                absl::StripAsciiWhitespace(Absl(b)));
}

}  // namespace zusage::tables
