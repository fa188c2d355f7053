// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_NEWS_NEWS_PROTO_H_
#define ZUSAGE_SERVICES_NEWS_NEWS_PROTO_H_

#include "services/news/list_notices.h"
#include "services/news/mark_notices_read.h"
#include "zusage/news/v1/news_service.pb.h"

namespace zusage::news {

ListNoticesInput FromProto(const v1::ListNoticesRequest& request);
MarkNoticesReadInput FromProto(const v1::MarkNoticesReadRequest& request);

v1::ListNoticesResponse ToProto(const ListNoticesOutput& output);

}  // namespace zusage::news

#endif  // ZUSAGE_SERVICES_NEWS_NEWS_PROTO_H_
