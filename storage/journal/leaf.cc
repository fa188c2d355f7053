// SPDX-License-Identifier: Apache-2.0
#include "storage/journal/leaf.h"

#include <utility>

#include "absl/strings/str_cat.h"

namespace zusage::storage {
namespace {

constexpr char kVersion = 1;

void PutNumber(uint64_t value, int bytes, std::string& out) {
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
    out.push_back(static_cast<char>(value >> shift));
  }
}

class LeafWriter {
 public:
  void Put(std::string_view field) {
    fits_ = fits_ && field.size() <= kMaxLeafSize;
    PutNumber(field.size(), 2, bytes_);
    bytes_.append(field);
  }
  void PutInt(int64_t value, int bytes) {
    PutNumber(bytes, 2, bytes_);
    PutNumber(static_cast<uint64_t>(value), bytes, bytes_);
  }
  absl::StatusOr<std::string> Take() && {
    if (fits_ && bytes_.size() <= kMaxLeafSize) return std::move(bytes_);
    return absl::ResourceExhaustedError(
        absl::StrCat("a journal entry names too much: ", bytes_.size(), " bytes"));
  }

 private:
  std::string bytes_{kVersion};
  bool fits_ = true;
};

class LeafReader {
 public:
  explicit LeafReader(std::string_view bytes) : rest_(bytes) {
    ok_ = !bytes.empty() && bytes[0] == kVersion;
    if (ok_) rest_.remove_prefix(1);
  }
  std::string_view Get() {
    const size_t size = static_cast<size_t>(Number(Cut(2)));
    return Cut(size);
  }
  int64_t GetInt(size_t bytes) {
    const std::string_view field = Get();
    ok_ = ok_ && field.size() == bytes;
    return ok_ ? static_cast<int64_t>(Number(field)) : 0;
  }
  Digest GetDigest() {
    const std::optional<Digest> digest = DigestFrom(Get());
    ok_ = ok_ && digest.has_value();
    return digest.value_or(Digest{});
  }
  void Refuse() { ok_ = false; }
  bool ok() const { return ok_; }
  bool done() const { return ok_ && rest_.empty(); }

 private:
  static uint64_t Number(std::string_view bytes) {
    uint64_t value = 0;
    for (const char byte : bytes) value = value << 8 | static_cast<unsigned char>(byte);
    return value;
  }
  std::string_view Cut(size_t size) {
    if (!ok_ || rest_.size() < size) {
      ok_ = false;
      return {};
    }
    const std::string_view cut = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return cut;
  }

  std::string_view rest_;
  bool ok_ = true;
};

PartKind GetKind(LeafReader& reader) {
  const int64_t kind = reader.GetInt(1);
  if (kind > static_cast<int64_t>(PartKind::kFreeText)) reader.Refuse();
  return static_cast<PartKind>(kind);
}

}  // namespace

absl::StatusOr<std::string> EncodeLeaf(const Leaf& leaf) {
  LeafWriter writer;
  writer.PutInt(leaf.position, 8);
  writer.PutInt(absl::ToUnixMicros(leaf.commit_time), 8);
  writer.Put(leaf.principal);
  writer.Put(leaf.on_behalf_of);
  writer.Put(leaf.operation);
  writer.PutInt(static_cast<int64_t>(leaf.resources.size()), 2);
  for (const std::string& resource : leaf.resources) writer.Put(resource);
  writer.PutInt(leaf.schema_version, 8);
  writer.PutInt(static_cast<int64_t>(leaf.parts.size()), 2);
  for (const LeafPart& part : leaf.parts) {
    writer.PutInt(static_cast<int64_t>(part.kind), 1);
    writer.Put(BytesOf(part.digest));
  }
  return std::move(writer).Take();
}

absl::StatusOr<Leaf> DecodeLeaf(std::string_view bytes) {
  LeafReader reader(bytes);
  Leaf leaf;
  leaf.position = reader.GetInt(8);
  leaf.commit_time = absl::FromUnixMicros(reader.GetInt(8));
  leaf.principal = reader.Get();
  leaf.on_behalf_of = reader.Get();
  leaf.operation = reader.Get();
  for (int64_t count = reader.GetInt(2); count > 0 && reader.ok(); --count) {
    leaf.resources.emplace_back(reader.Get());
  }
  leaf.schema_version = reader.GetInt(8);
  for (int64_t count = reader.GetInt(2); count > 0 && reader.ok(); --count) {
    const PartKind kind = GetKind(reader);
    leaf.parts.push_back({kind, reader.GetDigest()});
  }
  if (!reader.done()) return absl::DataLossError("the leaf cannot be decoded");
  return leaf;
}

}  // namespace zusage::storage
