// SPDX-License-Identifier: Apache-2.0
#include "storage/journal/checkpoint.h"

#include <optional>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/base/status_macros.h"
#include "storage/text.h"

namespace zusage::storage {
namespace {

constexpr char kEd25519 = 1;                   // the algorithm byte of signed notes
constexpr std::string_view kDash = "\u2014 ";  // starts a signature line
constexpr size_t kKeyHashSize = 4;

std::string TypedKey(const Verifier& verifier) {
  return std::string(1, kEd25519) + verifier.public_key;
}

// Tells which key of a name signed.
std::string KeyHash(const Verifier& verifier) {
  const Digest digest = Sha256({verifier.name, "\n", TypedKey(verifier)});
  return std::string(BytesOf(digest).substr(0, kKeyHashSize));
}

// The part of a note that is signed.
std::string Body(const Checkpoint& checkpoint, const std::string& origin) {
  return absl::StrCat(origin, "\n", checkpoint.size, "\n", Base64(BytesOf(checkpoint.root)), "\n");
}

absl::StatusOr<Checkpoint> ParseBody(std::string_view body, const Verifier& verifier) {
  const std::vector<std::string> lines = absl::StrSplit(Absl(body), '\n');
  Checkpoint checkpoint;
  std::optional<Digest> root;
  if (lines.size() == 4) root = DigestFrom(FromBase64(lines[2]).value_or(""));
  if (!root.has_value() || !absl::SimpleAtoi(lines[1], &checkpoint.size)) {
    return absl::DataLossError("the checkpoint cannot be read");
  }
  checkpoint.root = *root;
  // Also refuses other spellings of the same, such as leading zeros.
  if (Body(checkpoint, verifier.name) != body) {
    return absl::DataLossError("the checkpoint belongs to another journal");
  }
  return checkpoint;
}

bool IsSigned(std::string_view body, std::string_view signatures, const Verifier& verifier) {
  const std::string prefix = absl::StrCat(Absl(kDash), verifier.name, " ");
  for (const absl::string_view line : absl::StrSplit(Absl(signatures), '\n')) {
    if (line.substr(0, prefix.size()) != prefix) continue;
    const absl::string_view encoded = line.substr(prefix.size());
    const std::string bytes = FromBase64({encoded.data(), encoded.size()}).value_or("");
    if (bytes.substr(0, kKeyHashSize) != KeyHash(verifier)) continue;
    return SignatureHolds(verifier.public_key, body, bytes.substr(kKeyHashSize));
  }
  return false;
}

}  // namespace

std::string Verifier::ToString() const {
  return absl::StrCat(name, "+", absl::BytesToHexString(KeyHash(*this)), "+",
                      Base64(TypedKey(*this)));
}

Verifier VerifierOf(std::string_view private_key) {
  const std::string public_key = PublicKeyOf(private_key);
  const Digest digest = Sha256({public_key});
  const std::string id = absl::BytesToHexString(Absl(BytesOf(digest).substr(0, 8)));
  return {absl::StrCat("zusage-journal/", id), public_key};
}

absl::StatusOr<Verifier> ParseVerifier(std::string_view text) {
  const size_t first = text.find('+');
  const size_t second = first == text.npos ? text.npos : text.find('+', first + 1);
  if (second != text.npos) {
    const std::string key = FromBase64(text.substr(second + 1)).value_or("");
    Verifier verifier{std::string(text.substr(0, first)), key.empty() ? "" : key.substr(1)};
    if (verifier.ToString() == text) return verifier;
  }
  return absl::InvalidArgumentError("a verifier key looks like name+hash+key");
}

std::string SignCheckpoint(const Checkpoint& checkpoint, std::string_view private_key) {
  const Verifier verifier = VerifierOf(private_key);
  const std::string body = Body(checkpoint, verifier.name);
  const std::string signature = KeyHash(verifier) + Sign(private_key, body);
  return absl::StrCat(body, "\n", Absl(kDash), verifier.name, " ", Base64(signature), "\n");
}

absl::StatusOr<Checkpoint> OpenCheckpoint(std::string_view note, const Verifier& verifier) {
  const size_t blank = note.find("\n\n");
  if (blank == note.npos) return absl::DataLossError("the checkpoint is no signed note");
  const std::string_view body = note.substr(0, blank + 1);
  if (!IsSigned(body, note.substr(blank + 2), verifier)) {
    return absl::DataLossError("the checkpoint's signature does not hold");
  }
  return ParseBody(body, verifier);
}

}  // namespace zusage::storage
