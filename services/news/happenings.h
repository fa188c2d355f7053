// SPDX-License-Identifier: Apache-2.0
//
// What happened by an entry of the journal, from the facts as of its position. Steps of the
// follower, each for the entries that mean such a thing; see domain/meaning.h.
#ifndef ZUSAGE_SERVICES_NEWS_HAPPENINGS_H_
#define ZUSAGE_SERVICES_NEWS_HAPPENINGS_H_

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/news/domain/audience.h"
#include "services/news/domain/meaning.h"
#include "services/news/people.h"
#include "storage/connection.h"
#include "storage/journal/leaf.h"

namespace zusage::news {

// Everything that somebody may have to know of an entry.
absl::StatusOr<std::vector<Happening>> HappeningsOf(storage::ReadTransaction& tx, People& people,
                                                    const storage::Leaf& entry);

// Its parts: those about requests and their reviews, about promises and disputes, about what
// promises lost, and the rest.
absl::Status AddAboutRequests(storage::ReadTransaction& tx, const storage::Leaf& entry,
                              const std::set<Meaning>& meanings,
                              std::vector<Happening>& happenings);
absl::Status AddAboutPromises(storage::ReadTransaction& tx, People& people,
                              const storage::Leaf& entry, const std::set<Meaning>& meanings,
                              std::vector<Happening>& happenings);
absl::Status AddLostGround(storage::ReadTransaction& tx, const storage::Leaf& entry,
                           const std::set<Meaning>& meanings, std::vector<Happening>& happenings);

// Something of this kind about `subject` that came about by the entry, still with nobody in it.
Happening HappeningBy(const storage::Leaf& entry, Kind kind, std::string_view subject);

// The names among the entry's resources that fit `pattern`.
std::vector<std::string> NamesIn(const storage::Leaf& entry, std::string_view pattern);

}  // namespace zusage::news

#endif  // ZUSAGE_SERVICES_NEWS_HAPPENINGS_H_
