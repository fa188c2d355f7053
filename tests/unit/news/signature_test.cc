// SPDX-License-Identifier: Apache-2.0
#include "services/news/domain/signature.h"

#include <gtest/gtest.h>

#include <string>

#include "absl/strings/escaping.h"

namespace zusage::news {
namespace {

std::string FromBase64(const std::string& text) {
  std::string bytes;
  EXPECT_TRUE(absl::Base64Unescape(text, &bytes));
  return bytes;
}

// The vector that the libraries of Standard Webhooks are tested with.
TEST(SignatureTest, IsThatOfTheStandard) {
  const std::string secret = FromBase64("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  EXPECT_EQ(Signatures({secret}, "msg_p5jXN8AQM9LWM0D4loKWxJek", absl::FromUnixSeconds(1614265330),
                       R"({"test": 2432232314})"),
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
}

// HMAC-SHA256 of other keys and texts, by `openssl dgst -sha256 -mac HMAC`.
TEST(SignatureTest, KeysOfEveryLengthAndBodiesOfEveryKind) {
  struct Vector {
    std::string secret, id, body, signature;
  };
  const Vector vectors[] = {
      {"k", "01J", "{}", "PsuE7zvEtAtMzHFvL9VfhbpGldw3UMwycDRro7kV60k="},
      {"0123456789abcdef0123456789abcdef", "01JABCDEFGHJKMNPQRSTVWXYZ0",
       R"({"type":"promise.unilateral"})", "vYsuR3uhBYGOKSc9E2DUKPn9yj6X/1YD9Ae4/KvYMxY="},
      {std::string(64, 'x'), "a", "", "JXIOBcjqBOrW6sCPfnjvu6sSLWhJtg21dHKs4UyFHlE="},
      {std::string(65, 'y'), "b", "grün", "QgMr6nY813a1+UoMy4x4W9wJHI4Kn9lrqm70hW698fU="},
      {std::string(200, 'z'), "c", "a.b.c", "VrWigHF98R6AA4uECBdJsIhPJwc1HXUYCNIpFcDVFHs="},
  };
  for (const Vector& vector : vectors) {
    EXPECT_EQ(
        Signatures({vector.secret}, vector.id, absl::FromUnixSeconds(1768467600), vector.body),
        "v1," + vector.signature)
        << vector.body;
  }
}

TEST(SignatureTest, EverySecretSigns) {
  const absl::Time time = absl::FromUnixSeconds(1);
  EXPECT_EQ(Signatures({"new", "old"}, "id", time, "{}"),
            Signatures({"new"}, "id", time, "{}") + " " + Signatures({"old"}, "id", time, "{}"));
}

TEST(SignatureTest, EveryPartOfTheMessageCounts) {
  const absl::Time time = absl::FromUnixSeconds(1);
  const std::string signature = Signatures({"secret"}, "id", time, "{}");
  EXPECT_NE(Signatures({"secreT"}, "id", time, "{}"), signature);
  EXPECT_NE(Signatures({"secret"}, "ie", time, "{}"), signature);
  EXPECT_NE(Signatures({"secret"}, "id", time + absl::Seconds(1), "{}"), signature);
  EXPECT_NE(Signatures({"secret"}, "id", time, "{ }"), signature);
}

TEST(SignatureTest, TimeIsCutToSeconds) {
  EXPECT_EQ(SignatureTime(absl::FromUnixMillis(1999)), "1");
}

TEST(SignatureTest, SecretIsShownAsLibrariesTakeIt) {
  EXPECT_EQ(SecretText(FromBase64("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")),
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
}

}  // namespace
}  // namespace zusage::news
