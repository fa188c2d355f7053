// SPDX-License-Identifier: Apache-2.0
//
// What a command prints for people: headings, labelled fields, paragraphs and tables, fitted to the
// terminal. All text is cleaned of control characters on its way in.
#ifndef ZUSAGE_CLIENTS_CLI_PAGE_H_
#define ZUSAGE_CLIENTS_CLI_PAGE_H_

#include <functional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "clients/cli/phrase.h"
#include "services/base/error.h"

namespace zusage::cli {

enum class Style { kPlain, kStrong, kDim, kGood, kBad, kWarning };

// One cell of a table, or any piece of text with a style.
struct Cell {
  Cell(std::string cell_text, Style cell_style = Style::kPlain)  // NOLINT: implicit on purpose
      : text(std::move(cell_text)), style(cell_style) {}
  Cell(const char* cell_text) : text(cell_text) {}  // NOLINT

  std::string text;
  Style style = Style::kPlain;
};

// How a column of a table is set. Names are copied, so they are never cut.
enum class Set { kText, kNumber, kWhole };

struct Column {
  Column(const Phrase& column_heading, Set column_set = Set::kText)  // NOLINT: implicit on purpose
      : heading(column_heading), set(column_set) {}

  Phrase heading;
  Set set;
};

struct PageFormat {
  int width = 0;  // columns of the terminal; 0 if lines are not to be cut or wrapped
  bool colour = false;
  Language language = Language::kEnglish;
};

// Not thread-safe. `out` must outlive it.
class Page {
 public:
  Page(std::ostream& out, const PageFormat& format) : out_(out), format_(format) {}

  Language language() const { return format_.language; }
  std::string In(const Phrase& phrase) const { return std::string(phrase.in(format_.language)); }
  // The phrase with its {placeholders} filled in.
  std::string In(const Phrase& phrase, const Metadata& values) const;

  // Lets the page show what people call the resources it names.
  void UseDisplayNames(std::function<std::string(const std::string& name)> display_name) {
    display_name_ = std::move(display_name);
  }
  // "Contoso" of "customers/01J…"; the name itself if nobody knows better.
  std::string Called(const std::string& name) const;
  // "Contoso (customers/01J…)"
  std::string CalledWithName(const std::string& name) const;

  void Blank();
  void Heading(const Cell& text);
  // "Label  value", wrapped; nothing if `value` is empty.
  void Field(const Phrase& label, const Cell& value);
  // Wrapped text, `indent` columns from the left.
  void Paragraph(const Cell& text, int indent = 0);
  // The table with its headings; what does not fit the width is cut in the widest columns, and
  // names in the last column stand below their row. Nothing if there are no rows.
  void Table(const std::vector<Column>& columns, const std::vector<std::vector<Cell>>& rows);

 private:
  std::string Styled(std::string_view text, Style style) const;
  void Row(const std::vector<Column>& columns, const std::vector<int>& widths,
           const std::vector<Cell>& cells);

  std::ostream& out_;
  PageFormat format_;
  std::function<std::string(const std::string& name)> display_name_;
};

}  // namespace zusage::cli

#endif  // ZUSAGE_CLIENTS_CLI_PAGE_H_
