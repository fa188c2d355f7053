// SPDX-License-Identifier: Apache-2.0
//
// Who calls, and whether they may: from the call's metadata and the method's policy.
//
//   authorization: Bearer TOKEN           whose key it is; required
//   zusage-on-behalf-of: principals/x     for whom; only from keys of tools and services
//   accept-language: de, en;q=0.5         the language of error messages; English by default
//   traceparent: 00-…-…-01                W3C trace context
//
// Everything that is not allowed is refused. A tool acts for a person only if the tool holds TOOL
// for the product, the method allows tools, and the person is active and could call the method too.
// A service that acts for a caller is judged by what that caller may; a service may also act for
// itself.
#ifndef ZUSAGE_SERVICES_RPC_IDENTIFY_H_
#define ZUSAGE_SERVICES_RPC_IDENTIFY_H_

#include <grpcpp/server_context.h>

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "services/base/error.h"
#include "services/base/ids.h"
#include "services/directory/domain/principal.h"
#include "services/rpc/identity_cache.h"
#include "services/rpc/method.h"

namespace zusage::rpc {

inline constexpr char kAuthorization[] = "authorization";
inline constexpr char kBearer[] = "Bearer ";
inline constexpr char kOnBehalfOf[] = "zusage-on-behalf-of";
inline constexpr char kAcceptLanguage[] = "accept-language";
inline constexpr char kTraceparent[] = "traceparent";

// The only value that `key` has in the metadata; "" if it has none or several.
std::string_view SingleValue(const grpc::ServerContextBase& context, std::string_view key);

// German if the first language that is English or German is German; English otherwise. Weights are
// not read: clients send languages in order.
Language ReadLanguage(std::string_view accept_language);

// The trace id of a W3C traceparent, or a new one if that is none.
std::string ReadTraceId(std::string_view traceparent, RandomSource& random);

// The caller, if it may call `method` about `product`, which Method::ProductOf() gives.
// UNAUTHENTICATED, PERMISSION_DENIED, or UNAVAILABLE if nobody can say who it is.
absl::StatusOr<directory::Caller> Identify(const grpc::ServerContextBase& context,
                                           const Method& method, std::string_view product,
                                           IdentityCache& identities, absl::Time now);

// Who calls `method` about `product` if `caller`, who was identified for another method, does so
// for `subject` ("principals/…", or "" for whom it called). Errors as Identify().
absl::StatusOr<directory::Caller> ActFor(const directory::Caller& caller, std::string_view subject,
                                         const Method& method, std::string_view product,
                                         IdentityCache& identities);

}  // namespace zusage::rpc

#endif  // ZUSAGE_SERVICES_RPC_IDENTIFY_H_
