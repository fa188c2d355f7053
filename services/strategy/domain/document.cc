// SPDX-License-Identifier: Apache-2.0
#include "services/strategy/domain/document.h"

#include <yaml-cpp/anchor.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>
#include <utility>

#include "services/strategy/domain/errors.h"

namespace zusage::strategy {
namespace {

// Builds the tree from events and refuses what exceeds the limits. After the first error it ignores
// whatever else comes.
class Builder {
 public:
  explicit Builder(const DocumentLimits& limits) : limits_(limits) {}

  bool Scalar(std::string text, bool quoted, bool null, int line) {
    Node node;
    node.kind = null ? Node::Kind::kNull : Node::Kind::kScalar;
    node.quoted = quoted;
    node.text = std::move(text);
    node.line = line;
    return Add(std::move(node), /*opens=*/false);
  }

  bool Open(Node::Kind kind, int line) {
    if (static_cast<int>(open_.size()) >= limits_.depth) {
      return Fail(Error(kStrategyTooDeep, {{"limit", std::to_string(limits_.depth)},
                                           {"line", std::to_string(line)}}));
    }
    Node node;
    node.kind = kind;
    node.line = line;
    return Add(std::move(node), /*opens=*/true);
  }

  bool Close() {
    Node done = std::move(open_.back());
    open_.pop_back();
    if (open_.empty()) {
      root_ = std::move(done);
    } else {
      Attach(std::move(done));
    }
    return true;
  }

  // The key of the value that comes next.
  bool Key(std::string key) {
    open_.back().keys.push_back(std::move(key));
    return true;
  }

  bool Fail(absl::Status status) {
    if (status_.ok()) status_ = std::move(status);
    return false;
  }

  // Whether the next scalar is a key: a map with as many keys as values waits for one.
  bool ExpectsKey() const {
    return !open_.empty() && open_.back().kind == Node::Kind::kMap &&
           open_.back().keys.size() == open_.back().children.size();
  }

  bool failed() const { return !status_.ok(); }
  const absl::Status& status() const { return status_; }
  Node TakeRoot() { return std::move(root_); }

 private:
  bool Add(Node node, bool opens) {
    if (++nodes_ > limits_.nodes) {
      return Fail(Error(kStrategyTooManyNodes, {{"limit", std::to_string(limits_.nodes)},
                                                {"line", std::to_string(node.line)}}));
    }
    if (opens) {
      open_.push_back(std::move(node));
    } else if (open_.empty()) {
      root_ = std::move(node);
    } else {
      Attach(std::move(node));
    }
    return true;
  }

  void Attach(Node node) { open_.back().children.push_back(std::move(node)); }

  DocumentLimits limits_;
  std::vector<Node> open_;
  Node root_;
  size_t nodes_ = 0;
  absl::Status status_;
};

absl::Status SyntaxError(int line, std::string_view problem) {
  return Error(kStrategySyntax,
               {{"line", std::to_string(line)}, {"problem", std::string(problem)}});
}

// Thrown through yaml-cpp to stop it at the first error; caught in ReadYaml.
struct Stop {};

class YamlEvents final : public YAML::EventHandler {
 public:
  explicit YamlEvents(Builder& builder) : builder_(builder) {}

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    RefuseAnchor(mark, anchor);
    Check(builder_.ExpectsKey() ? builder_.Key("") : builder_.Scalar("", false, true, Line(mark)));
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    Check(builder_.Fail(Error(kStrategyAlias, {{"line", std::to_string(Line(mark))}})));
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    RefuseAnchor(mark, anchor);
    if (builder_.ExpectsKey()) {
      Check(builder_.Key(value));
      return;
    }
    const bool quoted = tag == "!" || tag == "tag:yaml.org,2002:str";
    const bool null = !quoted && (value.empty() || value == "~" || value == "null");
    Check(builder_.Scalar(value, quoted, null, Line(mark)));
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    RefuseAnchor(mark, anchor);
    RefuseAsKey(mark);
    Check(builder_.Open(Node::Kind::kList, Line(mark)));
  }
  void OnSequenceEnd() override { Check(builder_.Close()); }

  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    RefuseAnchor(mark, anchor);
    RefuseAsKey(mark);
    Check(builder_.Open(Node::Kind::kMap, Line(mark)));
  }
  void OnMapEnd() override { Check(builder_.Close()); }

 private:
  static int Line(const YAML::Mark& mark) { return mark.line + 1; }

  void Check(bool go_on) {
    if (!go_on) throw Stop();
  }
  void RefuseAnchor(const YAML::Mark& mark, YAML::anchor_t anchor) {
    if (anchor != 0) OnAlias(mark, anchor);
  }
  void RefuseAsKey(const YAML::Mark& mark) {
    if (builder_.ExpectsKey()) {
      Check(builder_.Fail(Error(kStrategyComplexKey, {{"line", std::to_string(Line(mark))}})));
    }
  }

  Builder& builder_;
};

void ReadYaml(std::string_view text, Builder& builder) {
  try {
    std::istringstream stream{std::string(text)};
    YAML::Parser parser(stream);
    YamlEvents events(builder);
    parser.HandleNextDocument(events);
    if (parser) {
      // A second document would be ignored silently; reading it tells whether there is one.
      DocumentLimits none{.bytes = 0, .depth = 0, .nodes = 0};
      Builder rest(none);
      YamlEvents rest_events(rest);
      bool more = false;
      try {
        more = parser.HandleNextDocument(rest_events);
      } catch (const Stop&) {
        more = true;
      }
      if (more) builder.Fail(Error(kStrategyManyDocuments));
    }
  } catch (const Stop&) {
    // The builder knows why.
  } catch (const YAML::Exception& error) {
    builder.Fail(SyntaxError(std::max(error.mark.line, 0) + 1, error.msg));
  }
}

// nlohmann's SAX events; it calls them by these names.
class JsonEvents {
 public:
  using Json = nlohmann::json;
  JsonEvents(Builder& builder, std::string_view text) : builder_(builder), text_(text) {}

  bool null() { return builder_.Scalar("", false, true, Line()); }
  bool boolean(bool value) { return Plain(value ? "true" : "false"); }
  bool number_integer(Json::number_integer_t value) { return Plain(std::to_string(value)); }
  bool number_unsigned(Json::number_unsigned_t value) { return Plain(std::to_string(value)); }
  bool number_float(Json::number_float_t, const std::string& text) { return Plain(text); }
  bool string(std::string& value) { return builder_.Scalar(std::move(value), true, false, Line()); }
  bool binary(Json::binary_t&) { return false; }
  bool start_object(size_t) { return builder_.Open(Node::Kind::kMap, Line()); }
  bool key(std::string& key) { return builder_.Key(std::move(key)); }
  bool end_object() { return builder_.Close(); }
  bool start_array(size_t) { return builder_.Open(Node::Kind::kList, Line()); }
  bool end_array() { return builder_.Close(); }

  bool parse_error(size_t position, const std::string&, const Json::exception&) {
    const size_t end = std::min(position, text_.size());
    const auto line = 1 + std::count(text_.begin(), text_.begin() + end, '\n');
    return builder_.Fail(SyntaxError(static_cast<int>(line), "unexpected character or end"));
  }

 private:
  bool Plain(std::string text) { return builder_.Scalar(std::move(text), false, false, Line()); }
  int Line() const { return 1; }  // the SAX interface does not tell; paths do

  Builder& builder_;
  std::string_view text_;
};

bool LooksLikeJson(std::string_view text) {
  const size_t start = text.find_first_not_of(" \t\r\n");
  return start != text.npos && text[start] == '{';
}

}  // namespace

absl::StatusOr<Node> ReadDocument(std::string_view text, const DocumentLimits& limits) {
  if (text.size() > limits.bytes) {
    return Error(kStrategyTooLarge,
                 {{"limit", std::to_string(limits.bytes)}, {"size", std::to_string(text.size())}});
  }
  if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
  Builder builder(limits);
  if (LooksLikeJson(text)) {
    JsonEvents events(builder, text);
    if (!nlohmann::json::sax_parse(text.begin(), text.end(), &events)) {
      builder.Fail(SyntaxError(1, "incomplete"));
    }
  } else {
    ReadYaml(text, builder);
  }
  if (builder.failed()) return builder.status();
  return builder.TakeRoot();
}

}  // namespace zusage::strategy
