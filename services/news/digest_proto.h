// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_NEWS_DIGEST_PROTO_H_
#define ZUSAGE_SERVICES_NEWS_DIGEST_PROTO_H_

#include "absl/status/statusor.h"
#include "services/news/domain/digest.h"
#include "services/news/get_digest.h"
#include "zusage/news/v1/news_service.pb.h"

namespace zusage::news {

// INVALID_DATE if there is no such day.
absl::StatusOr<GetDigestInput> FromProto(const v1::GetDigestRequest& request);

// With its documents.
v1::Digest ToProto(const Digest& digest);

}  // namespace zusage::news

#endif  // ZUSAGE_SERVICES_NEWS_DIGEST_PROTO_H_
