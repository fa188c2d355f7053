// SPDX-License-Identifier: Apache-2.0
#include "services/directory/domain/customer.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "services/base/errors.h"
#include "services/base/resource_name.h"
#include "services/directory/domain/errors.h"

namespace zusage::directory {
namespace {

icu::UnicodeString FromUtf8(std::string_view text) {
  return icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
}

std::string ToUtf8(const icu::UnicodeString& text) {
  std::string utf8;
  text.toUTF8String(utf8);
  return utf8;
}

// Normalization fails only without memory or without ICU's data; then the text stays as it is.
icu::UnicodeString Normalize(const icu::UnicodeString& text, bool composed) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* form =
      composed ? icu::Normalizer2::getNFCInstance(error) : icu::Normalizer2::getNFDInstance(error);
  if (U_FAILURE(error)) return text;
  icu::UnicodeString normalized = form->normalize(text, error);
  return U_SUCCESS(error) ? normalized : text;
}

bool IsBlank(UChar32 c) { return u_isUWhiteSpace(c) || u_charType(c) == U_CONTROL_CHAR; }

// Zero-width spaces, soft hyphens and the like, which come along when names are copied from mails.
bool IsInvisible(UChar32 c) { return u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT); }

icu::UnicodeString Squeeze(const icu::UnicodeString& text, bool keep_invisible) {
  icu::UnicodeString squeezed;
  bool blank = false;
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    if (IsBlank(c)) {
      blank = true;
    } else if (keep_invisible || !IsInvisible(c)) {
      if (blank && !squeezed.isEmpty()) squeezed.append(u' ');
      blank = false;
      squeezed.append(c);
    }
  }
  return squeezed;
}

// Most names are ASCII, which needs no Unicode: it is in every normal form, none of it is
// invisible, and its case folds letter by letter.
bool IsAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string SqueezeAscii(std::string_view text) {
  std::string squeezed;
  bool blank = false;
  for (const char c : text) {
    if (c <= ' ' || c == '\x7F') {
      blank = true;
      continue;
    }
    if (blank && !squeezed.empty()) squeezed.push_back(' ');
    blank = false;
    squeezed.push_back(c);
  }
  return squeezed;
}

void CheckLength(std::string_view field, std::string_view text, size_t limit, FieldErrors& errors) {
  if (text.size() <= limit) return;
  errors.Add(field, kTooLong,
             {{"limit", std::to_string(limit)}, {"size", std::to_string(text.size())}});
}

void CheckMoney(const std::string& field, const std::optional<Money>& money, FieldErrors& errors) {
  constexpr int64_t kMaxUnits = 1'000'000'000'000'000;
  if (!money.has_value()) return;
  const std::string& code = money->currency_code;
  if (code.size() != 3 ||
      !std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; })) {
    errors.Add(field + ".currency_code", kInvalidFormat, {{"expected", "EUR"}});
  }
  if (money->units < 0 || money->units > kMaxUnits) {
    errors.Add(field + ".units", kOutOfRange,
               {{"minimum", "0"}, {"maximum", std::to_string(kMaxUnits)}});
  }
}

// Adds `alias` unless the customer goes by it already.
void AddAlias(Customer& customer, const std::string& alias) {
  const std::vector<std::string> keys = MatchingKeys(customer);
  const std::string key = MatchingKey(alias);
  if (key.empty() || std::binary_search(keys.begin(), keys.end(), key)) return;
  customer.aliases.push_back(alias);
}

// Renames the customer; the name it had, and the new one among its aliases, change places.
void Rename(Customer& customer, const std::string& display_name) {
  const std::string key = MatchingKey(display_name);
  const std::string former = std::exchange(customer.display_name, display_name);
  std::erase_if(customer.aliases,
                [&](const std::string& alias) { return MatchingKey(alias) == key; });
  AddAlias(customer, former);
}

void Take(std::string& known, const std::string& said) {
  if (!said.empty()) known = said;
}

void FillGap(std::string& known, const std::string& other) {
  if (known.empty()) known = other;
}

bool IsOutcome(DealStage stage) { return stage == DealStage::kWon || stage == DealStage::kLost; }

}  // namespace

std::string TidyName(std::string_view text) {
  if (IsAscii(text)) return SqueezeAscii(text);
  return ToUtf8(Normalize(Squeeze(FromUtf8(text), /*keep_invisible=*/true), /*composed=*/true));
}

// Canonical caseless matching (The Unicode Standard, section 3.13, D145), composed again. Invisible
// characters go first, since they keep their neighbours from composing.
std::string MatchingKey(std::string_view text) {
  if (IsAscii(text)) return absl::AsciiStrToLower(SqueezeAscii(text));
  const icu::UnicodeString visible = Squeeze(FromUtf8(text), /*keep_invisible=*/false);
  icu::UnicodeString folded = Normalize(visible, /*composed=*/false);
  folded.foldCase();
  return ToUtf8(Normalize(folded, /*composed=*/true));
}

std::vector<std::string> MatchingKeys(const Customer& customer) {
  std::vector<std::string> keys = {MatchingKey(customer.display_name)};
  for (const std::string& alias : customer.aliases) keys.push_back(MatchingKey(alias));
  std::erase(keys, "");
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

CustomerInput Tidy(CustomerInput input) {
  input.display_name = TidyName(input.display_name);
  input.external_id = TidyName(input.external_id);
  input.segment = TidyName(input.segment);
  input.size = TidyName(input.size);
  for (const std::string& alias : std::exchange(input.aliases, {})) {
    AddAlias(input, TidyName(alias));
  }
  return input;
}

DealInput Tidy(DealInput input) {
  input.reference = TidyName(input.reference);
  return input;
}

absl::Status Validate(const CustomerInput& input) {
  FieldErrors errors;
  if (!input.name.empty() && !MatchName(kCustomerPattern, input.name)) {
    errors.Add("name", kInvalidFormat, {{"expected", std::string(kCustomerPattern)}});
  }
  CheckLength("display_name", input.display_name, kMaxCustomerTextBytes, errors);
  if (!input.display_name.empty() && MatchingKey(input.display_name).empty()) {
    errors.Add("display_name", kRequired);
  }
  if (input.aliases.size() > kMaxAliases) {
    errors.Add(
        "aliases", kTooMany,
        {{"limit", std::to_string(kMaxAliases)}, {"size", std::to_string(input.aliases.size())}});
  }
  for (size_t i = 0; i < input.aliases.size(); ++i) {
    CheckLength("aliases[" + std::to_string(i) + "]", input.aliases[i], kMaxCustomerTextBytes,
                errors);
  }
  CheckLength("external_id", input.external_id, kMaxExternalIdBytes, errors);
  CheckLength("segment", input.segment, kMaxCustomerTextBytes, errors);
  CheckLength("size", input.size, kMaxCustomerTextBytes, errors);
  CheckMoney("revenue", input.revenue, errors);
  return errors.status();
}

absl::Status Validate(const DealInput& input) {
  FieldErrors errors;
  if (!input.name.empty() && !MatchName(kDealPattern, input.name)) {
    errors.Add("name", kInvalidFormat, {{"expected", std::string(kDealPattern)}});
  }
  CheckLength("reference", input.reference, kMaxExternalIdBytes, errors);
  if (input.stage < DealStage::kUnspecified || input.stage > DealStage::kLost) {
    errors.Add("stage", kInvalidEnum,
               {{"allowed", "PROSPECT, QUALIFIED, PROPOSAL, NEGOTIATION, WON, LOST"}});
  }
  CheckMoney("amount", input.amount, errors);
  CheckLength("outcome_reason", input.outcome_reason, kMaxOutcomeReasonBytes, errors);
  return errors.status();
}

Customer Merge(const Customer& known, const CustomerInput& input, FoundBy found_by) {
  Customer merged = known;
  if (found_by == FoundBy::kIdentifier && !input.display_name.empty()) {
    Rename(merged, input.display_name);
  }
  for (const std::string& alias : input.aliases) AddAlias(merged, alias);
  if (found_by == FoundBy::kNames && !input.display_name.empty()) {
    AddAlias(merged, input.display_name);
  }
  Take(merged.external_id, input.external_id);
  Take(merged.segment, input.segment);
  Take(merged.size, input.size);
  if (input.revenue.has_value()) merged.revenue = input.revenue;
  return merged;
}

Customer FillGaps(const Customer& known, const Customer& other) {
  Customer filled = known;
  std::vector<std::string> names = other.aliases;
  names.insert(names.begin(), other.display_name);
  for (const std::string& name : names) {
    if (filled.aliases.size() < kMaxAliases) AddAlias(filled, name);
  }
  FillGap(filled.external_id, other.external_id);
  FillGap(filled.segment, other.segment);
  FillGap(filled.size, other.size);
  if (!filled.revenue.has_value()) filled.revenue = other.revenue;
  return filled;
}

Deal Merge(const Deal& known, const DealInput& input) {
  Deal merged = known;
  Take(merged.reference, input.reference);
  if (input.stage != DealStage::kUnspecified) merged.stage = input.stage;
  if (input.amount.has_value()) merged.amount = input.amount;
  if (input.close_date.has_value()) merged.close_date = input.close_date;
  if (merged.stage != known.stage) merged.outcome_reason.clear();
  Take(merged.outcome_reason, input.outcome_reason);
  return merged;
}

absl::Status CheckOutcome(const std::optional<Deal>& known, const DealInput& input,
                          const Deal& deal) {
  const bool moved = !known.has_value() || known->stage != deal.stage;
  if (IsOutcome(deal.stage) && moved && input.outcome_reason.empty()) {
    return FieldError("outcome_reason", kOutcomeReasonRequired);
  }
  if (!IsOutcome(deal.stage) && !input.outcome_reason.empty()) {
    return FieldError("outcome_reason", kNoOutcome);
  }
  return absl::OkStatus();
}

}  // namespace zusage::directory
