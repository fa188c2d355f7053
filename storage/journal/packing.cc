// SPDX-License-Identifier: Apache-2.0
#include "storage/journal/packing.h"

#include <lz4.h>

#include <cstddef>
#include <cstdint>

namespace zusage::storage {
namespace {

constexpr char kPacked = 1;
constexpr size_t kHeaderSize = 5;
// No longer text is packed, nor believed to be.
constexpr size_t kMaxSize = size_t{64} << 20;
// Shorter text gains nothing.
constexpr size_t kMinSize = 64;

void WriteHeader(size_t size, char* header) {
  header[0] = kPacked;
  for (size_t i = 0; i < 4; ++i) header[1 + i] = static_cast<char>(size >> (24 - 8 * i));
}

size_t SizeIn(std::string_view bytes) {
  size_t size = 0;
  for (size_t i = 1; i < kHeaderSize; ++i) size = size << 8 | static_cast<uint8_t>(bytes[i]);
  return size;
}

}  // namespace

std::string_view Pack(std::string_view json, std::string& packed) {
  if (json.size() < kMinSize || json.size() > kMaxSize) return json;
  // With no more room than that, what would be no shorter does not fit.
  packed.resize(json.size() - 1);
  const int written =
      LZ4_compress_default(json.data(), packed.data() + kHeaderSize, static_cast<int>(json.size()),
                           static_cast<int>(packed.size() - kHeaderSize));
  if (written <= 0) return json;
  WriteHeader(json.size(), packed.data());
  return std::string_view(packed).substr(0, kHeaderSize + static_cast<size_t>(written));
}

std::optional<std::string> Unpack(std::string bytes) {
  if (bytes.empty() || bytes[0] != kPacked) return bytes;
  if (bytes.size() < kHeaderSize) return std::nullopt;
  const size_t size = SizeIn(bytes);
  if (size > kMaxSize) return std::nullopt;
  std::string json(size, '\0');
  const int read =
      LZ4_decompress_safe(bytes.data() + kHeaderSize, json.data(),
                          static_cast<int>(bytes.size() - kHeaderSize), static_cast<int>(size));
  if (read < 0 || static_cast<size_t>(read) != size) return std::nullopt;
  return json;
}

}  // namespace zusage::storage
