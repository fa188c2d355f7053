// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/strip_personal.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"

namespace zusage::alignment {
namespace {

const KnownNames kNames{.customers = {"Moorland Kontraktlogistik GmbH & Co. KG", "MKL"},
                        .people = {"Petra Müller", "Mark Stone"}};

std::string Strip(std::string_view text) { return StripPersonal(text, kNames); }

TEST(StripPersonalTest, AddressesAreLeftOut) {
  EXPECT_EQ(Strip("Write to jörg.o'neil+x@mail.example.com."), "Write to [mail].");
  EXPECT_EQ(Strip("see https://wiki.example.com/x?y=1, please"), "see [link] please");
  EXPECT_EQ(Strip("<a@b> and (www.example.com)"), "<[mail]> and ([link])");
  EXPECT_EQ(Strip("an @ alone, at 5@"), "an @ alone, at 5@");
}

TEST(StripPersonalTest, PhoneNumbersAreLeftOut) {
  for (const char* number :
       {"+49 30 123456-78", "030/1234567", "(030) 123 45 67", "0049 171 1234567", "555-123-4567"}) {
    EXPECT_EQ(Strip(std::string("Call ") + number + " today"), "Call [phone] today") << number;
  }
}

TEST(StripPersonalTest, NumbersThatMeanSomethingStay) {
  for (const char* text :
       {"ISO 27001 and 600 requests/min", "by 2026-11-21 at 10:30", "on 01.02.2026 10 users",
        "0.0001234 of it", "10,000,000 rows", "TLS 1.2, port 8443", "10.0.0.1", "SAML 2.0"}) {
    EXPECT_EQ(Strip(text), text);
  }
}

TEST(StripPersonalTest, NamesAreLeftOutInWhateverForm) {
  EXPECT_EQ(Strip("Moorland Kontraktlogistik GmbH & Co. KG asks"), "[customer] asks");
  EXPECT_EQ(Strip("MOORLAND  KONTRAKTLOGISTIK asks"), "[customer] asks");
  EXPECT_EQ(Strip("Moorlands Fahrer, Moorland-Lager, mkl"),
            "[customer] Fahrer, [customer]-Lager, [customer]");
  EXPECT_EQ(Strip("petra mu\xCC\x88ller and PETRA MÜLLER"), "[person] and [person]");
  EXPECT_EQ(Strip("Müllers Idee, said Petra"), "[person] Idee, said [person]");
}

TEST(StripPersonalTest, WordsThatOnlyLookLikeNamesStay) {
  EXPECT_EQ(Strip("mark a stop as done"), "mark a stop as done") << "no capital";
  EXPECT_EQ(Strip("Markdown and Stonework"), "Markdown and Stonework") << "parts of words";
}

TEST(StripPersonalTest, FrameOfAMailIsLeftOut) {
  EXPECT_EQ(Strip("From: Tom <tom@x.de>\nTo: Anna\nSubject: SAML\n\nHi Anna,\n\nwe need SAML.\n\n"
                  "Best regards\nTom Baker\nHead of IT\n"),
            "Subject: SAML\n\n\nwe need SAML.\n");
  EXPECT_EQ(Strip("Sehr geehrte Frau Weber, wir brauchen SAML. Mit freundlichen Grüßen T. Bäcker"),
            "wir brauchen SAML.");
  EXPECT_EQ(Strip("Am 3. Mai schrieb Tom Bäcker:\n> Hallo Anna,\n> es fehlt SAML\n> LG\n> Tom"),
            "> es fehlt SAML");
}

TEST(StripPersonalTest, WhatFollowsAThankYouAtTheTopStays) {
  EXPECT_EQ(Strip("Thanks!\nWe need to export all tours of a day.\nAs CSV."),
            "We need to export all tours of a day.\nAs CSV.");
}

// Texts of pieces that are dangerous next to one another.
rc::Gen<std::string> AnyMail() {
  return rc::gen::map(
      rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
          "Petra Müller", "Moorland", "mkl", "a@b.de", "https://x.de/?a=b", "+49 30 1234567", " ",
          "\n", ",", "Hi", "Dear ", "Best regards", "Thanks", "--", ">", "From:", "tours", "0", "7",
          ".", "(", "[", "]", "ü", "\xCC\x88", "[mail]", "s", "wrote:", "@", "SAML 2.0", "!")),
      [](const std::vector<std::string>& pieces) {
        std::string text;
        for (const std::string& piece : pieces) text += piece;
        return text;
      });
}

RC_GTEST_PROP(StripPersonalProperties, StrippedTextStaysAsItIs, ()) {
  const std::string once = Strip(*AnyMail());
  RC_ASSERT(Strip(once) == once);
}

RC_GTEST_PROP(StripPersonalProperties, NoNameOrAddressIsLeft, ()) {
  const std::string text = "x " + *AnyMail() + " Petra Müller a@b.de MKL " + *AnyMail();
  const std::string left = Strip(text);
  RC_ASSERT(!absl::StrContains(left, " Petra Müller "));
  RC_ASSERT(!absl::StrContains(left, " a@b.de "));
  RC_ASSERT(!absl::StrContains(absl::AsciiStrToLower(left), " mkl "));
}

RC_GTEST_PROP(StripPersonalProperties, AnyBytesAreTaken, (std::string text)) {
  StripPersonal(text, kNames);
}

}  // namespace
}  // namespace zusage::alignment
