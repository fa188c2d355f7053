// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_NEWS_RECORD_NEWS_H_
#define ZUSAGE_SERVICES_NEWS_RECORD_NEWS_H_

#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/base/ids.h"
#include "services/news/domain/news.h"
#include "storage/connection.h"

namespace zusage::news {

// The one function through which all news goes: gives each an id of `now`, in their order, and adds
// it with its notices, unless there is news of its occasion already. Idempotent. `now` is the
// unit's commit time, so that ids rise in the order in which news is recorded.
absl::Status RecordNews(storage::WriteTransaction& tx, absl::Time now, RandomSource& random,
                        std::vector<Told> told);

}  // namespace zusage::news

#endif  // ZUSAGE_SERVICES_NEWS_RECORD_NEWS_H_
