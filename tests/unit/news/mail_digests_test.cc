// SPDX-License-Identifier: Apache-2.0
#include "services/news/mail_digests.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "storage/principal_repository.h"
#include "tests/support/world.h"

namespace zusage::news {
namespace {

using directory::Principal;
using directory::Role;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using zusage::testing::World;

// Takes mails, or does what it is told instead.
class FakeSender final : public MailSender {
 public:
  absl::Status Send(const Mail& mail) override {
    ++tries;
    if (!answer.ok()) return answer;
    sent.push_back(mail);
    return absl::OkStatus();
  }

  absl::Status answer;
  int tries = 0;
  std::vector<Mail> sent;
};

// The world begins on Thursday, 2026-01-15. Petra manages atlas, Lena leads everything.
class MailDigestsTest : public ::testing::Test {
 protected:
  MailDigestsTest() {
    Record({.name = "principals/petra",
            .display_name = "Petra",
            .email = "petra@example.com",
            .language = "de",
            .grants = {{Role::kProductManager, "products/atlas"}}});
    Record({.name = "principals/lena",
            .display_name = "Lena",
            .email = "lena@example.com",
            .language = "en",
            .grants = {{Role::kLeader, "products/-"}}});
    Record({.name = "principals/paula",
            .display_name = "Paula",
            .grants = {{Role::kProductManager, "products/atlas"}}});  // without an address
    Record({.name = "principals/sofia",
            .display_name = "Sofia",
            .email = "sofia@example.com",
            .grants = {{Role::kSales, "products/atlas"}}});
    Record({.name = "principals/otto",
            .display_name = "Otto",
            .email = "otto@example.com",
            .grants = {{Role::kProductManager, "products/other"}}});
    Record({.name = "principals/gone",
            .display_name = "Gone",
            .email = "gone@example.com",
            .grants = {{Role::kProductManager, "products/atlas"}},
            .active = false});
  }
  void Record(const Principal& principal) {
    ASSERT_TRUE(world_.store()
                    .Write([&](storage::Unit& unit) {
                      unit.Describe("UpdatePrincipal", {.principal = "principals/admin"});
                      return storage::PrincipalRepository::Record(unit, principal);
                    })
                    .ok());
  }
  int Run() { return Run(mailer_); }
  static int Run(DigestMailer& mailer) {
    const absl::StatusOr<int> sent = mailer.Run();
    EXPECT_TRUE(sent.ok()) << sent.status();
    return sent.value_or(-1);
  }
  // At so many minutes past midnight in Berlin.
  void GoTo(int day, int hour, int minute = 0) {
    world_.clock().Set(absl::FromCivil(absl::CivilMinute(2026, 1, day, hour, minute),
                                       *ParseTimeZone("Europe/Berlin")));
  }
  std::vector<std::string> Recipients() const {
    std::vector<std::string> recipients;
    for (const Mail& mail : sender_.sent) recipients.push_back(mail.to);
    return recipients;
  }

  World world_;
  FakeSender sender_;
  DigestMailCounts counts_;
  const MailAddress from_{"Zusage", "zusage@example.com"};
  DigestMailer mailer_{world_.store().store(), world_.clock(), sender_, from_, counts_};
};

TEST_F(MailDigestsTest, FinishedWeekIsMailedOnMondayAtSevenOnce) {
  GoTo(18, 23, 59);
  EXPECT_EQ(Run(), 0);
  GoTo(19, 6, 59);
  EXPECT_EQ(Run(), 0);
  GoTo(19, 7);
  EXPECT_EQ(Run(), 2);
  EXPECT_THAT(Recipients(), ElementsAre("lena@example.com", "petra@example.com"));
  EXPECT_EQ(Run(), 0);
  GoTo(25, 23);
  EXPECT_EQ(Run(), 0);
  GoTo(26, 7);
  EXPECT_EQ(Run(), 2);
}

TEST_F(MailDigestsTest, EachIsWrittenToInTheirLanguage) {
  GoTo(19, 7);
  Run();
  ASSERT_THAT(sender_.sent, SizeIs(2));
  EXPECT_THAT(sender_.sent[0].bytes, HasSubstr("Subject: atlas: the week from 2026-01-12"));
  EXPECT_THAT(sender_.sent[1].bytes, HasSubstr("Subject: atlas: die Woche vom 2026-01-12"));
  EXPECT_THAT(sender_.sent[1].bytes,
              HasSubstr("Message-Id: <digest-atlas-2026-01-12-petra@example.com>"));
  EXPECT_EQ(sender_.sent[0].from, "zusage@example.com");
}

TEST_F(MailDigestsTest, AnotherProcessSendsNothingTwice) {
  DigestMailer other(world_.store().store(), world_.clock(), sender_, from_, counts_);
  GoTo(19, 7);
  EXPECT_EQ(Run(), 2);
  EXPECT_EQ(Run(other), 0);
  GoTo(19, 8);
  EXPECT_EQ(Run(other), 0);
  EXPECT_EQ(sender_.tries, 2);
}

TEST_F(MailDigestsTest, WhoTakesAMailSecondGetsNothing) {
  GoTo(19, 7);
  sender_.answer = absl::UnavailableError("away");
  Run();  // both wait for their next try
  storage::DigestMail mail{
      .product = "products/atlas", .week = Date(2026, 1, 12), .recipient = "principals/petra"};
  std::vector<bool> taken;
  GoTo(19, 7, 6);
  for (int process = 0; process < 2; ++process) {
    ASSERT_TRUE(world_.store()
                    .Write([&](storage::Unit& unit) -> absl::Status {
                      const absl::Time now = world_.clock().Now();
                      const auto got = storage::DigestMailRepository::Take(unit.tx(), mail, now,
                                                                           now + absl::Minutes(5));
                      if (got.ok()) taken.push_back(*got);
                      return got.status();
                    })
                    .ok());
  }
  EXPECT_THAT(taken, ElementsAre(true, false));
}

TEST_F(MailDigestsTest, WeeksThatWereMissedAreNotMadeUpFor) {
  GoTo(29, 12);  // switched on late on a Thursday
  EXPECT_EQ(Run(), 2);
  EXPECT_THAT(sender_.sent[0].bytes, HasSubstr("week from 2026-01-19"));
  EXPECT_EQ(Run(), 0);
}

TEST_F(MailDigestsTest, WeekBeforeThereWasAProductIsNotMailed) {
  GoTo(15, 12);  // the product is three hours old
  EXPECT_EQ(Run(), 0);
  GoTo(19, 7);
  EXPECT_EQ(Run(), 2);
}

TEST_F(MailDigestsTest, RelayThatIsAwayIsTriedAgainForADay) {
  GoTo(19, 7);
  sender_.answer = absl::UnavailableError("away");
  EXPECT_EQ(Run(), 0);
  EXPECT_EQ(counts_.waiting, 2);
  EXPECT_EQ(sender_.tries, 2);
  GoTo(19, 7, 4);
  Run();
  EXPECT_EQ(sender_.tries, 2);
  GoTo(19, 7, 5);
  Run();
  EXPECT_EQ(sender_.tries, 4);
  GoTo(19, 7, 14);
  Run();
  EXPECT_EQ(sender_.tries, 4) << "ten minutes after the second";
  GoTo(19, 9);
  sender_.answer = absl::OkStatus();
  EXPECT_EQ(Run(), 2);
  EXPECT_EQ(counts_.waiting, 0);
}

TEST_F(MailDigestsTest, WhatDoesNotComeThroughInADayIsGivenUpAndSaidSo) {
  sender_.answer = absl::FailedPreconditionError("Login denied");
  GoTo(19, 7);
  for (int minutes = 0; minutes < 2 * 24 * 60; ++minutes) {
    Run();
    world_.clock().Advance(absl::Minutes(10));
    if (counts_.given_up == 2) break;
  }
  EXPECT_EQ(counts_.given_up, 2);
  EXPECT_EQ(counts_.waiting, 0);
  EXPECT_LT(world_.clock().Now(),
            absl::FromCivil(absl::CivilHour(2026, 1, 20, 8), *ParseTimeZone("Europe/Berlin")));
  EXPECT_EQ(sender_.tries, 2 * 11);
  sender_.answer = absl::OkStatus();
  EXPECT_EQ(Run(), 0);
}

TEST_F(MailDigestsTest, RefusedRecipientIsGivenUpAtOnceAndTheOthersGetTheirs) {
  Record({.name = "principals/anna",
          .display_name = "Anna",
          .email = "Anna B <anna@example.com",
          .grants = {{Role::kLeader, "products/atlas"}}});
  GoTo(19, 7);
  EXPECT_EQ(Run(), 2);
  EXPECT_EQ(counts_.given_up, 1);
}

TEST_F(MailDigestsTest, RelayThatIsAwayIsNotAskedForEverybody) {
  for (int i = 0; i < 10; ++i) {
    const std::string id = "p" + std::to_string(i);
    Record({.name = "principals/" + id,
            .display_name = id,
            .email = id + "@example.com",
            .grants = {{Role::kLeader, "products/atlas"}}});
  }
  GoTo(19, 7);
  sender_.answer = absl::UnavailableError("away");
  EXPECT_EQ(Run(), 0);
  EXPECT_EQ(sender_.tries, 3);
  sender_.answer = absl::OkStatus();
  EXPECT_EQ(Run(), 9) << "those that were not tried";
  GoTo(19, 7, 5);
  EXPECT_EQ(Run(), 3);
}

TEST_F(MailDigestsTest, WhoLeavesMeanwhileGetsNothing) {
  GoTo(19, 7);
  sender_.answer = absl::UnavailableError("away");
  Run();
  sender_.answer = absl::OkStatus();
  Record({.name = "principals/petra",
          .display_name = "Petra",
          .email = "petra@example.com",
          .grants = {{Role::kProductManager, "products/atlas"}},
          .active = false});
  Record({.name = "principals/lena",
          .display_name = "Lena",
          .email = "lena@example.com",
          .grants = {{Role::kSales, "products/atlas"}}});
  GoTo(19, 8);
  EXPECT_EQ(Run(), 0);
  EXPECT_THAT(sender_.sent, IsEmpty());
  EXPECT_EQ(counts_.waiting, 0);
  EXPECT_EQ(counts_.given_up, 0);
}

TEST_F(MailDigestsTest, OldMailsAreForgotten) {
  absl::Time monday = absl::FromCivil(absl::CivilHour(2026, 1, 19, 8), absl::UTCTimeZone());
  for (int week = 0; week < 12; ++week, monday += absl::Hours(7 * 24)) {
    world_.clock().Set(monday);
    EXPECT_EQ(Run(), 2);
  }
  EXPECT_EQ(world_.store().Number("SELECT COUNT(*) FROM digest_mails"), 2 * 9);
}

TEST_F(MailDigestsTest, MailsMakeNoJournalEntries) {
  const int64_t before = world_.store().store().head().position;
  GoTo(19, 7);
  Run();
  EXPECT_EQ(world_.store().store().head().position, before);
}

}  // namespace
}  // namespace zusage::news
