// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/page.h"

#include <algorithm>

#include "clients/cli/text_width.h"

namespace zusage::cli {
namespace {

constexpr int kLabelWidth = 16;
constexpr int kTextWidth = 100;  // paragraphs do not grow wider than a page
constexpr int kGap = 2;          // between the columns of a table
constexpr int kLeastColumn = 8;  // a cut column keeps at least this much

std::string_view EscapeOf(Style style) {
  switch (style) {
    case Style::kStrong:
      return "\033[1m";
    case Style::kDim:
      return "\033[2m";
    case Style::kGood:
      return "\033[32m";
    case Style::kBad:
      return "\033[31;1m";
    case Style::kWarning:
      return "\033[33m";
    case Style::kPlain:
      break;
  }
  return "";
}

// Takes terminal columns from the widest text until the table fits.
void FitWidths(const std::vector<Column>& columns, int available, std::vector<int>& widths) {
  int total = static_cast<int>(widths.size() - 1) * kGap;
  for (const int width : widths) total += width;
  while (total > available) {
    int* widest = nullptr;
    for (size_t i = 0; i < widths.size(); ++i) {
      if (columns[i].set != Set::kText || widths[i] <= kLeastColumn) continue;
      if (widest == nullptr || widths[i] > *widest) widest = &widths[i];
    }
    if (widest == nullptr) return;
    --*widest;
    --total;
  }
}

}  // namespace

std::string Page::In(const Phrase& phrase, const Metadata& values) const {
  return FillIn(phrase.in(format_.language), values);
}

std::string Page::Called(const std::string& name) const {
  const std::string called = display_name_ ? display_name_(name) : "";
  return called.empty() ? name : called;
}

std::string Page::CalledWithName(const std::string& name) const {
  const std::string called = Called(name);
  return called == name ? name : called + " (" + name + ")";
}

std::string Page::Styled(std::string_view text, Style style) const {
  const std::string_view escape = format_.colour ? EscapeOf(style) : "";
  std::string result(escape);
  result += text;
  if (!escape.empty()) result += "\033[0m";
  return result;
}

void Page::Blank() { out_ << '\n'; }

void Page::Heading(const Cell& text) {
  const Style style = text.style == Style::kPlain ? Style::kStrong : text.style;
  out_ << Styled(WithoutControls(text.text, false), style) << '\n';
}

void Page::Field(const Phrase& label, const Cell& value) {
  if (value.text.empty()) return;
  const std::string name(label.in(format_.language));
  const int pad = std::max(1, kLabelWidth - DisplayWidth(name));
  const int indent = DisplayWidth(name) + pad;
  const int width = format_.width > 0 ? std::min(format_.width, kTextWidth) - indent : 1 << 20;
  bool first = true;
  for (const std::string& line :
       WrapToWidth(WithoutControls(value.text, true), std::max(width, kLeastColumn))) {
    if (first) {
      out_ << Styled(name, Style::kDim) << std::string(pad, ' ');
    } else {
      out_ << std::string(indent, ' ');
    }
    out_ << Styled(line, value.style) << '\n';
    first = false;
  }
}

void Page::Paragraph(const Cell& text, int indent) {
  const int width = format_.width > 0 ? std::min(format_.width, kTextWidth) - indent : 1 << 20;
  for (const std::string& line :
       WrapToWidth(WithoutControls(text.text, true), std::max(width, kLeastColumn))) {
    out_ << std::string(line.empty() ? 0 : indent, ' ') << Styled(line, text.style) << '\n';
  }
}

void Page::Table(const std::vector<Column>& columns, const std::vector<std::vector<Cell>>& rows) {
  if (rows.empty()) return;
  std::vector<std::vector<Cell>> lines;
  lines.emplace_back();
  for (const Column& column : columns) lines[0].push_back({In(column.heading), Style::kDim});
  lines.insert(lines.end(), rows.begin(), rows.end());
  std::vector<int> widths(columns.size(), 0);
  int total = static_cast<int>(columns.size() - 1) * kGap;
  for (std::vector<Cell>& line : lines) {
    for (size_t i = 0; i < line.size(); ++i) {
      line[i].text = WithoutControls(line[i].text, false);
      const int wider = std::max(widths[i], DisplayWidth(line[i].text));
      total += wider - widths[i];
      widths[i] = wider;
    }
  }
  // A name that leaves no room for the rest stands below it.
  const bool name_below =
      format_.width > 0 && total > format_.width && columns.back().set == Set::kWhole;
  if (name_below) widths.pop_back();
  if (format_.width > 0) FitWidths(columns, format_.width, widths);
  for (const std::vector<Cell>& line : lines) {
    Row(columns, widths, line);
    if (name_below) out_ << "  " << Styled(line.back().text, Style::kDim) << '\n';
  }
}

void Page::Row(const std::vector<Column>& columns, const std::vector<int>& widths,
               const std::vector<Cell>& cells) {
  std::string gap;
  for (size_t i = 0; i < widths.size(); ++i) {
    const bool number = columns[i].set == Set::kNumber;
    const std::string text = CutToWidth(cells[i].text, widths[i]);
    const std::string pad(static_cast<size_t>(widths[i] - DisplayWidth(text)), ' ');
    out_ << gap << (number ? pad : "") << Styled(text, cells[i].style);
    // Spaces at the end of a line would only get in the way of who copies it.
    gap = (number ? "" : pad) + std::string(kGap, ' ');
  }
  out_ << '\n';
}

}  // namespace zusage::cli
