// SPDX-License-Identifier: Apache-2.0
#include "storage/promise_reader.h"

#include <string>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/base/status_macros.h"
#include "storage/fact.h"

namespace zusage::storage {

using commitments::Dispute;
using commitments::Promise;

absl::StatusOr<std::vector<Promise>> PromiseReader::Read(Binds binds) {
  ZUSAGE_RETURN_IF_ERROR(ReadPromises(binds));
  if (promises_.empty()) return std::move(promises_);
  std::vector<Bind> more(binds.begin(), binds.end());
  ZUSAGE_RETURN_IF_ERROR(ReadLines(more));
  more.push_back({"known", FactsEnd(position_)});
  ZUSAGE_RETURN_IF_ERROR(ReadSuperseded(binds));
  ZUSAGE_RETURN_IF_ERROR(ReadLinks(more));
  ZUSAGE_RETURN_IF_ERROR(ReadDeliveries(more));
  ZUSAGE_RETURN_IF_ERROR(ReadRetractions(more));
  ZUSAGE_RETURN_IF_ERROR(ReadSupersessions(more));
  ZUSAGE_RETURN_IF_ERROR(ReadDisputes(more));
  ZUSAGE_RETURN_IF_ERROR(ReadResolutions(more));
  return std::move(promises_);
}

absl::Status PromiseReader::ReadPromises(Binds binds) {
  return tx_.Query(
      absl::StrCat("SELECT p.fact, p.name, p.product, p.customer, p.deal, p.promised_by,"
                   " p.recorded_by, p.made_time, p.source, e.commit_time FROM (",
                   which_,
                   ") w JOIN promises p ON p.fact = w.fact"
                   " JOIN journal_entries e ON e.position = p.fact >> 10"
                   " ORDER BY p.made_time DESC, p.fact DESC"),
      binds, [&](const Row& row) {
        Promise promise;
        promise.position = PositionOf(row.Int(0));
        promise.name = row.Text(1);
        promise.product = row.Text(2);
        promise.customer = row.Text(3);
        promise.deal = row.Text(4);
        promise.promised_by = row.Text(5);
        promise.recorded_by = row.Text(6);
        promise.made_time = absl::FromUnixMicros(row.Int(7));
        promise.source = row.Text(8);
        promise.create_time = absl::FromUnixMicros(row.Int(9));
        places_.emplace(row.Int(0), promises_.size());
        promises_.push_back(std::move(promise));
        return absl::OkStatus();
      });
}

// Lines lie in the entry of their promise, behind it: a range of keys, without an index.
absl::Status PromiseReader::ReadLines(Binds binds) {
  return tx_.Query(absl::StrCat("SELECT w.fact, l.line, l.text, l.item, l.quantity, l.unit, l.due,"
                                " l.carried_conditions, l.carried_approval FROM (",
                                which_,
                                ") w JOIN promise_lines l"
                                " ON l.fact > w.fact AND l.fact < ((w.fact >> 10) + 1) << 10"
                                " ORDER BY l.fact"),
                   binds, [&](const Row& row) {
                     commitments::Line line{.id = std::string(row.Text(1)),
                                            .text = std::string(row.Text(2)),
                                            .item = std::string(row.Text(3)),
                                            .due = ParseDate(row.Text(6)),
                                            .carried_approval = std::string(row.Text(8))};
                     if (!row.IsNull(4)) line.quantity = {row.Real(4), std::string(row.Text(5))};
                     const std::string_view conditions = row.Text(7);
                     if (!conditions.empty()) {
                       line.carried_conditions = absl::StrSplit(
                           absl::string_view(conditions.data(), conditions.size()), ' ');
                     }
                     Of(row).lines.push_back(std::move(line));
                     return absl::OkStatus();
                   });
}

absl::Status PromiseReader::ReadLinks(Binds binds) {
  return tx_.Query(absl::StrCat("SELECT w.fact, l.fact, l.line, l.item, l.linked_by FROM (", which_,
                                ") w JOIN promise_links l ON l.promise = w.name"
                                " WHERE l.fact < :known ORDER BY l.fact"),
                   binds, [&](const Row& row) {
                     Of(row).links.push_back({.line = std::string(row.Text(2)),
                                              .item = std::string(row.Text(3)),
                                              .linked_by = std::string(row.Text(4)),
                                              .position = PositionOf(row.Int(1))});
                     return absl::OkStatus();
                   });
}

absl::Status PromiseReader::ReadDeliveries(Binds binds) {
  return tx_.Query(
      absl::StrCat("SELECT w.fact, d.fact, d.line, d.delivered_date, d.marked_by FROM (", which_,
                   ") w JOIN promise_deliveries d ON d.promise = w.name"
                   " WHERE d.fact < :known ORDER BY d.fact"),
      binds, [&](const Row& row) {
        Of(row).deliveries.push_back({.line = std::string(row.Text(2)),
                                      .date = ParseDate(row.Text(3)).value_or(Date()),
                                      .marked_by = std::string(row.Text(4)),
                                      .position = PositionOf(row.Int(1))});
        return absl::OkStatus();
      });
}

absl::Status PromiseReader::ReadRetractions(Binds binds) {
  return tx_.Query(
      absl::StrCat("SELECT w.fact, r.fact, r.reason, r.retracted_by, e.commit_time FROM (", which_,
                   ") w JOIN promise_retractions r ON r.promise = w.name"
                   " JOIN journal_entries e ON e.position = r.fact >> 10"
                   " WHERE r.fact < :known"),
      binds, [&](const Row& row) {
        Of(row).retraction = {.reason = std::string(row.Text(2)),
                              .retracted_by = std::string(row.Text(3)),
                              .retract_time = absl::FromUnixMicros(row.Int(4)),
                              .position = PositionOf(row.Int(1))};
        return absl::OkStatus();
      });
}

// What a promise took the place of lies in its entry too.
absl::Status PromiseReader::ReadSuperseded(Binds binds) {
  return tx_.Query(absl::StrCat("SELECT w.fact, s.earlier FROM (", which_,
                                ") w JOIN promise_supersedings s"
                                " ON s.fact > w.fact AND s.fact < ((w.fact >> 10) + 1) << 10"
                                " ORDER BY s.fact"),
                   binds, [&](const Row& row) {
                     Of(row).supersedes.emplace_back(row.Text(1));
                     return absl::OkStatus();
                   });
}

// What was never made took nothing's place.
absl::Status PromiseReader::ReadSupersessions(Binds binds) {
  return tx_.Query(
      absl::StrCat("SELECT w.fact, s.fact, s.promise, e.commit_time FROM (", which_,
                   ") w JOIN promise_supersedings s ON s.earlier = w.name"
                   " JOIN journal_entries e ON e.position = s.fact >> 10"
                   " WHERE s.fact < :known AND NOT EXISTS (SELECT 1 FROM dispute_resolutions r"
                   "   WHERE r.promise = s.promise AND r.kind = 1 AND r.upheld = 1"
                   "   AND r.fact < :known)"
                   " ORDER BY s.fact DESC"),
      binds, [&](const Row& row) {
        Of(row).superseded = {.by = std::string(row.Text(2)),
                              .supersede_time = absl::FromUnixMicros(row.Int(3)),
                              .position = PositionOf(row.Int(1))};
        return absl::OkStatus();
      });
}

absl::Status PromiseReader::ReadDisputes(Binds binds) {
  return tx_.Query(
      absl::StrCat("SELECT w.fact, d.fact, d.dispute, d.kind, d.lines, d.reason, d.words,"
                   " d.disputed_by, e.commit_time FROM (",
                   which_,
                   ") w JOIN promise_disputes d ON d.promise = w.name"
                   " JOIN journal_entries e ON e.position = d.fact >> 10"
                   " WHERE d.fact < :known ORDER BY d.fact"),
      binds, [&](const Row& row) {
        Dispute dispute{.id = std::string(row.Text(2)),
                        .kind = static_cast<commitments::DisputeKind>(row.Int(3)),
                        .reason = std::string(row.Text(5)),
                        .words = std::string(row.Text(6)),
                        .disputed_by = std::string(row.Text(7)),
                        .dispute_time = absl::FromUnixMicros(row.Int(8)),
                        .position = PositionOf(row.Int(1))};
        const std::string_view lines = row.Text(4);
        if (!lines.empty()) {
          dispute.lines = absl::StrSplit(absl::string_view(lines.data(), lines.size()), ' ');
        }
        Of(row).disputes.push_back(std::move(dispute));
        return absl::OkStatus();
      });
}

absl::Status PromiseReader::ReadResolutions(Binds binds) {
  return tx_.Query(
      absl::StrCat("SELECT w.fact, r.fact, r.dispute, r.upheld, r.reason, r.resolved_by,"
                   " e.commit_time FROM (",
                   which_,
                   ") w JOIN dispute_resolutions r ON r.promise = w.name"
                   " JOIN journal_entries e ON e.position = r.fact >> 10"
                   " WHERE r.fact < :known"),
      binds, [&](const Row& row) {
        for (Dispute& dispute : Of(row).disputes) {
          if (dispute.id != row.Text(2)) continue;
          dispute.resolution = {.upheld = row.Int(3) != 0,
                                .reason = std::string(row.Text(4)),
                                .resolved_by = std::string(row.Text(5)),
                                .resolve_time = absl::FromUnixMicros(row.Int(6)),
                                .position = PositionOf(row.Int(1))};
        }
        return absl::OkStatus();
      });
}

}  // namespace zusage::storage
