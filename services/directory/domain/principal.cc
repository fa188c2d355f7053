// SPDX-License-Identifier: Apache-2.0
#include "services/directory/domain/principal.h"

#include <algorithm>

#include "services/base/errors.h"
#include "services/base/resource_name.h"
#include "services/directory/domain/customer.h"
#include "services/directory/domain/errors.h"

namespace zusage::directory {
namespace {

bool AnyProduct(std::string_view product) { return product.empty() || product == kAllProducts; }

// What such a role may do concerns no product, so that bound to one it would mean more than it
// says.
bool NeedsAllProducts(Role role) {
  return role == Role::kAdmin || role == Role::kAuditor || role == Role::kService ||
         role == Role::kIntegration;
}

// Mail servers decide what an address may be; this only catches what was meant to be something
// else.
bool LooksLikeEmail(std::string_view email) {
  const size_t at = email.find('@');
  if (at == 0 || at == email.npos || at + 1 == email.size()) return false;
  if (email.find('@', at + 1) != email.npos) return false;
  return std::all_of(email.begin(), email.end(),
                     [](char c) { return static_cast<unsigned char>(c) > ' ' && c != '\x7f'; });
}

void CheckGrant(const Grant& grant, std::string_view path, FieldErrors& errors) {
  const auto field = [&](std::string_view name) {
    return std::string(path).append(".").append(name);
  };
  if (grant.role <= Role::kUnspecified || grant.role > Role::kIntegration) {
    errors.Add(field("role"), kRequired);
  } else if (NeedsAllProducts(grant.role) && grant.product != kAllProducts) {
    errors.Add(field("product"), kRoleNeedsAllProducts);
  }
  if (grant.product != kAllProducts && !MatchName(kProductPattern, grant.product)) {
    errors.Add(field("product"), kInvalidFormat, {{"expected", "products/atlas"}});
  }
}

void CheckGrants(const std::vector<Grant>& grants, FieldErrors& errors) {
  if (grants.size() > kMaxGrants) {
    errors.Add("grants", kTooMany,
               {{"limit", std::to_string(kMaxGrants)}, {"size", std::to_string(grants.size())}});
    return;
  }
  for (size_t i = 0; i < grants.size(); ++i) {
    const std::string path = "grants[" + std::to_string(i) + "]";
    CheckGrant(grants[i], path, errors);
    const auto before = grants.begin() + static_cast<std::ptrdiff_t>(i);
    if (std::find(grants.begin(), before, grants[i]) != before) {
      errors.Add(path, kDuplicate, {{"value", grants[i].product}});
    }
  }
}

void CheckLength(std::string_view field, std::string_view text, size_t limit, FieldErrors& errors) {
  if (text.size() <= limit) return;
  errors.Add(field, kTooLong,
             {{"limit", std::to_string(limit)}, {"size", std::to_string(text.size())}});
}

}  // namespace

absl::Status Validate(const Principal& principal) {
  FieldErrors errors;
  if (!MatchName(kPrincipalPattern, principal.name)) {
    errors.Add("name", kInvalidFormat, {{"expected", std::string(kPrincipalPattern)}});
  }
  if (MatchingKey(principal.display_name).empty()) errors.Add("display_name", kRequired);
  CheckLength("display_name", principal.display_name, kMaxDisplayNameBytes, errors);
  CheckLength("email", principal.email, kMaxEmailBytes, errors);
  if (!principal.email.empty() && !LooksLikeEmail(principal.email)) {
    errors.Add("email", kInvalidFormat, {{"expected", "anna@example.com"}});
  }
  if (principal.language != "en" && principal.language != "de") {
    errors.Add("language", kInvalidEnum, {{"allowed", "en, de"}});
  }
  CheckGrants(principal.grants, errors);
  return errors.status();
}

Principal Tidy(Principal principal) {
  principal.display_name = TidyName(principal.display_name);
  if (principal.language.empty()) principal.language = "en";
  return principal;
}

bool IsActiveAdmin(const Principal& principal) {
  return principal.active && Holds(principal.grants, Role::kAdmin, kAllProducts);
}

bool Holds(const std::vector<Grant>& grants, Role role, std::string_view product) {
  return std::any_of(grants.begin(), grants.end(), [&](const Grant& grant) {
    return grant.role == role &&
           (AnyProduct(product) || grant.product == kAllProducts || grant.product == product);
  });
}

bool ProductScope::Contains(std::string_view product) const {
  return all || std::binary_search(products.begin(), products.end(), product);
}

RecordedPrincipal AsSeenBy(const Caller& caller, RecordedPrincipal recorded) {
  if (caller.Has(Role::kAdmin, kAllProducts)) return recorded;
  recorded.principal.grants.clear();
  recorded.principal.email.clear();
  return recorded;
}

ProductScope ProductsOf(const Caller& caller, std::initializer_list<Role> roles,
                        std::string_view parent) {
  ProductScope scope;
  for (const Grant& grant : caller.grants) {
    if (std::find(roles.begin(), roles.end(), grant.role) == roles.end()) continue;
    if (grant.product == kAllProducts) {
      scope.all = true;
    } else {
      scope.products.push_back(grant.product);
    }
  }
  if (scope.all) scope.products.clear();
  std::sort(scope.products.begin(), scope.products.end());
  scope.products.erase(std::unique(scope.products.begin(), scope.products.end()),
                       scope.products.end());
  if (parent == kAllProducts) return scope;
  ProductScope narrowed;
  if (scope.Contains(parent)) narrowed.products.emplace_back(parent);
  return narrowed;
}

}  // namespace zusage::directory
