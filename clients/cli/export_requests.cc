// SPDX-License-Identifier: Apache-2.0
// zusage request export
#include "clients/cli/export.h"
#include "clients/cli/export_names.h"
#include "clients/cli/export_table.h"
#include "clients/cli/list_filters.h"
#include "services/base/resource_name.h"
#include "services/base/status_macros.h"
#include "zusage/intake/v1/intake_service.grpc.pb.h"

namespace zusage::cli {
namespace {

using intake::v1::IntakeService;
using tables::Cell;
using type::v1::ChangeRequest;
using Columns = std::vector<ExportColumn<ChangeRequest>>;

// What the field said: what importing takes.
Columns WishColumns(const ExportTable& table, ExportNames& names) {
  return {
      {"name",
       {"Resource", "Ressource"},
       38,
       [](const ChangeRequest& r) { return TextCell(r.name()); }},
      {"product",
       {"Product", "Produkt"},
       18,
       [](const ChangeRequest& r) { return TextCell(std::string(ProductOf(r.name()))); }},
      {"title", {"Title", "Titel"}, 48, [](const ChangeRequest& r) { return TextCell(r.title()); }},
      {"wish", {"Wish", "Wunsch"}, 48, [](const ChangeRequest& r) { return TextCell(r.wish()); }},
      {"problem",
       {"Problem", "Problem"},
       36,
       [](const ChangeRequest& r) { return TextCell(r.problem()); }},
      {"items",
       {"Items", "Gegenstände"},
       36,
       [](const ChangeRequest& r) {
         std::string lines;
         for (const type::v1::ScopeItem& item : r.items()) {
           lines += (lines.empty() ? "" : "\n") + item.text();
         }
         return TextCell(lines);
       }},
      {"area", {"Area", "Bereich"}, 16, [](const ChangeRequest& r) { return TextCell(r.area()); }},
      {"context",
       {"Context", "Kontext"},
       20,
       [&table](const ChangeRequest& r) {
         return table.Enum(*type::v1::Context_descriptor(), r.context());
       }},
      {"wanted_by",
       {"Wanted by", "Gewünscht bis"},
       12,
       [](const ChangeRequest& r) { return DayCell(r.wanted_by()); }},
      {"customer",
       {"Customer's resource", "Ressource des Kunden"},
       38,
       [](const ChangeRequest& r) { return TextCell(r.customer()); }},
      {"customer_display_name",
       {"Customer", "Kunde"},
       36,
       [&names](const ChangeRequest& r) {
         return TextCell(names.CustomerOf(r.customer()).display_name);
       }},
      {"customer_external_id",
       {"Customer's external id", "Externe Id des Kunden"},
       20,
       [&names](const ChangeRequest& r) {
         return TextCell(names.CustomerOf(r.customer()).external_id);
       }},
      {"deal_reference",
       {"Deal", "Abschluss"},
       20,
       [&names](const ChangeRequest& r) { return TextCell(names.ReferenceOf(r.deal())); }},
  };
}

void AddEvidenceColumns(Columns& columns) {
  columns.insert(
      columns.end(),
      {{"pain",
        {"Pain", "Schmerz"},
        8,
        [](const ChangeRequest& r) {
          return r.evidence().has_pain() ? Cell(int64_t{r.evidence().pain()}) : Cell();
        }},
       {"frequency_per_month",
        {"Times a month", "Mal im Monat"},
        14,
        [](const ChangeRequest& r) {
          return r.evidence().has_frequency_per_month() ? Cell(r.evidence().frequency_per_month())
                                                        : Cell();
        }},
       {"similar_customers",
        {"Similar customers", "Ähnliche Kunden"},
        14,
        [](const ChangeRequest& r) {
          return r.evidence().has_similar_customers()
                     ? Cell(int64_t{r.evidence().similar_customers()})
                     : Cell();
        }},
       {"segment_share",
        {"Share of segment", "Anteil am Segment"},
        14,
        [](const ChangeRequest& r) {
          return r.evidence().has_segment_share() ? Cell(r.evidence().segment_share()) : Cell();
        }},
       {"willingness_to_pay",
        {"Would pay", "Würde zahlen"},
        14,
        [](const ChangeRequest& r) {
          return AmountCell(r.evidence().has_willingness_to_pay(),
                            r.evidence().willingness_to_pay());
        }},
       {"willingness_currency",
        {"Currency", "Währung"},
        10,
        [](const ChangeRequest& r) {
          return TextCell(r.evidence().willingness_to_pay().currency_code());
        }},
       {"effort_person_days",
        {"Effort in person days", "Aufwand in Personentagen"},
        14,
        [](const ChangeRequest& r) {
          return r.evidence().has_effort_person_days() ? Cell(r.evidence().effort_person_days())
                                                       : Cell();
        }},
       {"conversations", {"Conversations", "Gespräche"}, 36, [](const ChangeRequest& r) {
          return LinesCell(r.evidence().conversations(), "\n---\n");
        }}});
}

// What became of it.
void AddOutcomeColumns(const ExportTable& table, Columns& columns) {
  columns.insert(columns.end(),
                 {{"state",
                   {"State", "Zustand"},
                   16,
                   [&table](const ChangeRequest& r) {
                     return table.Enum(*ChangeRequest::State_descriptor(), r.state());
                   }},
                  {"verdict",
                   {"Verdict", "Urteil"},
                   16,
                   [&table](const ChangeRequest& r) {
                     return table.Enum(*type::v1::Verdict_descriptor(), r.assessment().verdict());
                   }},
                  {"outcome",
                   {"Outcome", "Ausgang"},
                   14,
                   [&table](const ChangeRequest& r) {
                     return table.Enum(*type::v1::Decision::Outcome_descriptor(),
                                       r.decision().outcome());
                   }},
                  {"decision_reason",
                   {"Reason", "Begründung"},
                   40,
                   [](const ChangeRequest& r) { return TextCell(r.decision().reason()); }},
                  {"decide_time",
                   {"Decided", "Entschieden"},
                   17,
                   [](const ChangeRequest& r) { return TimeCell(r.decision().decide_time()); }},
                  {"owner",
                   {"Decides", "Entscheidet"},
                   22,
                   [](const ChangeRequest& r) { return TextCell(r.review().owner()); }},
                  {"due_time",
                   {"Due", "Fällig"},
                   17,
                   [](const ChangeRequest& r) { return TimeCell(r.review().due_time()); }},
                  {"submitter",
                   {"Submitted by", "Eingereicht von"},
                   22,
                   [](const ChangeRequest& r) { return TextCell(r.submitter()); }},
                  {"create_time", {"Recorded", "Erfasst"}, 17, [](const ChangeRequest& r) {
                     return TimeCell(r.create_time());
                   }}});
}

absl::StatusOr<ExitCode> ExportRequests(const Arguments& arguments, Session& session) {
  ZUSAGE_ASSIGN_OR_RETURN(intake::v1::ListChangeRequestsRequest request,
                          ReadRequestFilter(arguments, session));
  request.set_page_size(kExportPageSize);
  ExportNames names(session);
  ZUSAGE_ASSIGN_OR_RETURN(const auto table, ExportTable::Open(arguments, "requests", session));
  Columns columns = WishColumns(*table, names);
  AddEvidenceColumns(columns);
  AddOutcomeColumns(*table, columns);
  ZUSAGE_RETURN_IF_ERROR(ExportAll(
      columns,
      session.client().List(&IntakeService::Stub::ListChangeRequests,
                            &intake::v1::ListChangeRequestsResponse::change_requests, request),
      *table));
  return ExitCode::kOk;
}

}  // namespace

Verb ExportRequestsVerb() {
  return {"export",
          {"Requests as a table in a file, newest first",
           "Wünsche als Tabelle in einer Datei, neueste zuerst"},
          ExportOptions(RequestFilterOptions()),
          &ExportRequests};
}

}  // namespace zusage::cli
