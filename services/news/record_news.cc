// SPDX-License-Identifier: Apache-2.0
#include "services/news/record_news.h"

#include <algorithm>
#include <string>

#include "services/base/status_macros.h"
#include "storage/delivery_repository.h"
#include "storage/news_repository.h"

namespace zusage::news {
namespace {

// Ids of one moment, in their order.
std::vector<std::string> NewIds(size_t count, absl::Time now, RandomSource& random) {
  std::vector<std::string> ids;
  ids.reserve(count);
  for (size_t i = 0; i < count; ++i) ids.push_back(NewId(now, random));
  std::ranges::sort(ids);
  return ids;
}

}  // namespace

absl::Status RecordNews(storage::WriteTransaction& tx, absl::Time now, RandomSource& random,
                        std::vector<Told> told) {
  const std::vector<std::string> ids = NewIds(told.size(), now, random);
  for (size_t i = 0; i < told.size(); ++i) {
    News& news = told[i].news;
    news.id = ids[i];
    ZUSAGE_ASSIGN_OR_RETURN(const bool added,
                            storage::NewsRepository::Add(tx, news, told[i].people));
    if (!added) continue;  // told before
    ZUSAGE_RETURN_IF_ERROR(storage::DeliveryRepository::Enqueue(tx, news));
  }
  return absl::OkStatus();
}

}  // namespace zusage::news
