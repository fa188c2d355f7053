// SPDX-License-Identifier: Apache-2.0
#include "services/strategy/domain/edit_strategy_file.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "services/base/status_macros.h"
#include "services/strategy/domain/errors.h"
#include "services/strategy/domain/parse_strategy.h"

namespace zusage::strategy {
namespace {

// What goes in where; later ones at the same place come behind.
using Insertions = std::multimap<size_t, std::string>;

absl::Status NotEdited(const std::string& element) {
  return Error(kStrategyFileNotEdited, {{"element", element}});
}

// A text in double quotes, as JSON and YAML both read it.
std::string Quoted(const std::string& text) { return nlohmann::json(text).dump(); }

std::string Joined(const std::vector<std::string>& texts, std::string_view between) {
  std::string joined;
  for (const std::string& text : texts) {
    if (!joined.empty()) joined += between;
    joined += Quoted(text);
  }
  return joined;
}

class Editor {
 public:
  explicit Editor(std::string_view text)
      : text_(text), line_break_(text.find("\r\n") == text.npos ? "\n" : "\r\n") {}

  // False if there is no such element, or nothing can be added to it.
  bool Add(const YAML::Node& document, const ElementAddition& addition) {
    const std::optional<YAML::Node> element = Find(document, addition.element);
    if (!element.has_value()) return false;
    return AddTo(*element, "aliases", addition.aliases) &&
           AddTo(*element, "examples", addition.examples);
  }

  std::string Run() const {
    std::string edited(text_);
    size_t moved = 0;
    for (const auto& [place, insertion] : insertions_) {
      edited.insert(place + moved, insertion);
      moved += insertion.size();
    }
    return edited;
  }

 private:
  static std::optional<YAML::Node> Find(const YAML::Node& document, const std::string& id) {
    for (const char* section : {"themes", "non_goals", "capabilities", "roadmap"}) {
      const YAML::Node elements = document[section];
      if (!elements.IsDefined() || !elements.IsSequence()) continue;
      for (const YAML::Node& element : elements) {
        if (element["id"].as<std::string>("") == id) return element;
      }
    }
    return std::nullopt;
  }

  static size_t PlaceOf(const YAML::Node& node) { return static_cast<size_t>(node.Mark().pos); }

  char At(size_t place) const { return place < text_.size() ? text_[place] : '\0'; }

  bool AddTo(const YAML::Node& element, const char* key, const std::vector<std::string>& texts) {
    if (texts.empty()) return true;
    const YAML::Node list = element[key];
    if (!list.IsDefined()) return AddList(element, key, texts);
    if (list.IsNull()) return AddToNothing(element, key, texts);
    const size_t place = PlaceOf(list);
    if (At(place) == '[') {
      AddToFlow(list, place, texts);
      return true;
    }
    if (At(place) != '-') return false;
    const std::string indent(static_cast<size_t>(list.Mark().column), ' ');
    std::string lines;
    for (const std::string& text : texts) lines += "- " + Quoted(text) + line_break_ + indent;
    insertions_.emplace(place, std::move(lines));
    return true;
  }

  // "[a, b]", over one line or several.
  void AddToFlow(const YAML::Node& list, size_t place, const std::vector<std::string>& texts) {
    if (list.size() == 0) {
      insertions_.emplace(place + 1, Joined(texts, ", "));
      return;
    }
    const size_t first = PlaceOf(list[0]);
    std::string gap = Space(place + 1, first);
    insertions_.emplace(first, Joined(texts, "," + gap) + "," + gap);
  }

  // The white space from one place to another; a single space where there is none.
  std::string Space(size_t from, size_t to) const {
    const std::string_view between = text_.substr(from, to - from);
    const bool blank = between.find_first_not_of(" \t\r\n") == between.npos;
    return blank && !between.empty() ? std::string(between) : " ";
  }

  // "aliases:" with nothing behind.
  bool AddToNothing(const YAML::Node& element, const std::string& key,
                    const std::vector<std::string>& texts) {
    for (const auto& entry : element) {
      if (entry.first.as<std::string>("") != key) continue;
      const size_t colon = text_.find(':', PlaceOf(entry.first));
      const size_t after = text_.find_first_not_of(" \t", colon + 1);
      const bool nothing =
          after == text_.npos || At(after) == '\n' || At(after) == '\r' || At(after) == '#';
      if (!nothing) return false;
      insertions_.emplace(colon + 1, " [" + Joined(texts, ", ") + "]");
      return true;
    }
    return false;
  }

  // An element that has no such list yet.
  bool AddList(const YAML::Node& element, const std::string& key,
               const std::vector<std::string>& texts) {
    const size_t place = PlaceOf(element);
    if (At(place) == '{') {
      const size_t first = PlaceOf(element.begin()->first);
      const std::string gap = Space(place + 1, first);
      insertions_.emplace(first, Quoted(key) + ": [" + Joined(texts, ", ") + "]," + gap);
      return true;
    }
    // Behind the line of the id, which is never longer than one.
    const std::string indent(static_cast<size_t>(element.Mark().column), ' ');
    std::string lines = line_break_ + indent + key + ":";
    for (const std::string& text : texts) {
      lines += line_break_ + indent + "  - " + Quoted(text);
    }
    const size_t end = text_.find_first_of("\r\n", PlaceOf(element["id"]));
    insertions_.emplace(end == text_.npos ? text_.size() : end, std::move(lines));
    return true;
  }

  const std::string_view text_;
  const std::string line_break_;
  Insertions insertions_;
};

// What the file should say afterwards.
Strategy Expected(Strategy strategy, absl::Span<const ElementAddition> additions) {
  for (Element& element : strategy.elements) {
    for (const ElementAddition& addition : additions) {
      if (addition.element != element.id) continue;
      element.aliases.insert(element.aliases.begin(), addition.aliases.begin(),
                             addition.aliases.end());
      element.examples.insert(element.examples.begin(), addition.examples.begin(),
                              addition.examples.end());
    }
  }
  return strategy;
}

}  // namespace

absl::StatusOr<std::string> AddToStrategyFile(std::string_view text,
                                              absl::Span<const ElementAddition> additions) {
  // Within the limits, and without anchors, before anything is built of it.
  ZUSAGE_ASSIGN_OR_RETURN(const Strategy before, ParseStrategy(text));
  Editor editor(text);
  try {
    const YAML::Node document = YAML::Load(std::string(text));
    for (const ElementAddition& addition : additions) {
      if (!editor.Add(document, addition)) return NotEdited(addition.element);
    }
  } catch (const YAML::Exception&) {
    return NotEdited(additions.empty() ? "" : additions.front().element);
  }
  std::string edited = editor.Run();
  ZUSAGE_ASSIGN_OR_RETURN(const Strategy after, ParseStrategy(edited));
  if (after != Expected(before, additions)) {
    return NotEdited(additions.empty() ? "" : additions.front().element);
  }
  return edited;
}

}  // namespace zusage::strategy
