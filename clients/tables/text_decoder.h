// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_CLIENTS_TABLES_TEXT_DECODER_H_
#define ZUSAGE_CLIENTS_TABLES_TEXT_DECODER_H_

#include <istream>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

struct UConverter;

namespace zusage::tables {

// Reads bytes of any encoding as UTF-8, a block at a time. Not thread-safe.
//
// The byte order mark of UTF-8 decides always, that of UTF-16 without an encoding; else the first
// bytes beyond ASCII: if they are UTF-8 it is UTF-8, if ICU takes them for Western European it is
// windows-1252, otherwise it is an error, because what is guessed wrong is recorded wrong. UTF-8 is
// passed on unchecked: whoever knows the line checks it with IsUtf8().
class TextDecoder {
 public:
  // `in` must outlive it. `encoding` is any name that ICU knows; "" to find out.
  TextDecoder(std::istream& in, std::string encoding);
  ~TextDecoder();

  // Appends what comes next; false at the end. INVALID_ARGUMENT ENCODING_UNKNOWN, ENCODING_UNCLEAR.
  absl::StatusOr<bool> Read(std::string& text);

 private:
  enum class Mode { kStart, kAscii, kUtf8, kConvert };

  bool ReadBlock();
  absl::Status Start();
  absl::Status Decide();
  absl::Status Convert(std::string& text);
  absl::Status Use(const std::string& encoding);

  std::istream& in_;
  const std::string encoding_;
  Mode mode_ = Mode::kStart;
  std::string block_;  // read and not yet passed on
  bool at_end_ = false;
  struct Close {
    void operator()(UConverter* converter) const;
  };
  std::unique_ptr<UConverter, Close> from_;
  std::unique_ptr<UConverter, Close> to_;
  struct Pivot;
  std::unique_ptr<Pivot> pivot_;
};

// Whether all of `text` is UTF-8.
bool IsUtf8(std::string_view text);

}  // namespace zusage::tables

#endif  // ZUSAGE_CLIENTS_TABLES_TEXT_DECODER_H_
