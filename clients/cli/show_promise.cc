// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/show_promise.h"

#include "clients/cli/proto_values.h"
#include "clients/cli/words.h"

namespace zusage::cli {
namespace {

using commitments::v1::Allowance;
using commitments::v1::LineStanding;
using commitments::v1::Promise;
using commitments::v1::PromiseGroup;
using commitments::v1::PromiseLine;
using commitments::v1::Standing;
using google::protobuf::RepeatedPtrField;

Cell StandingCell(Standing standing, Page& page) {
  if (standing == commitments::v1::STANDING_UNSPECIFIED) return "";
  const std::string word = EnumWord(commitments::v1::Standing_Name(standing), page.language());
  if (standing == commitments::v1::STANDING_COVERED) return {word, Style::kGood};
  return {word, standing == commitments::v1::STANDING_PENDING ? Style::kWarning : Style::kBad};
}

std::string CourseText(const Promise& promise, Page& page) {
  if (promise.course() == commitments::v1::COURSE_UNSPECIFIED) return "";
  std::string text = EnumWord(commitments::v1::Course_Name(promise.course()), page.language());
  if (promise.late()) text += ", " + page.In(words::kLate);
  if (promise.missed_due()) text += ", " + page.In(words::kMissedDue);
  if (promise.never_made()) text += ", " + page.In(words::kNeverMade);
  for (const commitments::v1::Dispute& dispute : promise.disputes()) {
    if (dispute.state() != commitments::v1::Dispute::STATE_OPEN) continue;
    return text + ", " + page.In(words::kDisputed);
  }
  return text;
}

std::string MadeText(const Promise& promise, Page& page) {
  std::string text =
      promise.has_made_time() ? ForPeople(promise.made_time()) : ForPeople(promise.made_date());
  if (promise.recorded_late()) text += " (" + page.In(words::kRecordedLate) + ")";
  return text;
}

void ShowStanding(const Phrase& label, const LineStanding& standing, Page& page) {
  Cell cell = StandingCell(standing.standing(), page);
  if (cell.text.empty()) return;
  std::string excesses;
  for (const int excess : standing.excesses()) {
    if (!excesses.empty()) excesses += ", ";
    excesses += EnumWord(commitments::v1::Excess_Name(static_cast<commitments::v1::Excess>(excess)),
                         page.language());
  }
  if (!excesses.empty()) {
    cell.text += "; " + page.In(words::kExceedsBy, {{"what", excesses}});
  }
  const std::string reason = In(page.language(), standing.reason());
  if (!reason.empty()) cell.text += ": " + reason;
  if (!standing.basis().empty()) cell.text += " (" + standing.basis() + ")";
  page.Field(label, cell);
}

void ShowLine(const PromiseLine& line, Page& page) {
  page.Blank();
  page.Heading(line.id() + "  " + line.text());
  page.Field(words::kItem, line.item().empty() ? Cell(page.In(words::kFreeWords), Style::kWarning)
                                               : Cell(line.item()));
  page.Field(words::kQuantity, ForPeople(line.quantity()));
  const std::string due = ForPeople(line.due_date());
  page.Field(words::kDue, due.empty() ? page.In(words::kUndated) : due);
  std::string carried;
  for (const std::string& condition : line.carried_conditions()) {
    carried += (carried.empty() ? "" : ", ") + condition;
  }
  page.Field(words::kCondition, carried);
  ShowStanding(words::kWhenMade, line.standing_when_made(), page);
  ShowStanding(words::kNow, line.standing_now(), page);
  if (line.course() == commitments::v1::COURSE_UNSPECIFIED) return;
  std::string course = EnumWord(commitments::v1::Course_Name(line.course()), page.language());
  const std::string delivered = ForPeople(line.delivered_date());
  if (!delivered.empty()) course += ", " + delivered;
  page.Field(words::kCourse, course);
}

void ShowDispute(const commitments::v1::Dispute& dispute, Page& page) {
  page.Blank();
  const std::string kind =
      EnumWord("dispute." + commitments::v1::Dispute::Kind_Name(dispute.kind()), page.language());
  page.Heading({page.In(words::kDispute) + " " +
                    dispute.name().substr(dispute.name().rfind('/') + 1) + "  " + kind,
                Style::kWarning});
  page.Field(words::kWho, page.Called(dispute.disputed_by()));
  page.Field(words::kTime, ForPeople(dispute.dispute_time()));
  std::string lines;
  for (const std::string& line : dispute.lines()) lines += (lines.empty() ? "" : ", ") + line;
  page.Field(words::kLine, lines);
  page.Field(words::kReason, dispute.reason());
  page.Field(words::kSaid, dispute.words());
  std::string state =
      EnumWord(commitments::v1::Dispute::State_Name(dispute.state()), page.language());
  if (!dispute.resolved_by().empty()) state += ", " + page.Called(dispute.resolved_by());
  if (!dispute.resolution().empty()) state += ": " + dispute.resolution();
  page.Field(words::kState, state);
}

// Why the first line that lost its ground did.
std::string LostGroundReason(const Promise& promise, Page& page) {
  for (const PromiseLine& line : promise.lines()) {
    const bool moved = line.standing_when_made().standing() == commitments::v1::STANDING_COVERED &&
                       line.standing_now().standing() != commitments::v1::STANDING_COVERED;
    if (moved) return In(page.language(), line.standing_now().reason());
  }
  return "";
}

std::string FirstLine(const Promise& promise) {
  if (promise.lines().empty()) return "";
  const std::string& first = promise.lines(0).text();
  if (promise.lines_size() == 1) return first;
  return first + " (+" + std::to_string(promise.lines_size() - 1) + ")";
}

std::string Sums(const RepeatedPtrField<type::v1::Money>& sums) {
  std::string text;
  for (const type::v1::Money& sum : sums) text += (text.empty() ? "" : " + ") + ForPeople(sum);
  return text;
}

Cell Count(int count, Style style_if_any) {
  return {std::to_string(count), count > 0 ? style_if_any : Style::kDim};
}

std::vector<Cell> GroupRow(const PromiseGroup& group, const std::string& title) {
  return {title,
          Count(group.promises(), Style::kPlain),
          Count(group.unilateral(), Style::kBad),
          Count(group.lost_ground(), Style::kWarning),
          Count(group.broken(), Style::kBad),
          Sums(group.at_stake()),
          {Sums(group.at_stake_unilateral()), Style::kBad},
          {Sums(group.at_stake_lost_ground()), Style::kWarning}};
}

void ShowGroups(const commitments::v1::ComparePromisesResponse& answer, Page& page) {
  std::vector<std::vector<Cell>> rows;
  for (const PromiseGroup& group : answer.groups()) {
    rows.push_back(GroupRow(group, group.title().empty() ? group.key() : group.title()));
  }
  if (answer.has_total()) rows.push_back(GroupRow(answer.total(), page.In(words::kTotal)));
  page.Table({words::kGroup,
              {words::kPromises, Set::kNumber},
              {words::kUnilateral, Set::kNumber},
              {words::kLostGround, Set::kNumber},
              {words::kBroken, Set::kNumber},
              {words::kAtStake, Set::kNumber},
              {words::kStakeUnilateral, Set::kNumber},
              {words::kStakeLostGround, Set::kNumber}},
             rows);
}

void ShowAllowance(const Allowance& allowance, Page& page) {
  page.Field(words::kAllowance,
             EnumWord("allowance." + Allowance::Kind_Name(allowance.kind()), page.language()) +
                 " " + allowance.name());
  page.Field(words::kEarliest, ForPeople(allowance.earliest_date()));
  page.Field(words::kValidUntil, ForPeople(allowance.valid_until()));
  if (allowance.has_expire_time()) page.Field(words::kExpires, ForPeople(allowance.expire_time()));
  for (const type::v1::Condition& condition : allowance.conditions()) {
    page.Field(words::kCondition, condition.id() + ": " + condition.text());
  }
  const std::string at_most = ForPeople(allowance.at_most());
  page.Field(words::kLimits,
             at_most.empty() ? allowance.limits() : "≤ " + at_most + "  " + allowance.limits());
}

}  // namespace

void ShowPromise(const Promise& promise, Page& page) {
  page.Field(words::kPromise, {promise.name(), Style::kStrong});
  page.Field(words::kCustomer, page.CalledWithName(promise.customer()));
  page.Field(words::kDeal, promise.deal());
  page.Field(words::kAtStake, ForPeople(promise.at_stake()));
  page.Field(words::kPromisedBy, page.Called(promise.promised_by()));
  page.Field(words::kMade, MadeText(promise, page));
  page.Field(words::kSource, promise.source());
  if (promise.recorded_by() != promise.promised_by()) {
    page.Field(words::kRecordedBy, page.Called(promise.recorded_by()));
  }
  page.Field(words::kWhenMade, StandingCell(promise.standing_when_made(), page));
  page.Field(words::kNow, StandingCell(promise.standing_now(), page));
  if (promise.lost_ground()) {
    page.Field(words::kLostGround, {"▼ " + LostGroundReason(promise, page), Style::kWarning});
  }
  page.Field(words::kCourse, CourseText(promise, page));
  page.Field(words::kReason, promise.retract_reason());
  for (const std::string& earlier : promise.supersedes()) page.Field(words::kSupersedes, earlier);
  page.Field(words::kSupersededBy, promise.superseded_by());
  for (const PromiseLine& line : promise.lines()) ShowLine(line, page);
  for (const commitments::v1::Dispute& dispute : promise.disputes()) ShowDispute(dispute, page);
}

void ShowPromiseTable(const RepeatedPtrField<Promise>& promises, Page& page) {
  if (promises.empty()) return page.Paragraph({page.In(words::kNoPromises), Style::kDim});
  std::vector<std::vector<Cell>> rows;
  for (const Promise& promise : promises) {
    Cell now = StandingCell(promise.standing_now(), page);
    if (promise.lost_ground())
      now = {now.text + " ▼ " + page.In(words::kLostGround), Style::kWarning};
    rows.push_back({MadeText(promise, page), StandingCell(promise.standing_when_made(), page), now,
                    CourseText(promise, page), FirstLine(promise), page.Called(promise.customer()),
                    page.Called(promise.promised_by()), ForPeople(promise.at_stake()),
                    promise.name()});
  }
  page.Table({words::kMade,
              words::kWhenMade,
              words::kNow,
              words::kCourse,
              words::kPromise,
              words::kCustomer,
              words::kPromisedBy,
              {words::kAtStake, Set::kNumber},
              {words::kName, Set::kWhole}},
             rows);
}

void ShowClearance(const commitments::v1::CheckClearanceResponse& answer, Page& page) {
  if (answer.may_promise()) {
    page.Heading({page.In(words::kMayPromise), Style::kGood});
  } else {
    page.Heading({page.In(words::kMayNotPromise), Style::kBad});
  }
  ShowStanding(words::kStanding, answer.standing(), page);
  if (answer.has_allowance()) ShowAllowance(answer.allowance(), page);
  page.Field(words::kAdvice, {In(page.language(), answer.guidance()), Style::kStrong});
  if (answer.proposals().empty()) return;
  page.Heading(page.In(words::kProposals));
  std::vector<std::vector<Cell>> rows;
  for (const commitments::v1::ItemProposal& proposal : answer.proposals()) {
    rows.push_back({Percent(proposal.confidence()), proposal.text(), proposal.item()});
  }
  page.Table({{words::kConfidence, Set::kNumber}, words::kItem, {words::kName, Set::kWhole}}, rows);
  page.Paragraph({page.In(words::kChooseItem), Style::kDim});
}

void ShowIssuedClearance(const commitments::v1::Clearance& clearance, Page& page) {
  page.Field(words::kClearance, {clearance.name(), Style::kStrong});
  page.Field(words::kCustomer, page.CalledWithName(clearance.customer()));
  page.Field(words::kItem, clearance.item());
  page.Field(words::kQuantity, ForPeople(clearance.quantity()));
  const std::string by = ForPeople(clearance.by_date());
  page.Field(words::kDue, by.empty() ? page.In(words::kUndated) : by);
  for (const type::v1::Condition& condition : clearance.conditions()) {
    page.Field(words::kCondition, condition.id() + ": " + condition.text());
  }
  page.Field(
      words::kAllowance,
      EnumWord("allowance." + Allowance::Kind_Name(clearance.basis_kind()), page.language()) + " " +
          clearance.basis());
  page.Field(words::kExpires, {ForPeople(clearance.expire_time()), Style::kStrong});
  page.Field(words::kWho, page.Called(clearance.issued_to()));
  page.Field(words::kAdvice, {In(page.language(), clearance.guidance()), Style::kStrong});
}

void ShowClearanceTable(const RepeatedPtrField<commitments::v1::Clearance>& clearances,
                        Page& page) {
  if (clearances.empty()) return page.Paragraph({page.In(words::kNoClearances), Style::kDim});
  std::vector<std::vector<Cell>> rows;
  for (const commitments::v1::Clearance& clearance : clearances) {
    rows.push_back({ForPeople(clearance.create_time()), ForPeople(clearance.expire_time()),
                    page.Called(clearance.customer()), clearance.item(),
                    ForPeople(clearance.by_date()), page.Called(clearance.issued_to()),
                    clearance.name()});
  }
  page.Table({words::kTime,
              words::kExpires,
              words::kCustomer,
              words::kItem,
              words::kDue,
              words::kWho,
              {words::kName, Set::kWhole}},
             rows);
}

void ShowOffers(const RepeatedPtrField<commitments::v1::Offer>& offers, Page& page) {
  if (offers.empty()) return page.Paragraph({page.In(words::kNoOffers), Style::kDim});
  bool first = true;
  for (const commitments::v1::Offer& offer : offers) {
    if (!first) page.Blank();
    first = false;
    page.Heading({offer.text(), Style::kStrong});
    page.Field(words::kItem, offer.item());
    ShowAllowance(offer.allowance(), page);
    page.Field(words::kAdvice, In(page.language(), offer.guidance()));
    std::string promises;
    for (const std::string& promise : offer.promises()) {
      promises += (promises.empty() ? "" : ", ") + promise;
    }
    page.Field(words::kPromised, promises.empty()
                                     ? Cell(page.In(words::kNotYetPromised), Style::kGood)
                                     : Cell(promises));
  }
}

void ShowComparison(const commitments::v1::ComparePromisesResponse& answer, Page& page) {
  page.Field(words::kAsOf, ForPeople(answer.as_of_time()));
  ShowGroups(answer, page);
  if (answer.total().disputed() + answer.total().never_made() > 0) {
    page.Paragraph(page.In(words::kDisputedPromises,
                           {{"disputed", std::to_string(answer.total().disputed())},
                            {"never_made", std::to_string(answer.total().never_made())}}));
  }
  page.Blank();
  ShowPromiseTable(answer.promises(), page);
  if (!answer.has_product_management()) return;
  const commitments::v1::ProductManagementPart& other = answer.product_management();
  page.Blank();
  page.Paragraph(page.In(words::kProductManagementOwes,
                         {{"waiting", std::to_string(other.requests_waiting())},
                          {"overdue", std::to_string(other.requests_overdue())},
                          {"undelivered", std::to_string(other.covered_not_delivered())}}));
}

}  // namespace zusage::cli
