// SPDX-License-Identifier: Apache-2.0
#include "services/directory/directory_proto.h"

#include "services/base/etag.h"
#include "services/values/proto_values.h"

namespace zusage::directory {
namespace {

void Write(const TeamMember& member, v1::TeamMember& message) {
  message.set_principal(member.principal);
  message.set_display_name(member.display_name);
  message.set_active(member.active);
}

}  // namespace

Principal FromProto(const v1::Principal& message) {
  Principal principal{.name = message.name(),
                      .display_name = message.display_name(),
                      .email = message.email(),
                      .language = message.language(),
                      .active = message.active()};
  for (const v1::Grant& grant : message.grants()) {
    principal.grants.push_back(Grant{static_cast<Role>(grant.role()), grant.product()});
  }
  return principal;
}

v1::Principal ToProto(const RecordedPrincipal& recorded) {
  const Principal& principal = recorded.principal;
  v1::Principal message;
  message.set_name(principal.name);
  message.set_display_name(principal.display_name);
  message.set_email(principal.email);
  message.set_language(principal.language);
  for (const Grant& grant : principal.grants) {
    v1::Grant& added = *message.add_grants();
    added.set_role(static_cast<type::v1::Role>(grant.role));
    added.set_product(grant.product);
  }
  message.set_active(principal.active);
  *message.mutable_create_time() = values::ToProto(recorded.create_time);
  message.set_etag(EtagOf(principal.name, recorded.position));
  return message;
}

v1::Key ToProto(const Key& key) {
  v1::Key message;
  message.set_name(key.name);
  message.set_label(key.label);
  *message.mutable_create_time() = values::ToProto(key.create_time);
  if (key.expire_time.has_value()) {
    *message.mutable_expire_time() = values::ToProto(*key.expire_time);
  }
  if (key.revoke_time.has_value()) {
    *message.mutable_revoke_time() = values::ToProto(*key.revoke_time);
  }
  return message;
}

Team FromProto(const v1::Team& message) {
  Team team{.name = message.name(),
            .display_name = message.display_name(),
            .lead = message.lead().principal(),
            .members = {}};
  for (const v1::TeamMember& member : message.members()) team.members.push_back(member.principal());
  return team;
}

v1::Team ToProto(const RecordedTeam& recorded) {
  v1::Team message;
  message.set_name(recorded.team.name);
  message.set_display_name(recorded.team.display_name);
  if (!recorded.team.lead.empty()) Write(recorded.lead, *message.mutable_lead());
  for (const TeamMember& member : recorded.members) Write(member, *message.add_members());
  *message.mutable_create_time() = values::ToProto(recorded.create_time);
  message.set_etag(EtagOf(recorded.team.name, recorded.position));
  return message;
}

v1::LookAlike ToProto(const LookAlike& look_alike) {
  v1::LookAlike message;
  *message.mutable_customer() = values::ToProto(look_alike.customer);
  *message.mutable_other() = values::ToProto(look_alike.other);
  message.set_score(look_alike.likeness.percent / 100.0);
  for (const Likeness likeness : look_alike.likeness.likenesses) {
    message.add_likenesses(static_cast<v1::LookAlike::Likeness>(likeness));
  }
  return message;
}

}  // namespace zusage::directory
