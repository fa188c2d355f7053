// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_DIRECTORY_DOMAIN_PRINCIPAL_H_
#define ZUSAGE_SERVICES_DIRECTORY_DOMAIN_PRINCIPAL_H_

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/base/error.h"

namespace zusage::directory {

// What a principal may be; numbered as zusage.type.v1.Role.
enum class Role {
  kUnspecified = 0,
  kSales = 1,
  kPresales = 2,
  kProductManager = 3,
  kLeader = 4,
  kAuditor = 5,
  kAdmin = 6,
  kTool = 7,
  kService = 8,
  kIntegration = 9,
};

inline constexpr std::string_view kAllProducts = "products/-";

// A role on one product ("products/atlas") or on all ("products/-").
struct Grant {
  Role role = Role::kUnspecified;
  std::string product;

  friend bool operator==(const Grant&, const Grant&) = default;
};

// A person, a tool or a process that can act.
struct Principal {
  std::string name;  // "principals/…"
  std::string display_name;
  std::string email;
  std::string language;  // "en" or "de"
  std::vector<Grant> grants;
  bool active = true;

  friend bool operator==(const Principal&, const Principal&) = default;
};

// A principal as the store knows it.
struct RecordedPrincipal {
  Principal principal;
  absl::Time create_time;
  int64_t position = 0;  // of the newest entry that changed it: its etag
};

inline constexpr size_t kMaxDisplayNameBytes = 200;
inline constexpr size_t kMaxEmailBytes = 254;
inline constexpr size_t kMaxGrants = 100;

// Whether `principal` can be recorded: a name of its form; a display name; an email address of the
// form a@b or none; "en" or "de"; grants of known roles, each once, where roles that no product
// binds (admin, auditor, service, integration) are granted for all products. Field errors are
// relative to the principal.
absl::Status Validate(const Principal& principal);

// The principal as it is recorded: a tidy display name, and "en" if no language is given.
Principal Tidy(Principal principal);

// Whether it may administer: active, and an admin.
bool IsActiveAdmin(const Principal& principal);

// Whether `grants` hold `role` for `product` ("products/atlas"); for "" or "products/-", whether
// they hold it for any product.
bool Holds(const std::vector<Grant>& grants, Role role, std::string_view product);

// Who makes a call, as operations see it. A tool that acts on behalf of a person has the person's
// grants here; what the tool itself may do was settled before the operation began.
struct Caller {
  std::string principal;      // whose key it is
  std::string on_behalf_of;   // for whom, or ""
  std::vector<Grant> grants;  // of the subject
  bool is_service = false;    // a process of Zusage acting for itself
  Language language = Language::kEnglish;

  // The one whose deed it is.
  const std::string& subject() const { return on_behalf_of.empty() ? principal : on_behalf_of; }

  bool Has(Role role, std::string_view product) const { return Holds(grants, role, product); }
  bool HasAny(std::initializer_list<Role> roles, std::string_view product) const {
    for (Role role : roles) {
      if (Has(role, product)) return true;
    }
    return false;
  }
};

// The principal as `caller` may see it: those that are no admins see neither grants nor addresses.
RecordedPrincipal AsSeenBy(const Caller& caller, RecordedPrincipal recorded);

// What a caller with any of `roles` may read when it asks for "products/-": everything, or a list.
struct ProductScope {
  bool all = false;
  std::vector<std::string> products;  // "products/…", sorted

  bool Contains(std::string_view product) const;
};

// The products that `caller` sees with one of `roles`, narrowed to `parent` unless that is the
// wildcard "products/-".
ProductScope ProductsOf(const Caller& caller, std::initializer_list<Role> roles,
                        std::string_view parent);

}  // namespace zusage::directory

#endif  // ZUSAGE_SERVICES_DIRECTORY_DOMAIN_PRINCIPAL_H_
