// SPDX-License-Identifier: Apache-2.0
#include "services/news/mail_digests.h"

#include <algorithm>
#include <set>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "services/base/log.h"
#include "services/base/resource_name.h"
#include "services/base/status_macros.h"
#include "services/commitments/domain/standing.h"
#include "services/directory/domain/customer.h"
#include "services/news/compose_mail.h"
#include "services/news/domain/digest_document.h"
#include "services/news/get_digest.h"
#include "storage/principal_repository.h"
#include "storage/request_repository.h"
#include "storage/strategy_repository.h"

namespace zusage::news {
namespace {

using directory::Principal;
using directory::Role;
using storage::DigestMail;
using storage::DigestMailRepository;
using storage::DigestMailState;

constexpr int kPage = 500;
constexpr int kMailsAtOnce = 200;
constexpr int kWeeksKept = 8;
constexpr absl::Duration kGiveUpAfter = absl::Hours(24);
constexpr absl::Duration kFirstPause = absl::Minutes(5);
constexpr absl::Duration kLongestPause = absl::Hours(4);
// A relay that is away is not asked for every mail that waits.
constexpr int kFailuresInARow = 3;
constexpr int kRounds = 60;
constexpr absl::Duration kPause = absl::Milliseconds(500);

// Five minutes after the first try, twice as long after each further one. Far longer than a try
// takes, so that nobody else takes a mail that is being sent.
absl::Duration PauseAfter(int tries) {
  return std::min(kFirstPause * (1 << std::min(tries, 10)), kLongestPause);
}

bool Gets(const Principal& principal, std::string_view product) {
  return principal.active && !principal.email.empty() &&
         (directory::Holds(principal.grants, Role::kProductManager, product) ||
          directory::Holds(principal.grants, Role::kLeader, product));
}

absl::StatusOr<std::vector<std::string>> RecipientsOf(storage::ReadTransaction& tx,
                                                      std::string_view product) {
  std::set<std::string> recipients;
  for (const Role role : {Role::kProductManager, Role::kLeader}) {
    storage::SortPosition after;
    for (bool more = true; more;) {
      ZUSAGE_ASSIGN_OR_RETURN(const auto page,
                              storage::PrincipalRepository::List(tx, role, "", after, kPage));
      for (const directory::RecordedPrincipal& recorded : page) {
        if (Gets(recorded.principal, product)) recipients.insert(recorded.principal.name);
      }
      more = page.size() == static_cast<size_t>(kPage);
      if (more) {
        after = {directory::MatchingKey(page.back().principal.display_name),
                 page.back().principal.name};
      }
    }
  }
  return std::vector<std::string>(recipients.begin(), recipients.end());
}

// The mails about one week of one product.
struct Edition {
  std::string product;
  Week week;
  std::vector<std::string> recipients;
};

// The edition that is to be made ready for the product at `now`; nothing if it was, or is too
// early.
absl::StatusOr<std::optional<Edition>> EditionOf(storage::ReadTransaction& tx,
                                                 const std::string& product, absl::Time now) {
  ZUSAGE_ASSIGN_OR_RETURN(const storage::PublishedStrategy strategy,
                          storage::StrategyRepository::Current(tx, product));
  const absl::TimeZone zone = commitments::CalendarOf(strategy.document.get()).zone;
  Edition edition{product, LastWholeWeek(now, zone), {}};
  if (now < MailTimeOf(edition.week, zone)) return std::nullopt;
  ZUSAGE_ASSIGN_OR_RETURN(const bool ready,
                          DigestMailRepository::IsReady(tx, product, edition.week.first_day));
  if (ready) return std::nullopt;
  // Nobody is told of a week in which there was no such product.
  ZUSAGE_ASSIGN_OR_RETURN(const storage::PublishedStrategy first,
                          storage::StrategyRepository::Version(tx, product, 1));
  if (first.publish_time > edition.week.end) return edition;
  ZUSAGE_ASSIGN_OR_RETURN(edition.recipients, RecipientsOf(tx, product));
  return edition;
}

absl::StatusOr<std::vector<Edition>> EditionsAt(storage::ReadTransaction& tx, absl::Time now) {
  std::vector<Edition> editions;
  std::string after;
  for (bool more = true; more;) {
    ZUSAGE_ASSIGN_OR_RETURN(const auto products,
                            storage::StrategyRepository::ListProducts(tx, after, kPage));
    for (const storage::PublishedStrategy& product : products) {
      ZUSAGE_ASSIGN_OR_RETURN(std::optional<Edition> edition, EditionOf(tx, product.product, now));
      if (edition.has_value()) editions.push_back(*std::move(edition));
    }
    more = products.size() == static_cast<size_t>(kPage);
    if (more) after = products.back().product;
  }
  return editions;
}

// A dot may stand in the name of a resource where it may not in the id of a message.
std::string InMessageId(std::string_view name) {
  return absl::StrReplaceAll(std::string(LastSegment(name)), {{".", "=2E"}});
}

const std::string& In(const Text& text, Language language) {
  return language == Language::kGerman ? text.german : text.english;
}

}  // namespace

DigestMailer::DigestMailer(storage::Store& store, const Clock& clock, MailSender& sender,
                           MailAddress from, DigestMailCounts& counts)
    : store_(store), clock_(clock), sender_(sender), from_(std::move(from)), counts_(counts) {}

absl::Status DigestMailer::MakeReady() {
  const absl::Time now = clock_.Now();
  std::vector<Edition> editions;
  ZUSAGE_RETURN_IF_ERROR(store_.Read([&](storage::ReadTransaction& tx) -> absl::Status {
    ZUSAGE_ASSIGN_OR_RETURN(editions, EditionsAt(tx, now));
    return absl::OkStatus();
  }));
  for (const Edition& edition : editions) {
    ZUSAGE_RETURN_IF_ERROR(store_.WriteAndWait([&](storage::Unit& unit) {
      return DigestMailRepository::MakeReady(unit.tx(), edition.product, edition.week.first_day,
                                             edition.recipients, now,
                                             edition.week.first_day - 7 * kWeeksKept);
    }));
    Log(Severity::kInfo, "digest_ready",
        {{"product", edition.product},
         {"week", FormatDate(edition.week.first_day)},
         {"recipients", std::to_string(edition.recipients.size())}});
  }
  return absl::OkStatus();
}

absl::Status DigestMailer::Settle(const DigestMail& mail, DigestMailState state) {
  return store_.WriteAndWait(
      [&](storage::Unit& unit) { return DigestMailRepository::Settle(unit.tx(), mail, state); });
}

absl::StatusOr<std::optional<Principal>> DigestMailer::RecipientOf(const DigestMail& mail) {
  std::optional<Principal> recipient;
  ZUSAGE_RETURN_IF_ERROR(store_.Read([&](storage::ReadTransaction& tx) -> absl::Status {
    ZUSAGE_ASSIGN_OR_RETURN(const auto found,
                            storage::PrincipalRepository::Find(tx, mail.recipient));
    if (found.has_value() && Gets(found->principal, mail.product)) recipient = found->principal;
    return absl::OkStatus();
  }));
  return recipient;
}

absl::StatusOr<const Digest*> DigestMailer::DigestFor(const DigestMail& mail, Digests& digests) {
  const auto [digest, is_new] = digests.try_emplace({mail.product, mail.week});
  if (!is_new) return &digest->second;
  const absl::Status read = store_.Read([&](storage::ReadTransaction& tx) -> absl::Status {
    ZUSAGE_ASSIGN_OR_RETURN(digest->second, GetDigest(tx, {mail.product, mail.week}, clock_.Now()));
    return absl::OkStatus();
  });
  if (read.ok()) return &digest->second;
  digests.erase(digest);
  return read;
}

absl::StatusOr<Mail> DigestMailer::Compose(const DigestMail& mail, const Digest& digest,
                                           const Principal& recipient) const {
  MailContent content{.from = from_, .to = {recipient.display_name, recipient.email}};
  content.language = recipient.language == "de" ? Language::kGerman : Language::kEnglish;
  content.subject = In(TitleOf(digest), content.language);
  content.text = ToMarkdown(digest, content.language);
  content.html = ToHtml(digest, content.language);
  content.id = absl::StrCat("digest-", InMessageId(mail.product), "-", FormatDate(mail.week), "-",
                            InMessageId(mail.recipient));
  content.list_id = absl::StrCat(InMessageId(mail.product), ".digest");
  content.time = clock_.Now();
  return ComposeMail(content);
}

absl::Status DigestMailer::Fail(const DigestMail& mail, const absl::Status& why) {
  const absl::Time next_try = clock_.Now() + PauseAfter(mail.tries);
  const bool given_up = absl::IsInvalidArgument(why) || next_try > mail.create_time + kGiveUpAfter;
  Log(given_up ? Severity::kError : Severity::kWarning,
      given_up ? "digest_mail_given_up" : "digest_mail_failed",
      {{"product", mail.product},
       {"week", FormatDate(mail.week)},
       {"recipient", mail.recipient},
       {"tries", std::to_string(mail.tries + 1)},
       {"error", std::string(why.message())}});
  return given_up ? Settle(mail, DigestMailState::kGivenUp) : absl::OkStatus();
}

absl::StatusOr<bool> DigestMailer::SendOne(const DigestMail& mail, Digests& digests) {
  const absl::Time now = clock_.Now();
  bool taken = false;
  ZUSAGE_RETURN_IF_ERROR(store_.WriteAndWait([&](storage::Unit& unit) -> absl::Status {
    ZUSAGE_ASSIGN_OR_RETURN(
        taken, DigestMailRepository::Take(unit.tx(), mail, now, now + PauseAfter(mail.tries)));
    return absl::OkStatus();
  }));
  if (!taken) return false;
  ZUSAGE_ASSIGN_OR_RETURN(const std::optional<Principal> recipient, RecipientOf(mail));
  if (!recipient.has_value()) {
    ZUSAGE_RETURN_IF_ERROR(Settle(mail, DigestMailState::kUnwanted));
    return false;
  }
  ZUSAGE_ASSIGN_OR_RETURN(const Digest* digest, DigestFor(mail, digests));
  const absl::StatusOr<Mail> composed = Compose(mail, *digest, *recipient);
  const absl::Status sent = composed.ok() ? sender_.Send(*composed) : composed.status();
  const bool relay_fails = !sent.ok() && !absl::IsInvalidArgument(sent);
  failures_in_a_row_ = relay_fails ? failures_in_a_row_ + 1 : 0;
  ZUSAGE_RETURN_IF_ERROR(sent.ok() ? Settle(mail, DigestMailState::kSent) : Fail(mail, sent));
  return sent.ok();
}

absl::Status DigestMailer::Count() {
  return store_.Read([&](storage::ReadTransaction& tx) -> absl::Status {
    ZUSAGE_ASSIGN_OR_RETURN(const DigestMailRepository::Counts counts,
                            DigestMailRepository::Count(tx));
    counts_.waiting = counts.waiting;
    counts_.given_up = counts.given_up;
    return absl::OkStatus();
  });
}

absl::StatusOr<int> DigestMailer::Run() {
  ZUSAGE_RETURN_IF_ERROR(MakeReady());
  std::vector<DigestMail> due;
  ZUSAGE_RETURN_IF_ERROR(store_.Read([&](storage::ReadTransaction& tx) -> absl::Status {
    ZUSAGE_ASSIGN_OR_RETURN(due, DigestMailRepository::Due(tx, clock_.Now(), kMailsAtOnce));
    return absl::OkStatus();
  }));
  int sent = 0;
  Digests digests;
  failures_in_a_row_ = 0;
  for (const DigestMail& mail : due) {
    if (failures_in_a_row_ == kFailuresInARow) break;
    ZUSAGE_ASSIGN_OR_RETURN(const bool done, SendOne(mail, digests));
    if (done) ++sent;
  }
  ZUSAGE_RETURN_IF_ERROR(Count());
  return sent;
}

MailDigests::MailDigests(storage::Store& store, const Clock& clock,
                         std::unique_ptr<MailSender> sender, MailAddress from,
                         DigestMailCounts& counts)
    : store_(store),
      sender_(std::move(sender)),
      mailer_(store, clock, *sender_, std::move(from), counts) {
  thread_ = std::thread([this] { Run(); });
}

MailDigests::~MailDigests() {
  stopping_ = true;
  sender_->Stop();
  thread_.join();
}

void MailDigests::Run() {
  bool failing = false;
  while (!stopping_) {
    const absl::StatusOr<int> sent = mailer_.Run();
    if (sent.ok() == failing) {
      failing = !sent.ok();
      Log(failing ? Severity::kWarning : Severity::kInfo,
          failing ? "digest_mails_failing" : "digest_mails_back",
          {{"status", std::string(sent.status().message())}});
    }
    // No news is waited for, only the end of the store, or of this.
    for (int i = 0; i < kRounds && !stopping_; ++i) store_.WaitForNews(storage::kNewest, kPause);
  }
}

}  // namespace zusage::news
