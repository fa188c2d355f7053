// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_NEWS_PEOPLE_H_
#define ZUSAGE_SERVICES_NEWS_PEOPLE_H_

#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "services/directory/domain/principal.h"
#include "services/news/domain/audience.h"
#include "storage/connection.h"

namespace zusage::news {

// Everybody as they are now: whom news finds. Reads each once; lives no longer than the
// transaction.
class People {
 public:
  explicit People(storage::ReadTransaction& tx) : tx_(tx) {}

  // The active holders of any of `roles` for the product, or for any product if it is "".
  absl::StatusOr<std::vector<std::string>> Holders(std::initializer_list<directory::Role> roles,
                                                   std::string_view product);
  // Adds them to those concerned.
  absl::Status AddHolders(Part part, std::initializer_list<directory::Role> roles,
                          std::string_view product, std::vector<Concerned>& concerned);

  // Who is told of what happened.
  absl::StatusOr<Told> Tell(Happening happening);

 private:
  absl::StatusOr<bool> IsActive(std::string_view principal);
  absl::StatusOr<const std::vector<directory::Principal>*> HoldersOf(directory::Role role);

  storage::ReadTransaction& tx_;
  std::map<std::string, bool, std::less<>> active_;
  std::map<directory::Role, std::vector<directory::Principal>> holders_;  // for any product
};

}  // namespace zusage::news

#endif  // ZUSAGE_SERVICES_NEWS_PEOPLE_H_
