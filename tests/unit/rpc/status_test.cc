// SPDX-License-Identifier: Apache-2.0
#include "services/rpc/status.h"

#include <gtest/gtest.h>

#include <string>

#include "services/base/errors.h"

namespace zusage::rpc {
namespace {

TEST(PresentableTest, OwnErrorsStayAsTheyAre) {
  const absl::Status error = Error(kNotFound, {{"resource", "x"}});
  EXPECT_EQ(Presentable(error, "trace"), error);
  EXPECT_TRUE(Presentable(absl::OkStatus(), "trace").ok());
}

TEST(PresentableTest, ErrorsFromElsewhereLoseTheirWords) {
  const std::string words = "UNIQUE constraint failed";
  const auto reason = [&](absl::StatusCode code) {
    const absl::Status shown = Presentable(absl::Status(code, words), "trace");
    EXPECT_EQ(shown.message().find("UNIQUE"), absl::string_view::npos);
    return ReasonOf(shown);
  };
  EXPECT_EQ(reason(absl::StatusCode::kInternal), "INTERNAL");
  EXPECT_EQ(reason(absl::StatusCode::kUnknown), "INTERNAL");
  EXPECT_EQ(reason(absl::StatusCode::kNotFound), "INTERNAL");
  EXPECT_EQ(reason(absl::StatusCode::kDataLoss), "INTERNAL");
  EXPECT_EQ(reason(absl::StatusCode::kUnavailable), "UNAVAILABLE");
  EXPECT_EQ(reason(absl::StatusCode::kDeadlineExceeded), "DEADLINE_EXCEEDED");
  EXPECT_EQ(reason(absl::StatusCode::kResourceExhausted), "OVERLOADED");
}

TEST(StatusTest, ErrorComesBackFromTheWire) {
  for (const Language language : {Language::kEnglish, Language::kGerman}) {
    const absl::Status error = Error(kEtagStale, {{"resource", "products/a"}});
    const absl::Status back = FromGrpc(ToGrpc(error, language));
    EXPECT_EQ(back.code(), error.code());
    EXPECT_EQ(DetailsOf(back)->reason, "ETAG_STALE");
    EXPECT_EQ(DetailsOf(back)->metadata, DetailsOf(error)->metadata);
    EXPECT_EQ(DetailsOf(back)->text(language), DetailsOf(error)->text(language));
  }
}

TEST(StatusTest, FieldErrorsComeBackFromTheWire) {
  FieldErrors errors;
  errors.Add("a", kRequired);
  errors.Add("b.c[1]", kInvalidText);
  const absl::Status back = FromGrpc(ToGrpc(errors.status(), Language::kEnglish));
  const auto details = DetailsOf(back);
  ASSERT_EQ(details->fields.size(), 2u);
  EXPECT_EQ(details->fields[1].field, "b.c[1]");
  EXPECT_EQ(details->fields[1].reason, "INVALID_TEXT");
}

TEST(StatusTest, StatusWithoutDetailsKeepsItsCode) {
  const absl::Status back = FromGrpc(grpc::Status(grpc::StatusCode::UNAVAILABLE, "refused"));
  EXPECT_EQ(back.code(), absl::StatusCode::kUnavailable);
  EXPECT_FALSE(DetailsOf(back).has_value());
  const absl::Status nonsense =
      FromGrpc(grpc::Status(grpc::StatusCode::NOT_FOUND, "x", "no message at all"));
  EXPECT_EQ(nonsense.code(), absl::StatusCode::kNotFound);
}

TEST(StatusTest, LongErrorsStayBelowWhatClientsTake) {
  constexpr size_t kClientsLimit = 8192;
  FieldErrors errors;
  for (int i = 0; i < 200; ++i) {
    errors.Add(std::string(300, 'f'), kInvalidFormat, {{"expected", std::string(900, 'x')}});
  }
  const grpc::Status many = ToGrpc(errors.status(), Language::kGerman);
  EXPECT_LT(many.error_message().size() + many.error_details().size() * 4 / 3, kClientsLimit);
  const grpc::Status one =
      ToGrpc(Error(kNotFound, {{"resource", std::string(20000, 'x')}}), Language::kGerman);
  EXPECT_LT(one.error_message().size() + one.error_details().size() * 4 / 3, kClientsLimit);
}

}  // namespace
}  // namespace zusage::rpc
