// SPDX-License-Identifier: Apache-2.0
// zusage promise export
#include "clients/cli/export.h"
#include "clients/cli/export_names.h"
#include "clients/cli/export_table.h"
#include "clients/cli/promise.h"
#include "clients/cli/proto_values.h"
#include "clients/cli/short_names.h"
#include "services/base/resource_name.h"
#include "services/base/status_macros.h"
#include "zusage/commitments/v1/commitment_service.grpc.pb.h"

namespace zusage::cli {
namespace {

using commitments::v1::CommitmentService;
using commitments::v1::LineStanding;
using commitments::v1::Promise;
using commitments::v1::PromiseLine;
using tables::Cell;

// One line of a promise is one row.
struct Line {
  const Promise& promise;
  const PromiseLine& line;
};
using Columns = std::vector<ExportColumn<Line>>;

Columns PromiseColumns(ExportNames& names) {
  return {
      {"name",
       {"Resource", "Ressource"},
       38,
       [](const Line& l) { return TextCell(l.promise.name()); }},
      {"product",
       {"Product", "Produkt"},
       18,
       [](const Line& l) { return TextCell(std::string(ProductOf(l.promise.name()))); }},
      {"customer",
       {"Customer's resource", "Ressource des Kunden"},
       38,
       [](const Line& l) { return TextCell(l.promise.customer()); }},
      {"customer_display_name",
       {"Customer", "Kunde"},
       36,
       [&names](const Line& l) {
         return TextCell(names.CustomerOf(l.promise.customer()).display_name);
       }},
      {"customer_external_id",
       {"Customer's external id", "Externe Id des Kunden"},
       20,
       [&names](const Line& l) {
         return TextCell(names.CustomerOf(l.promise.customer()).external_id);
       }},
      {"deal_reference",
       {"Deal", "Abschluss"},
       20,
       [&names](const Line& l) { return TextCell(names.ReferenceOf(l.promise.deal())); }},
      {"promised_by",
       {"Promised by", "Zugesagt von"},
       22,
       [](const Line& l) { return TextCell(l.promise.promised_by()); }},
      {"made_time",
       {"Made", "Gegeben"},
       17,
       [](const Line& l) { return TimeCell(l.promise.made_time()); }},
      {"source",
       {"Source", "Quelle"},
       36,
       [](const Line& l) { return TextCell(l.promise.source()); }},
  };
}

void AddLineColumns(Columns& columns) {
  columns.insert(
      columns.end(),
      {{"line", {"Line", "Zeile"}, 8, [](const Line& l) { return TextCell(l.line.id()); }},
       {"text", {"Promise", "Zusage"}, 48, [](const Line& l) { return TextCell(l.line.text()); }},
       {"item", {"Item", "Gegenstand"}, 36, [](const Line& l) { return TextCell(l.line.item()); }},
       {"quantity",
        {"Quantity", "Menge"},
        12,
        [](const Line& l) {
          return l.line.has_quantity() ? Cell(l.line.quantity().value()) : Cell();
        }},
       {"unit",
        {"Unit", "Einheit"},
        14,
        [](const Line& l) { return TextCell(l.line.quantity().unit()); }},
       {"due_date",
        {"Due", "Fällig"},
        12,
        [](const Line& l) { return DayCell(l.line.due_date()); }},
       {"carried_conditions",
        {"Conditions said along", "Mitgesagte Bedingungen"},
        14,
        [](const Line& l) { return LinesCell(l.line.carried_conditions()); }}});
}

// How it stands.
void AddStandingColumns(const ExportTable& table, Columns& columns) {
  const auto standing = [&table](const LineStanding& of) {
    return table.Enum(*commitments::v1::Standing_descriptor(), of.standing());
  };
  columns.insert(
      columns.end(),
      {{"standing_when_made",
        {"When made", "Bei der Zusage"},
        18,
        [standing](const Line& l) { return standing(l.line.standing_when_made()); }},
       {"standing_now",
        {"Now", "Jetzt"},
        18,
        [standing](const Line& l) { return standing(l.line.standing_now()); }},
       {"reason_now",
        {"Reason", "Begründung"},
        48,
        [&table](const Line& l) {
          return TextCell(In(table.language(), l.line.standing_now().reason()));
        }},
       {"lost_ground",
        {"Lost ground", "Boden verloren"},
        12,
        [](const Line& l) { return Cell(l.promise.lost_ground()); }},
       {"course",
        {"Course", "Verlauf"},
        14,
        [&table](const Line& l) {
          return table.Enum(*commitments::v1::Course_descriptor(), l.line.course());
        }},
       {"delivered_date",
        {"Delivered", "Geliefert"},
        12,
        [](const Line& l) { return DayCell(l.line.delivered_date()); }},
       {"at_stake",
        {"At stake", "Betroffen"},
        14,
        [](const Line& l) { return AmountCell(l.promise.has_at_stake(), l.promise.at_stake()); }},
       {"at_stake_currency",
        {"Currency", "Währung"},
        10,
        [](const Line& l) { return TextCell(l.promise.at_stake().currency_code()); }},
       {"recorded_by",
        {"Recorded by", "Erfasst von"},
        22,
        [](const Line& l) { return TextCell(l.promise.recorded_by()); }},
       {"create_time", {"Recorded", "Erfasst"}, 17, [](const Line& l) {
          return TimeCell(l.promise.create_time());
        }}});
}

absl::StatusOr<ExitCode> ExportPromises(const Arguments& arguments, Session& session) {
  commitments::v1::ListPromisesRequest request;
  request.set_parent(ProductName(arguments.Text("--product")));
  ZUSAGE_ASSIGN_OR_RETURN(*request.mutable_filter(),
                          ReadFilter(arguments, CalendarOfProduct{}, session));
  request.set_page_size(kExportPageSize);
  ExportNames names(session);
  ZUSAGE_ASSIGN_OR_RETURN(const auto table, ExportTable::Open(arguments, "promises", session));
  Columns columns = PromiseColumns(names);
  AddLineColumns(columns);
  AddStandingColumns(*table, columns);
  ZUSAGE_RETURN_IF_ERROR(table->Begin(columns));
  for (const auto& promise :
       session.client().List(&CommitmentService::Stub::ListPromises,
                             &commitments::v1::ListPromisesResponse::promises, request)) {
    ZUSAGE_RETURN_IF_ERROR(promise.status());
    for (const PromiseLine& line : promise->lines()) {
      ZUSAGE_RETURN_IF_ERROR(table->Add(columns, Line{*promise, line}));
    }
  }
  ZUSAGE_RETURN_IF_ERROR(table->Finish());
  return ExitCode::kOk;
}

}  // namespace

Verb ExportPromisesVerb() {
  return {"export",
          {"Promises as a table in a file, a row for each line, newest first",
           "Zusagen als Tabelle in einer Datei, je Zeile der Zusage eine, neueste zuerst"},
          ExportOptions(FilterOptions()),
          &ExportPromises};
}

}  // namespace zusage::cli
