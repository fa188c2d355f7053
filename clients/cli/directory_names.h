// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_CLIENTS_CLI_DIRECTORY_NAMES_H_
#define ZUSAGE_CLIENTS_CLI_DIRECTORY_NAMES_H_

#include <map>
#include <string>

namespace zusage::cli {

class Session;

// What people call customers and principals: a page of each is read from the server when the first
// is shown, and what is not on it when it is. Best effort: who may not read them sees the names
// that resources have.
class DirectoryNames {
 public:
  // "Contoso" of "customers/01J…"; "" if it is not known. Never fails.
  std::string DisplayName(const std::string& name, Session& session);

 private:
  void LoadCustomers(Session& session);
  void LoadPrincipals(Session& session);
  std::string Fetch(const std::string& name, Session& session);

  bool loaded_ = false;
  std::map<std::string, std::string> names_;
};

}  // namespace zusage::cli

#endif  // ZUSAGE_CLIENTS_CLI_DIRECTORY_NAMES_H_
