// SPDX-License-Identifier: Apache-2.0
//
// Who has to know of what happened.
#ifndef ZUSAGE_SERVICES_NEWS_DOMAIN_AUDIENCE_H_
#define ZUSAGE_SERVICES_NEWS_DOMAIN_AUDIENCE_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/functional/function_ref.h"
#include "services/directory/domain/principal.h"
#include "services/news/domain/news.h"

namespace zusage::news {

// The part that somebody has in what happened.
enum class Part {
  kSubmitter,        // handed in the request
  kMergedSubmitter,  // handed in a request that is part of it
  kStoodInFor,       // would have decided, had they not been away
  kPromiser,         // made the promise, or promised something of the request
  kRecorder,         // recorded the promise
  kOwner,            // is asked about it
  kLeader,           // leads the product
  kResolver,         // can resolve the dispute
  kDisputer,         // raised the dispute
  kMember,           // has to do with the product at all
  kSubstitute,       // decides while somebody is away
  kAdmin,            // looks after the installation
};

inline constexpr int kParts = 12;

struct Concerned {
  Part part = Part::kMember;
  std::string principal;  // "principals/…"; "" is nobody
};

// Something that happened, with everybody who has any part in it.
struct Happening {
  News news;  // without an id
  // Whose deed it was beside news.actor: whoever made a promise that another recorded.
  std::vector<std::string> doers;
  std::vector<Concerned> concerned;
};

// Whether news of this kind is for those who have that part.
bool IsFor(Kind kind, Part part);

// Who is told, by name, each once: those whom the kind is for and who are active. Nobody is told of
// their own deed.
std::vector<std::string> AudienceOf(const Happening& happening,
                                    absl::FunctionRef<bool(std::string_view principal)> is_active);

// Whether `caller` may see news of this kind about this product ("" for none) now, whatever they
// might when they were told.
bool MaySee(const directory::Caller& caller, Kind kind, std::string_view product);

}  // namespace zusage::news

#endif  // ZUSAGE_SERVICES_NEWS_DOMAIN_AUDIENCE_H_
