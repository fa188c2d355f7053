// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_CLIENTS_CLI_EXPORT_NAMES_H_
#define ZUSAGE_CLIENTS_CLI_EXPORT_NAMES_H_

#include <map>
#include <string>

#include "clients/cli/session.h"

namespace zusage::cli {

// What customers and deals are called outside: read all at once when the first is asked for, and
// one by one what is not among them. Who may not read them sees nothing. Not thread-safe.
class ExportNames {
 public:
  struct Customer {
    std::string display_name;
    std::string external_id;
  };

  // `session` must outlive it.
  explicit ExportNames(Session& session) : session_(session) {}

  const Customer& CustomerOf(const std::string& name);
  // The reference of "customers/…/deals/…".
  const std::string& ReferenceOf(const std::string& deal);

 private:
  void LoadCustomers();
  void LoadDeals();

  Session& session_;
  bool has_customers_ = false;
  bool has_deals_ = false;
  std::map<std::string, Customer> customers_;
  std::map<std::string, std::string> references_;
};

}  // namespace zusage::cli

#endif  // ZUSAGE_CLIENTS_CLI_EXPORT_NAMES_H_
