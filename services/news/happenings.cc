// SPDX-License-Identifier: Apache-2.0
#include "services/news/happenings.h"

#include "absl/strings/str_cat.h"
#include "services/base/resource_name.h"
#include "services/base/status_macros.h"
#include "storage/substitute_repository.h"

namespace zusage::news {
namespace {

using directory::Role;

constexpr std::string_view kAbsencePattern = "principals/{principal}/substitutes/{substitute}";

absl::Status AddPublished(People& people, const storage::Leaf& entry,
                          std::vector<Happening>& happenings) {
  for (const std::string& version : NamesIn(entry, kStrategyPattern)) {
    Happening happening = HappeningBy(entry, Kind::kStrategyPublished, version);
    ZUSAGE_RETURN_IF_ERROR(people.AddHolders(
        Part::kMember, {Role::kSales, Role::kPresales, Role::kProductManager, Role::kLeader},
        happening.news.product, happening.concerned));
    happenings.push_back(std::move(happening));
  }
  return absl::OkStatus();
}

// One that was called off before anybody was told is no news. As it is said now: nothing that is
// told later may rest on days that hold no more.
absl::Status AddAbsence(storage::ReadTransaction& tx, const storage::Leaf& entry,
                        std::vector<Happening>& happenings) {
  for (const std::string& name : NamesIn(entry, kAbsencePattern)) {
    ZUSAGE_ASSIGN_OR_RETURN(const review::Substitute absence,
                            storage::SubstituteRepository::Get(tx, name));
    if (absence.last_day < absence.first_day) continue;
    Happening happening = HappeningBy(entry, Kind::kSubstituteSet, name);
    happening.news.details = {{"first_day", FormatDate(absence.first_day)},
                              {"last_day", FormatDate(absence.last_day)},
                              {"principal", absence.principal}};
    happening.concerned.push_back({Part::kSubstitute, absence.substitute});
    happenings.push_back(std::move(happening));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<Happening>> HappeningsOf(storage::ReadTransaction& tx, People& people,
                                                    const storage::Leaf& entry) {
  const std::set<Meaning> meanings = MeaningsOf(entry.operation);
  std::vector<Happening> happenings;
  // Nearly all entries are passed over here, by their headers alone.
  if (meanings.empty() && NamesIn(entry, kCustomerPattern).empty()) return happenings;
  ZUSAGE_RETURN_IF_ERROR(AddAboutRequests(tx, entry, meanings, happenings));
  ZUSAGE_RETURN_IF_ERROR(AddAboutPromises(tx, people, entry, meanings, happenings));
  ZUSAGE_RETURN_IF_ERROR(AddLostGround(tx, entry, meanings, happenings));
  if (meanings.contains(Meaning::kPublished)) {
    ZUSAGE_RETURN_IF_ERROR(AddPublished(people, entry, happenings));
  }
  if (meanings.contains(Meaning::kAbsence)) {
    ZUSAGE_RETURN_IF_ERROR(AddAbsence(tx, entry, happenings));
  }
  return happenings;
}

Happening HappeningBy(const storage::Leaf& entry, Kind kind, std::string_view subject) {
  const std::string& actor = entry.on_behalf_of.empty() ? entry.principal : entry.on_behalf_of;
  const bool is_person = MatchName(kPrincipalPattern, actor).has_value();  // else it was time
  Happening happening;
  happening.news = {
      .occasion =
          absl::StrCat(static_cast<int>(kind), " ", std::string(subject), " ", entry.position),
      .kind = kind,
      .product = std::string(ProductOf(subject)),
      .subject = std::string(subject),
      .actor = is_person ? actor : "",
      .position = entry.position,
      .create_time = entry.commit_time,
  };
  return happening;
}

std::vector<std::string> NamesIn(const storage::Leaf& entry, std::string_view pattern) {
  std::vector<std::string> names;
  for (const std::string& resource : entry.resources) {
    if (MatchName(pattern, resource).has_value()) names.push_back(resource);
  }
  return names;
}

}  // namespace zusage::news
