// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_NEWS_GET_DIGEST_H_
#define ZUSAGE_SERVICES_NEWS_GET_DIGEST_H_

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/base/time.h"
#include "services/news/domain/digest.h"
#include "storage/connection.h"

namespace zusage::news {

struct GetDigestInput {
  std::string parent;        // "products/…"
  std::optional<Date> week;  // any of its days; the last whole week if absent
};

// One week of a product as it was known at its end, or now if it is not over. Names are those that
// people and customers have now. Errors: NOT_FOUND; INVALID_ARGUMENT / WEEK_IN_FUTURE.
absl::StatusOr<Digest> GetDigest(storage::ReadTransaction& tx, const GetDigestInput& input,
                                 absl::Time now);

}  // namespace zusage::news

#endif  // ZUSAGE_SERVICES_NEWS_GET_DIGEST_H_
