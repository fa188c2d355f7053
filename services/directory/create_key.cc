// SPDX-License-Identifier: Apache-2.0
#include "services/directory/create_key.h"

#include "services/base/errors.h"
#include "services/base/status_macros.h"
#include "services/directory/domain/customer.h"
#include "services/directory/domain/errors.h"
#include "storage/crypto.h"
#include "storage/key_repository.h"
#include "storage/principal_repository.h"

namespace zusage::directory {
namespace {

absl::Status CheckInput(const CreateKeyInput& input, absl::Time now) {
  FieldErrors errors;
  if (input.label.size() > kMaxKeyLabelBytes) {
    errors.Add("label", kTooLong,
               {{"limit", std::to_string(kMaxKeyLabelBytes)},
                {"size", std::to_string(input.label.size())}});
  }
  if (input.expire_time.has_value() && *input.expire_time <= now) {
    errors.Add("expire_time", kExpired);
  }
  return errors.status();
}

absl::Status CheckPrincipalMayHaveMore(storage::ReadTransaction& tx, const std::string& name) {
  ZUSAGE_ASSIGN_OR_RETURN(const RecordedPrincipal owner,
                          storage::PrincipalRepository::Get(tx, name));
  if (!owner.principal.active) return Error(kPrincipalInactive, {{"principal", name}});
  ZUSAGE_ASSIGN_OR_RETURN(const int64_t count, storage::KeyRepository::CountUnrevoked(tx, name));
  if (count < kMaxKeysPerPrincipal) return absl::OkStatus();
  return Error(kTooManyKeys,
               {{"principal", name}, {"limit", std::to_string(kMaxKeysPerPrincipal)}});
}

}  // namespace

absl::StatusOr<Key> CreateKey(storage::Unit& unit, const Caller& caller,
                              const CreateKeyInput& input, RandomSource& random) {
  ZUSAGE_RETURN_IF_ERROR(CheckInput(input, unit.commit_time()));
  ZUSAGE_RETURN_IF_ERROR(CheckPrincipalMayHaveMore(unit.tx(), input.principal));
  const Key key{.name = input.principal + "/keys/" + NewId(unit.commit_time(), random),
                .principal = input.principal,
                .label = TidyName(input.label),
                .create_time = unit.commit_time(),
                .expire_time = input.expire_time};
  const storage::Digest token_hash = storage::Sha256({input.token});

  unit.Describe("CreateKey", {caller.principal, caller.on_behalf_of});
  unit.Touch(key.name);
  unit.Touch(key.principal);
  ZUSAGE_RETURN_IF_ERROR(storage::KeyRepository::Add(unit, key, storage::BytesOf(token_hash)));
  return storage::KeyRepository::Get(unit.tx(), key.name);
}

}  // namespace zusage::directory
