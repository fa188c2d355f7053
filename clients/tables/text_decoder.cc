// SPDX-License-Identifier: Apache-2.0
#include "clients/tables/text_decoder.h"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <utility>

#include "clients/tables/errors.h"
#include "services/base/status_macros.h"

namespace zusage::tables {
namespace {

constexpr size_t kBlockBytes = 64 << 10;
// How sure ICU has to be, of 100. Short samples make it modest.
constexpr int32_t kMinConfidence = 15;

bool IsAscii(char byte) { return static_cast<unsigned char>(byte) < 0x80; }

// The length of the longest start of `text` that is whole UTF-8, or may become so: at most three
// bytes of a character are missing at the end.
bool IsUtf8SoFar(std::string_view text, bool at_end) {
  if (IsUtf8(text)) return true;
  for (size_t cut = 1; !at_end && cut <= 3 && cut < text.size(); ++cut) {
    if (IsUtf8(text.substr(0, text.size() - cut))) return true;
  }
  return false;
}

bool LooksWestern(std::string_view text) {
  UErrorCode error = U_ZERO_ERROR;
  UCharsetDetector* const detector = ucsdet_open(&error);
  ucsdet_setText(detector, text.data(), static_cast<int32_t>(text.size()), &error);
  const UCharsetMatch* const match = ucsdet_detect(detector, &error);
  bool western = false;
  if (U_SUCCESS(error) && match != nullptr) {
    const std::string name = ucsdet_getName(match, &error);
    western = (name == "ISO-8859-1" || name == "windows-1252") &&
              ucsdet_getConfidence(match, &error) >= kMinConfidence;
  }
  ucsdet_close(detector);
  return western;
}

}  // namespace

struct TextDecoder::Pivot {
  std::array<UChar, 1024> units;
  UChar* source = units.data();
  UChar* target = units.data();
};

void TextDecoder::Close::operator()(UConverter* converter) const { ucnv_close(converter); }

TextDecoder::TextDecoder(std::istream& in, std::string encoding)
    : in_(in), encoding_(std::move(encoding)) {}

TextDecoder::~TextDecoder() = default;

bool TextDecoder::ReadBlock() {
  const size_t had = block_.size();
  block_.resize(had + kBlockBytes);
  in_.read(block_.data() + had, static_cast<std::streamsize>(kBlockBytes));
  block_.resize(had + static_cast<size_t>(in_.gcount()));
  at_end_ = !in_;
  return block_.size() > had;
}

absl::Status TextDecoder::Use(const std::string& encoding) {
  UErrorCode error = U_ZERO_ERROR;
  from_.reset(ucnv_open(encoding.c_str(), &error));
  if (U_FAILURE(error)) return Error(kEncodingUnknown, {{"encoding", encoding}});
  to_.reset(ucnv_open("UTF-8", &error));
  pivot_ = std::make_unique<Pivot>();
  mode_ = Mode::kConvert;
  return absl::OkStatus();
}

// Looks at the first block: a byte order mark, or what is asked for.
absl::Status TextDecoder::Start() {
  ReadBlock();
  // Nothing else begins like this, whatever it is said to be.
  if (block_.compare(0, 3, "\xEF\xBB\xBF") == 0) {
    block_.erase(0, 3);
    mode_ = Mode::kUtf8;
    return absl::OkStatus();
  }
  const bool little = block_.compare(0, 2, "\xFF\xFE") == 0;
  const bool big = block_.compare(0, 2, "\xFE\xFF") == 0;
  if (encoding_.empty() && (little || big)) {
    block_.erase(0, 2);
    return Use(little ? "UTF-16LE" : "UTF-16BE");
  }
  if (!encoding_.empty()) return Use(encoding_);
  mode_ = Mode::kAscii;
  return absl::OkStatus();
}

// Decides by bytes beyond ASCII, if there are any.
absl::Status TextDecoder::Decide() {
  if (block_.find('\0') != block_.npos) return Error(kEncodingUnclear);
  const auto first = std::find_if_not(block_.begin(), block_.end(), IsAscii);
  if (first == block_.end()) return absl::OkStatus();
  const auto offset = static_cast<size_t>(first - block_.begin());
  if (!at_end_ && block_.size() - offset < kBlockBytes) ReadBlock();
  const std::string_view sample = std::string_view(block_).substr(offset);
  if (IsUtf8SoFar(sample, at_end_)) {
    mode_ = Mode::kUtf8;
    return absl::OkStatus();
  }
  if (!LooksWestern(block_)) return Error(kEncodingUnclear);
  return Use("windows-1252");
}

absl::Status TextDecoder::Convert(std::string& text) {
  const char* source = block_.data();
  const char* const end = source + block_.size();
  UErrorCode error;
  do {
    std::array<char, 4096> out;
    char* target = out.data();
    error = U_ZERO_ERROR;
    ucnv_convertEx(to_.get(), from_.get(), &target, out.data() + out.size(), &source, end,
                   pivot_->units.data(), &pivot_->source, &pivot_->target,
                   pivot_->units.data() + pivot_->units.size(), /*reset=*/false,
                   /*flush=*/at_end_, &error);
    text.append(out.data(), static_cast<size_t>(target - out.data()));
  } while (error == U_BUFFER_OVERFLOW_ERROR);
  block_.clear();
  return absl::OkStatus();
}

absl::StatusOr<bool> TextDecoder::Read(std::string& text) {
  if (mode_ == Mode::kStart) {
    ZUSAGE_RETURN_IF_ERROR(Start());
  } else if (at_end_) {
    return false;
  } else {
    ReadBlock();
  }
  if (mode_ == Mode::kAscii) ZUSAGE_RETURN_IF_ERROR(Decide());
  if (mode_ == Mode::kConvert) {
    ZUSAGE_RETURN_IF_ERROR(Convert(text));
    return true;
  }
  text += block_;
  block_.clear();
  return true;
}

bool IsUtf8(std::string_view text) {
  const auto size = static_cast<int32_t>(text.size());
  for (int32_t i = 0; i < size;) {
    UChar32 character;
    U8_NEXT(text.data(), i, size, character);
    if (character < 0) return false;
  }
  return true;
}

}  // namespace zusage::tables
