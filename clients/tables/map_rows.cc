// SPDX-License-Identifier: Apache-2.0
#include "clients/tables/map_rows.h"

#include <algorithm>
#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/string_view.h"
#include "clients/tables/errors.h"
#include "services/base/status_macros.h"

namespace zusage::tables {
namespace {

using strategy::Node;

constexpr int kNone = -1;

std::string Trimmed(std::string_view text) {
  return std::string(absl::StripAsciiWhitespace(absl::string_view(text.data(), text.size())));
}

std::string Listed(const std::vector<std::string>& names) {
  std::string list;
  for (const std::string& name : names) list += (list.empty() ? "" : ", ") + name;
  return list;
}

std::vector<std::string> Pieces(const std::string& text, const std::string& separator) {
  if (separator.empty()) return {text};
  std::vector<std::string> pieces;
  for (size_t from = 0; from <= text.size();) {
    const size_t to = std::min(text.find(separator, from), text.size());
    if (std::string piece = Trimmed(text.substr(from, to - from)); !piece.empty()) {
      pieces.push_back(std::move(piece));
    }
    from = to + separator.size();
  }
  return pieces;
}

// `text` in at most `limit` bytes, "…" in place of what was cut off.
std::string CutTo(const std::string& text, size_t limit) {
  constexpr std::string_view kCut = "…";
  if (limit == 0 || text.size() <= limit) return text;
  size_t end = limit - kCut.size();
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end) + std::string(kCut);
}

Node Scalar(std::string text) {
  Node node;
  node.kind = Node::Kind::kScalar;
  node.text = std::move(text);
  return node;
}

// The child of this name, made if there is none; `node` becomes a mapping.
Node& Child(Node& node, const std::string& key) {
  node.kind = Node::Kind::kMap;
  const auto found = std::find(node.keys.begin(), node.keys.end(), key);
  const auto at = static_cast<size_t>(found - node.keys.begin());
  if (found == node.keys.end()) {
    node.keys.push_back(key);
    node.children.emplace_back();
  }
  return node.children[at];
}

Node& AtPath(Node& root, std::string_view path) {
  Node* node = &root;
  for (size_t from = 0; from <= path.size();) {
    const size_t to = std::min(path.find('.', from), path.size());
    node = &Child(*node, std::string(path.substr(from, to - from)));
    from = to + 1;
  }
  return *node;
}

void AddToList(Node& list, Node element) {
  list.kind = Node::Kind::kList;
  list.children.push_back(std::move(element));
}

// "120000 EUR" and the like: what a cell says in the form of files that people write.
std::optional<std::string> InOurForm(const MappedField& field, const std::string& text,
                                     const std::string& currency) {
  switch (field.type.kind) {
    case FieldType::Kind::kWholeNumber:
    case FieldType::Kind::kNumber:
      return ReadNumber(text, field.numbers);
    case FieldType::Kind::kMoney:
      return ReadAmount(text, field.numbers, currency);
    case FieldType::Kind::kDay: {
      const std::optional<Date> day = ReadDay(text, field.days);
      return day.has_value() ? std::optional(FormatDate(*day)) : std::nullopt;
    }
    case FieldType::Kind::kYesOrNo: {
      const std::optional<bool> yes = ReadYesOrNo(text);
      return yes.has_value() ? std::optional<std::string>(*yes ? "true" : "false") : std::nullopt;
    }
    case FieldType::Kind::kText:
    case FieldType::Kind::kQuantity:
      return text;
  }
  return text;
}

void AddNotInThisForm(const MappedField& field, const std::string& text, FieldErrors& errors) {
  switch (field.type.kind) {
    case FieldType::Kind::kMoney:
      return errors.Add(field.path, kNotAnAmount, {{"value", text}});
    case FieldType::Kind::kDay: {
      std::vector<std::string> patterns = field.days;
      patterns.emplace_back("YYYY-MM-DD");
      return errors.Add(field.path, kNotADay, {{"value", text}, {"expected", Listed(patterns)}});
    }
    case FieldType::Kind::kYesOrNo:
      return errors.Add(field.path, kNotYesOrNo, {{"value", text}});
    default:
      return errors.Add(field.path, kNotANumber,
                        {{"value", text}, {"expected", ExampleOf(field.numbers)}});
  }
}

}  // namespace

// Finds columns in a file's header.
class RowMapper::Binder {
 public:
  Binder(const std::vector<std::string>& columns, RowMapper& mapper)
      : columns_(columns), mapper_(mapper) {}

  int Find(const ColumnNames& names) {
    for (const std::string& name : names) {
      const int at = FindOne(name);
      if (at != kNone) return at;
    }
    if (!names.empty()) mapper_.lacking_.push_back(names.front());
    return kNone;
  }

  void Add(const MappedField& field) {
    Bound bound{field, {}, kNone, kNone};
    for (const ColumnNames& names : field.columns) {
      const int at = Find(names);
      if (at != kNone) bound.columns.push_back(at);
    }
    if (field.required && bound.columns.empty() && !field.constant.has_value()) {
      errors_.Add("fields." + field.path, kColumnsMissing,
                  {{"column", Listed(field.columns.front())}, {"columns", Listed(columns_)}});
    }
    if (!field.currency_column.empty()) bound.currency_column = Find(field.currency_column);
    if (!field.unit_column.empty()) bound.unit_column = Find(field.unit_column);
    if (!bound.columns.empty() || field.constant.has_value() || !field.if_empty.empty()) {
      mapper_.fields_.push_back(std::move(bound));
    }
  }

  absl::Status Finish(const std::vector<std::string>& ignored) {
    const bool all = std::count(ignored.begin(), ignored.end(), "*") > 0;
    for (size_t i = 0; i < columns_.size() && !all; ++i) {
      const bool known = used_.count(static_cast<int>(i)) > 0 || columns_[i].empty() ||
                         std::any_of(ignored.begin(), ignored.end(), [&](const std::string& name) {
                           return SameName(name, columns_[i]);
                         });
      if (!known) mapper_.unused_.push_back(columns_[i]);
    }
    return errors_.empty() ? absl::OkStatus() : errors_.status();
  }

 private:
  int FindOne(const std::string& name) {
    int found = kNone;
    for (size_t i = 0; i < columns_.size(); ++i) {
      if (!SameName(columns_[i], name)) continue;
      if (found != kNone) errors_.Add("fields", kColumnTwice, {{"column", name}});
      found = static_cast<int>(i);
    }
    used_.insert(found);
    return found;
  }

  const std::vector<std::string>& columns_;
  RowMapper& mapper_;
  std::set<int> used_;
  FieldErrors errors_;
};

absl::StatusOr<RowMapper> RowMapper::Bind(const TableMap& map,
                                          const std::vector<std::string>& columns) {
  RowMapper mapper;
  mapper.names_ = columns;
  Binder binder(columns, mapper);
  for (const MappedField& field : map.fields) binder.Add(field);
  if (!map.group.empty()) mapper.group_ = binder.Find(map.group);
  for (const ColumnNames& names : map.key) {
    const int at = binder.Find(names);
    if (at != kNone) mapper.key_.push_back(at);
  }
  ZUSAGE_RETURN_IF_ERROR(binder.Finish(map.ignored));
  return mapper;
}

// One record in the making.
class RowMapper::Record {
 public:
  Record(const RowMapper& mapper, absl::Span<const CsvRow> rows) : mapper_(mapper), rows_(rows) {
    root_.kind = Node::Kind::kMap;
    root_.line = static_cast<int>(rows.front().line);
  }

  absl::StatusOr<Node> Make() {
    // What others depend on comes first.
    for (const Bound& bound : mapper_.fields_) {
      if (bound.field.only_if.empty()) Take(bound);
    }
    for (const Bound& bound : mapper_.fields_) {
      if (!bound.field.only_if.empty() && Applies(bound.field)) Take(bound);
    }
    if (!errors_.empty()) return errors_.status();
    return std::move(root_);
  }

 private:
  bool Applies(const MappedField& field) const {
    const auto found = values_.find(field.only_if);
    return found != values_.end() &&
           std::any_of(field.only_if_is.begin(), field.only_if_is.end(),
                       [&](const std::string& value) { return SameName(value, found->second); });
  }

  void Take(const Bound& bound) {
    const FieldType& type = bound.field.type;
    if (!type.per_row.empty()) return TakeEachRow(bound);
    if (type.repeated) {
      bool any = false;
      for (const CsvRow& row : rows_) any |= TakeList(bound, row, root_, bound.field.path);
      return RequireIf(!any, bound.field);
    }
    // The first row that says something.
    for (const CsvRow& row : rows_) {
      if (TakeOne(bound, row, root_, bound.field.path)) return;
    }
    RequireIf(true, bound.field);
  }

  void TakeEachRow(const Bound& bound) {
    const std::string& list = bound.field.type.per_row;
    const std::string below = bound.field.path.substr(list.size() + 1);
    Node& elements = AtPath(root_, list);
    elements.kind = Node::Kind::kList;
    elements.children.resize(rows_.size());
    for (size_t i = 0; i < rows_.size(); ++i) {
      Node& element = elements.children[i];
      element.kind = Node::Kind::kMap;
      const bool any = bound.field.type.repeated ? TakeList(bound, rows_[i], element, below)
                                                 : TakeOne(bound, rows_[i], element, below);
      RequireIf(!any, bound.field);
    }
  }

  void RequireIf(bool missing, const MappedField& field) {
    if (missing && field.required) errors_.Add(field.path, kCellEmpty);
  }

  // Whether the row says something about the field.
  bool TakeOne(const Bound& bound, const CsvRow& row, Node& under, const std::string& path) {
    const std::vector<std::string> pieces = Pieces(TextOf(bound, row), bound.field.split);
    if (pieces.empty() || pieces.front().empty()) return false;
    const std::optional<std::string> value = Understand(bound, row, pieces.front());
    if (!value.has_value()) return true;  // and it was noted what is wrong
    if (value->empty()) return false;
    values_.emplace(bound.field.path, *value);
    AtPath(under, path) = Scalar(*value);
    return true;
  }

  bool TakeList(const Bound& bound, const CsvRow& row, Node& under, const std::string& path) {
    bool any = false;
    for (const std::string& piece : Pieces(TextOf(bound, row), bound.field.split)) {
      if (piece.empty()) continue;
      any = true;
      const std::optional<std::string> value = Understand(bound, row, piece);
      if (value.has_value() && !value->empty()) AddToList(AtPath(under, path), Scalar(*value));
    }
    return any;
  }

  std::string TextOf(const Bound& bound, const CsvRow& row) const {
    if (bound.field.constant.has_value()) return *bound.field.constant;
    std::string text;
    for (const int column : bound.columns) {
      const std::string cell = Trimmed(row.fields[static_cast<size_t>(column)]);
      if (bound.field.first_of && !text.empty()) break;
      if (!cell.empty()) text += (text.empty() ? "" : bound.field.join) + cell;
    }
    return text.empty() ? bound.field.if_empty : text;
  }

  std::string CellOr(int column, const CsvRow& row, const std::string& fallback) const {
    const std::string cell =
        column == kNone ? "" : Trimmed(row.fields[static_cast<size_t>(column)]);
    return cell.empty() ? fallback : cell;
  }

  // What the text means; nothing, and an error, if that cannot be told.
  std::optional<std::string> Understand(const Bound& bound, const CsvRow& row,
                                        const std::string& text) {
    const MappedField& field = bound.field;
    if (field.constant.has_value() || text == field.if_empty) return text;
    if (!field.values.empty() || field.otherwise.has_value()) return MeantBy(field, text);
    const std::optional<std::string> value =
        InOurForm(field, text, CellOr(bound.currency_column, row, field.currency));
    if (!value.has_value()) {
      AddNotInThisForm(field, text, errors_);
      return std::nullopt;
    }
    const std::string unit = CellOr(bound.unit_column, row, field.unit);
    return CutTo(unit.empty() ? *value : *value + " " + unit, field.cut);
  }

  std::optional<std::string> MeantBy(const MappedField& field, const std::string& text) {
    std::vector<std::string> known;
    for (const auto& [said, meant] : field.values) {
      if (SameName(said, text)) return meant;
      known.push_back(said);
    }
    if (field.otherwise.has_value()) return field.otherwise;
    errors_.Add(field.path, kValueNotMapped, {{"value", text}, {"allowed", Listed(known)}});
    return std::nullopt;
  }

  const RowMapper& mapper_;
  const absl::Span<const CsvRow> rows_;
  Node root_;
  std::map<std::string, std::string> values_;
  FieldErrors errors_;
};

absl::StatusOr<Node> RowMapper::Map(absl::Span<const CsvRow> rows) const {
  return Record(*this, rows).Make();
}

std::string RowMapper::KeyOf(const CsvRow& row) const {
  std::string key;
  bool any = false;
  const auto add = [&](int column) {
    const std::string& cell = row.fields[static_cast<size_t>(column)];
    any |= !cell.empty();
    key += std::to_string(cell.size()) + ":" + cell;
  };
  for (const int column : key_) add(column);
  if (any) return key;
  for (const Bound& bound : fields_) {
    for (const int column : bound.columns) add(column);
  }
  return key;
}

bool RowMapper::BelongTogether(const CsvRow& row, const CsvRow& next) const {
  if (group_ == kNone) return false;
  const auto group = static_cast<size_t>(group_);
  return !row.fields[group].empty() && row.fields[group] == next.fields[group];
}

std::string RowMapper::ColumnsOf(std::string_view path) const {
  // Elements of lists are one field to the map.
  std::string plain;
  for (size_t i = 0; i < path.size(); ++i) {
    if (path[i] == '[') i = std::min(path.find(']', i), path.size() - 1);
    if (path[i] != ']') plain += path[i];
  }
  for (const Bound& bound : fields_) {
    const std::string& known = bound.field.path;
    const bool below = plain.compare(0, known.size() + 1, known + ".") == 0;
    if (plain != known && !below) continue;
    std::vector<std::string> columns;
    for (const int column : bound.columns) columns.push_back(names_[static_cast<size_t>(column)]);
    return Listed(columns);
  }
  return "";
}

}  // namespace zusage::tables
