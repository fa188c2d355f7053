// SPDX-License-Identifier: Apache-2.0
//
// Resource names as AIP-122 has them: "products/atlas/changeRequests/01J…". Names travel as
// strings; these functions build and take them apart.
#ifndef ZUSAGE_SERVICES_BASE_RESOURCE_NAME_H_
#define ZUSAGE_SERVICES_BASE_RESOURCE_NAME_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zusage {

// Whether `name` fits `pattern`, where {x} stands for one non-empty segment of up to 63 characters
// of [A-Za-z0-9._-]: Matches("products/{p}", "products/atlas"). Returns the segments' values.
std::optional<std::vector<std::string_view>> MatchName(std::string_view pattern,
                                                       std::string_view name);

// "products/atlas" of any name below a product; "" if it is not below one.
std::string_view ProductOf(std::string_view name);

// The last segment: "01J…".
std::string_view LastSegment(std::string_view name);

// Whether `id` may name a product or an element: 1 to 63 of [A-Za-z0-9._-], not starting with
// '.' or '-'.
bool IsSegment(std::string_view id);

inline constexpr std::string_view kProductPattern = "products/{product}";
inline constexpr std::string_view kStrategyPattern = "products/{product}/strategies/{version}";
inline constexpr std::string_view kElementPattern = "products/{product}/elements/{element}";
inline constexpr std::string_view kChangeRequestPattern =
    "products/{product}/changeRequests/{change_request}";
inline constexpr std::string_view kItemPattern =
    "products/{product}/changeRequests/{change_request}/items/{item}";
inline constexpr std::string_view kApprovalPattern = "products/{product}/approvals/{approval}";
inline constexpr std::string_view kPromisePattern = "products/{product}/promises/{promise}";
inline constexpr std::string_view kDisputePattern =
    "products/{product}/promises/{promise}/disputes/{dispute}";
inline constexpr std::string_view kClearancePattern = "products/{product}/clearances/{clearance}";
inline constexpr std::string_view kCustomerPattern = "customers/{customer}";
inline constexpr std::string_view kDealPattern = "customers/{customer}/deals/{deal}";
inline constexpr std::string_view kPrincipalPattern = "principals/{principal}";
inline constexpr std::string_view kKeyPattern = "principals/{principal}/keys/{key}";
inline constexpr std::string_view kTeamPattern = "teams/{team}";

}  // namespace zusage

#endif  // ZUSAGE_SERVICES_BASE_RESOURCE_NAME_H_
