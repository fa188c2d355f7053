// SPDX-License-Identifier: Apache-2.0
//
// JSON written straight into a string: an assessment is stored with every submission, and building
// a tree of maps first costs as much as the check itself.
#ifndef ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_JSON_WRITER_H_
#define ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_JSON_WRITER_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace zusage::alignment {

// Writes JSON without white space. The caller opens and closes in pairs and puts keys in their
// sorted order. Not thread-safe.
class JsonWriter {
 public:
  void Open(char bracket) {
    Separate();
    json_.push_back(bracket);
    first_ = true;
  }
  void Close(char bracket) {
    json_.push_back(bracket);
    first_ = false;
  }
  void Key(std::string_view key) {
    Separate();
    Quote(key);
    json_.push_back(':');
    first_ = true;  // the value follows without a comma
  }
  void Value(std::string_view text) {
    Separate();
    Quote(text);
  }
  // The shortest digits that read back as the same number; it must be finite.
  void Value(double number);
  void Value(int64_t number) {
    Separate();
    json_ += std::to_string(number);
  }
  void Value(bool value) {
    Separate();
    json_ += value ? "true" : "false";
  }
  // A key with its value. Empty texts and absent numbers are left out.
  template <typename Any>
  void Put(std::string_view key, const Any& value) {
    Key(key);
    Value(value);
  }
  void Put(std::string_view key, const std::string& text) {
    if (!text.empty()) Put(key, std::string_view(text));
  }
  void Put(std::string_view key, const std::optional<double>& number) {
    if (number.has_value()) Put(key, *number);
  }
  std::string Take() { return std::move(json_); }

 private:
  void Separate() {
    if (!first_) json_.push_back(',');
    first_ = false;
  }
  void Quote(std::string_view text);

  std::string json_;
  bool first_ = true;
};

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_JSON_WRITER_H_
