// SPDX-License-Identifier: Apache-2.0
//
// Conversions between the directory's messages and the values that its operations take. Those of
// customers and deals, which other roles' messages carry too, are in services/values/.
#ifndef ZUSAGE_SERVICES_DIRECTORY_DIRECTORY_PROTO_H_
#define ZUSAGE_SERVICES_DIRECTORY_DIRECTORY_PROTO_H_

#include "services/directory/domain/key.h"
#include "services/directory/domain/principal.h"
#include "services/directory/domain/team.h"
#include "services/directory/list_look_alikes.h"
#include "zusage/directory/v1/directory_service.pb.h"

namespace zusage::directory {

Principal FromProto(const v1::Principal& principal);

// With create_time and etag.
v1::Principal ToProto(const RecordedPrincipal& principal);

// Without a token.
v1::Key ToProto(const Key& key);

Team FromProto(const v1::Team& team);

// With create_time, etag, and its people as they are now.
v1::Team ToProto(const RecordedTeam& team);

v1::LookAlike ToProto(const LookAlike& look_alike);

}  // namespace zusage::directory

#endif  // ZUSAGE_SERVICES_DIRECTORY_DIRECTORY_PROTO_H_
