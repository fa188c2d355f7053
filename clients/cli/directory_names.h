// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_CLIENTS_CLI_DIRECTORY_NAMES_H_
#define ZUSAGE_CLIENTS_CLI_DIRECTORY_NAMES_H_

#include <map>
#include <string>

namespace zusage::cli {

class Session;

// What people call customers and principals, read from the server when the first is shown. Best
// effort: who may not list them, or has more than kMaxNamePages pages of them, sees the names that
// resources have.
class DirectoryNames {
 public:
  static constexpr int kMaxNamePages = 5;

  // "Contoso" of "customers/01J…"; "" if it is not known. Never fails.
  std::string DisplayName(const std::string& name, Session& session);

 private:
  void LoadCustomers(Session& session);
  void LoadPrincipals(Session& session);

  bool loaded_ = false;
  std::map<std::string, std::string> names_;
};

}  // namespace zusage::cli

#endif  // ZUSAGE_CLIENTS_CLI_DIRECTORY_NAMES_H_
