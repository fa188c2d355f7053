// SPDX-License-Identifier: Apache-2.0
#include "services/rpc/identify.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "services/base/errors.h"
#include "services/base/resource_name.h"
#include "services/base/status_macros.h"

namespace zusage::rpc {
namespace {

using directory::Caller;
using directory::Principal;
using directory::Role;

constexpr size_t kMaxTokenBytes = 512;
constexpr size_t kTraceparentSize = 55;  // "00-" 32 hex "-" 16 hex "-" 2 hex
constexpr size_t kTraceIdBytes = 16;

absl::string_view Absl(std::string_view text) { return {text.data(), text.size()}; }

bool IsLowerHex(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

absl::Status Denied(const Method& method, std::string_view product) {
  return Error(kPermissionDenied,
               {{"resource", product.empty() ? "products/-" : std::string(product)},
                {"roles", method.role_names}});
}

// Whether the holder of `grants` may call `method` by itself. Whoever acts for another must be more
// than a tool or a service, hence `persons_only`.
bool MayCall(const Method& method, const std::vector<directory::Grant>& grants,
             std::string_view product, bool persons_only) {
  if (method.allows_anyone()) return true;
  return std::any_of(method.roles.begin(), method.roles.end(), [&](Role role) {
    if (persons_only && role == Role::kTool) return false;
    return directory::Holds(grants, role, product);
  });
}

// The token's principal, if it is active.
absl::StatusOr<std::shared_ptr<const Identity>> Authenticate(std::string_view authorization,
                                                             IdentityCache& identities,
                                                             absl::Time now) {
  if (!absl::StartsWithIgnoreCase(Absl(authorization), kBearer)) return Error(kUnauthenticated);
  const std::string_view token = authorization.substr(sizeof(kBearer) - 1);
  if (token.empty() || token.size() > kMaxTokenBytes) return Error(kUnauthenticated);
  auto identity = identities.ByToken(token);
  if (absl::IsNotFound(identity.status())) return Error(kUnauthenticated);
  if (!identity.ok()) return identity;
  if (!(*identity)->principal.active || (*identity)->valid_until <= now) {
    return Error(kUnauthenticated);
  }
  return identity;
}

// The one that `actor` acts for, if both may. What exists is not told to those who may not know.
absl::StatusOr<std::shared_ptr<const Identity>> ResolveSubject(const Principal& actor,
                                                               std::string_view name,
                                                               const Method& method,
                                                               std::string_view product,
                                                               IdentityCache& identities) {
  const bool as_service = directory::Holds(actor.grants, Role::kService, "");
  const bool as_tool = (method.allows_anyone() || method.Allows(Role::kTool)) &&
                       directory::Holds(actor.grants, Role::kTool, product);
  if (!as_service && !as_tool) return Denied(method, product);
  if (!MatchName(kPrincipalPattern, name).has_value()) {
    return FieldError(kOnBehalfOf, kInvalidFormat, {{"expected", std::string(kPrincipalPattern)}});
  }
  auto subject = identities.ByName(name);
  if (absl::IsNotFound(subject.status())) return Denied(method, product);
  if (!subject.ok()) return subject;
  const Principal& principal = (*subject)->principal;
  const bool is_service = directory::Holds(principal.grants, Role::kService, "");
  if (!principal.active || is_service ||
      !MayCall(method, principal.grants, product, /*persons_only=*/!as_service)) {
    return Denied(method, product);
  }
  return subject;
}

}  // namespace

std::string_view SingleValue(const grpc::ServerContextBase& context, std::string_view key) {
  const auto& metadata = context.client_metadata();
  const grpc::string_ref wanted(key.data(), key.size());
  const auto found = metadata.lower_bound(wanted);
  if (found == metadata.end() || found->first != wanted) return {};
  const auto next = std::next(found);
  if (next != metadata.end() && next->first == found->first) return {};
  return {found->second.data(), found->second.size()};
}

Language ReadLanguage(std::string_view accept_language) {
  for (absl::string_view range : absl::StrSplit(Absl(accept_language), ',')) {
    const absl::string_view tag = absl::StripAsciiWhitespace(range);
    if (absl::StartsWithIgnoreCase(tag, "en")) return Language::kEnglish;
    if (absl::StartsWithIgnoreCase(tag, "de")) return Language::kGerman;
  }
  return Language::kEnglish;
}

std::string ReadTraceId(std::string_view traceparent, RandomSource& random) {
  constexpr size_t kTraceIdAt = 3;
  if (traceparent.size() >= kTraceparentSize && traceparent[2] == '-' && traceparent[35] == '-') {
    const std::string_view id = traceparent.substr(kTraceIdAt, 2 * kTraceIdBytes);
    if (IsLowerHex(id) && id.find_first_not_of('0') != id.npos) return std::string(id);
  }
  return absl::BytesToHexString(RandomBytes(kTraceIdBytes, random));
}

absl::StatusOr<Caller> Identify(const grpc::ServerContextBase& context, const Method& method,
                                std::string_view product, IdentityCache& identities,
                                absl::Time now) {
  ZUSAGE_ASSIGN_OR_RETURN(const std::shared_ptr<const Identity> actor,
                          Authenticate(SingleValue(context, kAuthorization), identities, now));
  Caller caller;
  caller.principal = actor->principal.name;
  if (context.client_metadata().contains(kOnBehalfOf)) {
    const std::string_view name = SingleValue(context, kOnBehalfOf);
    ZUSAGE_ASSIGN_OR_RETURN(const std::shared_ptr<const Identity> subject,
                            ResolveSubject(actor->principal, name, method, product, identities));
    caller.on_behalf_of = subject->principal.name;
    caller.grants = subject->principal.grants;
    return caller;
  }
  if (!MayCall(method, actor->principal.grants, product, /*persons_only=*/false)) {
    return Denied(method, product);
  }
  caller.grants = actor->principal.grants;
  caller.is_service = directory::Holds(caller.grants, Role::kService, "");
  return caller;
}

absl::StatusOr<Caller> ActFor(const Caller& caller, std::string_view subject, const Method& method,
                              std::string_view product, IdentityCache& identities) {
  if (subject.empty() || subject == caller.subject()) {
    const bool may = MayCall(method, caller.grants, product, /*persons_only=*/false);
    return may ? absl::StatusOr<Caller>(caller) : Denied(method, product);
  }
  ZUSAGE_ASSIGN_OR_RETURN(const std::shared_ptr<const Identity> actor,
                          identities.ByName(caller.principal));
  ZUSAGE_ASSIGN_OR_RETURN(const std::shared_ptr<const Identity> other,
                          ResolveSubject(actor->principal, subject, method, product, identities));
  return Caller{.principal = caller.principal,
                .on_behalf_of = other->principal.name,
                .grants = other->principal.grants,
                .language = caller.language};
}

}  // namespace zusage::rpc
