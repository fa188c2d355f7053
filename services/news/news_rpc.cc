// SPDX-License-Identifier: Apache-2.0
#include "services/news/news_rpc.h"

namespace zusage::news {

NewsRpc::NewsRpc(rpc::Plumbing& plumbing, storage::Store& store, const Clock& clock,
                 RandomSource& random)
    : path_(v1::NewsService::service_full_name(), plumbing, &store),
      store_(store),
      clock_(clock),
      random_(random) {}

}  // namespace zusage::news
