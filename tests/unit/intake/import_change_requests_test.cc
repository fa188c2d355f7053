// SPDX-License-Identifier: Apache-2.0
#include "services/intake/import_change_requests.h"

#include <gtest/gtest.h>

#include "services/base/error.h"
#include "storage/rehearsal.h"
#include "tests/support/world.h"

namespace zusage::intake {
namespace {

using testing::World;

class ImportChangeRequestsTest : public ::testing::Test {
 protected:
  absl::StatusOr<std::string> Import(const Draft& draft) {
    absl::StatusOr<std::string> name;
    const absl::Status written = world_.store().Write([&](storage::Unit& unit) {
      name = ImportChangeRequest(unit, World::Sofia(), draft, world_.store().random());
      return name.status();
    });
    return written.ok() ? name : written;
  }

  absl::StatusOr<std::string> Rehearse(const Draft& draft) {
    absl::StatusOr<std::string> name;
    EXPECT_TRUE(
        world_.store()
            .Read([&](storage::ReadTransaction& tx) {
              storage::Rehearsal unit(tx, world_.store().store().head(), world_.clock().Now());
              name = ImportChangeRequest(unit, World::Sofia(), draft, world_.store().random());
              return absl::OkStatus();
            })
            .ok());
    return name;
  }

  int64_t head() { return world_.store().store().head().position; }

  World world_;
};

TEST_F(ImportChangeRequestsTest, WishIsRecordedUncheckedAndRouted) {
  const auto name = Import(World::SampleDraft());
  ASSERT_TRUE(name.ok()) << name.status();
  const auto view = world_.Load(*name);
  EXPECT_EQ(view->head.state, State::kSubmitted);
  EXPECT_EQ(view->assessment, nullptr);
  EXPECT_EQ(view->routing.owner, "principals/petra");
  EXPECT_EQ(view->request.submitter, "principals/sofia");
  EXPECT_EQ(view->request.title, World::SampleDraft().title);
}

TEST_F(ImportChangeRequestsTest, DayOfAConversationIsEvidenceAndChangesNoTime) {
  Draft draft = World::SampleDraft();
  draft.evidence.logged_conversations = {{.kind = alignment::Conversation::Kind::kMail,
                                          .date = Date(2019, 3, 1),
                                          .text = "Could you?"}};
  const auto view = world_.Load(*Import(draft));
  EXPECT_EQ(view->request.create_time, world_.clock().Now()) << "it takes effect now";
  EXPECT_EQ(view->request.evidence.logged_conversations[0].date, Date(2019, 3, 1));
}

TEST_F(ImportChangeRequestsTest, RefusedWishLeavesNothing) {
  Draft draft = World::SampleDraft();
  draft.customer = {.name = "customers/nobody"};
  const int64_t before = head();
  const absl::Status refused = Import(draft).status();
  EXPECT_EQ(DetailsOf(refused)->fields[0].field, "change_request.customer.name");
  EXPECT_EQ(head(), before);
}

TEST_F(ImportChangeRequestsTest, RequestIsFoundByItsEntry) {
  const std::string name = *Import(World::SampleDraft());
  absl::StatusOr<std::string> found;
  ASSERT_TRUE(world_.store()
                  .Read([&](storage::ReadTransaction& tx) {
                    found = ImportedAt(tx, head());
                    return found.status();
                  })
                  .ok());
  EXPECT_EQ(*found, name);
}

TEST_F(ImportChangeRequestsTest, RehearsalSaysWhatWouldBeAndRecordsNothing) {
  const int64_t before = head();
  Draft draft = World::SampleDraft();
  draft.customer.display_name = "Never heard of AG";
  draft.deal = {.reference = "OPP-77", .stage = directory::DealStage::kProposal};
  EXPECT_TRUE(Rehearse(draft).ok()) << Rehearse(draft).status();
  Draft bad = World::SampleDraft();
  bad.customer = {.name = "customers/nobody"};
  EXPECT_EQ(ReasonOf(Rehearse(bad).status()), "NOT_FOUND");
  EXPECT_EQ(head(), before);
  EXPECT_EQ(world_.store().Number("SELECT COUNT(*) FROM change_requests"), 0);
  EXPECT_EQ(world_.store().Number("SELECT COUNT(*) FROM deals"), 0);
}

}  // namespace
}  // namespace zusage::intake
