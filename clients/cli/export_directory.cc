// SPDX-License-Identifier: Apache-2.0
// zusage customer export, zusage deal export
#include "clients/cli/export.h"
#include "clients/cli/export_names.h"
#include "clients/cli/export_table.h"
#include "clients/cli/list_filters.h"
#include "services/base/status_macros.h"
#include "zusage/directory/v1/directory_service.grpc.pb.h"

namespace zusage::cli {
namespace {

using directory::v1::DirectoryService;
using type::v1::Customer;
using type::v1::Deal;

std::vector<ExportColumn<Customer>> CustomerColumns() {
  return {
      {"name", {"Resource", "Ressource"}, 38, [](const Customer& c) { return TextCell(c.name()); }},
      {"display_name",
       {"Customer", "Kunde"},
       36,
       [](const Customer& c) { return TextCell(c.display_name()); }},
      {"aliases",
       {"Also called", "Auch genannt"},
       24,
       [](const Customer& c) { return LinesCell(c.aliases()); }},
      {"external_id",
       {"External id", "Externe Id"},
       20,
       [](const Customer& c) { return TextCell(c.external_id()); }},
      {"segment",
       {"Segment", "Segment"},
       24,
       [](const Customer& c) { return TextCell(c.segment()); }},
      {"size", {"Size", "Größe"}, 18, [](const Customer& c) { return TextCell(c.size()); }},
      {"revenue",
       {"Revenue", "Umsatz"},
       14,
       [](const Customer& c) { return AmountCell(c.has_revenue(), c.revenue()); }},
      {"revenue_currency",
       {"Currency", "Währung"},
       10,
       [](const Customer& c) { return TextCell(c.revenue().currency_code()); }},
      {"create_time",
       {"Recorded", "Erfasst"},
       17,
       [](const Customer& c) { return TimeCell(c.create_time()); }},
  };
}

std::vector<ExportColumn<Deal>> DealColumns(const ExportTable& table, ExportNames& names) {
  return {
      {"name", {"Resource", "Ressource"}, 38, [](const Deal& d) { return TextCell(d.name()); }},
      {"customer",
       {"Customer's resource", "Ressource des Kunden"},
       38,
       [](const Deal& d) { return TextCell(d.customer()); }},
      {"customer_display_name",
       {"Customer", "Kunde"},
       36,
       [&names](const Deal& d) { return TextCell(names.CustomerOf(d.customer()).display_name); }},
      {"customer_external_id",
       {"Customer's external id", "Externe Id des Kunden"},
       20,
       [&names](const Deal& d) { return TextCell(names.CustomerOf(d.customer()).external_id); }},
      {"reference",
       {"Reference", "Referenz"},
       20,
       [](const Deal& d) { return TextCell(d.reference()); }},
      {"stage",
       {"Stage", "Phase"},
       14,
       [&table](const Deal& d) {
         return table.Enum(*type::v1::DealStage_descriptor(), d.stage());
       }},
      {"amount",
       {"Amount", "Betrag"},
       14,
       [](const Deal& d) { return AmountCell(d.has_amount(), d.amount()); }},
      {"currency",
       {"Currency", "Währung"},
       10,
       [](const Deal& d) { return TextCell(d.amount().currency_code()); }},
      {"close_date",
       {"Closes", "Abschluss am"},
       12,
       [](const Deal& d) { return DayCell(d.close_date()); }},
      {"outcome_reason",
       {"Reason", "Begründung"},
       40,
       [](const Deal& d) { return TextCell(d.outcome_reason()); }},
      {"create_time",
       {"Recorded", "Erfasst"},
       17,
       [](const Deal& d) { return TimeCell(d.create_time()); }},
  };
}

absl::StatusOr<ExitCode> ExportCustomers(const Arguments& arguments, Session& session) {
  directory::v1::ListCustomersRequest request;
  request.set_prefix(arguments.Text("PREFIX"));
  request.set_page_size(kExportPageSize);
  ZUSAGE_ASSIGN_OR_RETURN(const auto table, ExportTable::Open(arguments, "customers", session));
  ZUSAGE_RETURN_IF_ERROR(
      ExportAll(CustomerColumns(),
                session.client().List(&DirectoryService::Stub::ListCustomers,
                                      &directory::v1::ListCustomersResponse::customers, request),
                *table));
  return ExitCode::kOk;
}

absl::StatusOr<ExitCode> ExportDeals(const Arguments& arguments, Session& session) {
  ZUSAGE_ASSIGN_OR_RETURN(directory::v1::ListDealsRequest request,
                          ReadDealFilter(arguments, session));
  request.set_page_size(kExportPageSize);
  ExportNames names(session);
  ZUSAGE_ASSIGN_OR_RETURN(const auto table, ExportTable::Open(arguments, "deals", session));
  ZUSAGE_RETURN_IF_ERROR(
      ExportAll(DealColumns(*table, names),
                session.client().List(&DirectoryService::Stub::ListDeals,
                                      &directory::v1::ListDealsResponse::deals, request),
                *table));
  return ExitCode::kOk;
}

}  // namespace

Verb ExportCustomersVerb() {
  return {"export",
          {"Customers as a table in a file", "Kunden als Tabelle in einer Datei"},
          ExportOptions(CustomerFilterOptions()),
          &ExportCustomers};
}

Verb ExportDealsVerb() {
  return {"export",
          {"Deals as a table in a file", "Abschlüsse als Tabelle in einer Datei"},
          ExportOptions(DealFilterOptions()),
          &ExportDeals};
}

}  // namespace zusage::cli
