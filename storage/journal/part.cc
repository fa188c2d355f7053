// SPDX-License-Identifier: Apache-2.0
#include "storage/journal/part.h"

#include "absl/strings/str_cat.h"
#include "services/base/status_macros.h"
#include "storage/crypto.h"
#include "storage/journal/packing.h"

namespace zusage::storage {

std::string PartContext(int64_t id) { return absl::StrCat("zusage.journal.part/", id); }

absl::Status VisitParts(ReadTransaction& tx, int64_t first, int64_t last,
                        absl::FunctionRef<absl::Status(const StoredPart&)> visit) {
  return tx.Query(
      "SELECT id, key_id, salt, body FROM journal_parts WHERE id >= :first AND id < :end "
      "ORDER BY id",
      {{"first", first * kPartsPerEntry}, {"end", (last + 1) * kPartsPerEntry}},
      [&](const Row& row) {
        StoredPart part;
        part.id = row.Int(0);
        if (!row.IsNull(1)) part.key_id = row.Int(1);
        part.erased = row.IsNull(2) || row.IsNull(3);
        part.salt = row.Bytes(2);
        part.body = row.Bytes(3);
        return visit(part);
      });
}

absl::StatusOr<std::string> PlaintextOf(const StoredPart& part, KeyStore& keys) {
  if (part.erased) return absl::NotFoundError("the part was erased");
  if (!part.key_id.has_value()) return std::string(part.body);
  ZUSAGE_ASSIGN_OR_RETURN(const DataKey key, keys.Get(*part.key_id));
  std::optional<std::string> text = Unseal(key.bytes, PartContext(part.id), part.body);
  if (!text.has_value()) return absl::DataLossError("the part cannot be decrypted");
  text = Unpack(*std::move(text));
  if (!text.has_value()) return absl::DataLossError("the part cannot be unpacked");
  return *std::move(text);
}

}  // namespace zusage::storage
