// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/evidence_options.h"

#include <cmath>
#include <string>

#include "absl/strings/numbers.h"
#include "clients/cli/message_file.h"
#include "services/base/errors.h"
#include "services/base/status_macros.h"
#include "services/base/type_errors.h"

namespace zusage::cli {
namespace {

constexpr auto kWholeNumber = OptionSpec::Kind::kWholeNumber;

// Sets a field with decimals, if its option was given.
template <typename Set>
absl::Status ReadDecimal(const Arguments& arguments, std::string_view name, Set set) {
  ZUSAGE_ASSIGN_OR_RETURN(const std::optional<double> value, DecimalOption(arguments, name));
  if (value.has_value()) set(*value);
  return absl::OkStatus();
}

}  // namespace

std::vector<OptionSpec> EvidenceOptions() {
  return {{.name = "--pain",
           .placeholder = "1-5",
           .help = {"How much it hurts; 5: they cannot work without it",
                    "Wie weh es tut; 5: ohne geht es nicht"},
           .kind = kWholeNumber},
          {.name = "--frequency",
           .placeholder = "N",
           .help = {"How often it hurts, times a month", "Wie oft, Mal im Monat"}},
          {.name = "--similar-customers",
           .placeholder = "N",
           .help = {"How many others have it", "Wie viele andere es haben"},
           .kind = kWholeNumber},
          {.name = "--segment-share",
           .placeholder = "0-1",
           .help = {"The share of the target segment that has it",
                    "Welcher Anteil des Zielsegments es hat"}},
          {.name = "--willingness-to-pay",
           .placeholder = "MONEY",
           .help = {"What they would pay: \"EUR 5000\"", "Was sie zahlen würden: \"EUR 5000\""}},
          {.name = "--effort",
           .placeholder = "DAYS",
           .help = {"What building it takes, in person days",
                    "Was es zu bauen kostet, in Personentagen"}},
          {.name = "--conversation",
           .placeholder = "TEXT",
           .help = {"What was said", "Was gesagt wurde"},
           .repeated = true}};
}

absl::Status ReadEvidenceOptions(const Arguments& arguments, type::v1::Evidence& evidence) {
  if (arguments.Has("--pain")) {
    evidence.set_pain(static_cast<int32_t>(arguments.Number("--pain", 0)));
  }
  if (arguments.Has("--similar-customers")) {
    evidence.set_similar_customers(
        static_cast<int32_t>(arguments.Number("--similar-customers", 0)));
  }
  ZUSAGE_RETURN_IF_ERROR(ReadDecimal(
      arguments, "--frequency", [&](double value) { evidence.set_frequency_per_month(value); }));
  ZUSAGE_RETURN_IF_ERROR(ReadDecimal(arguments, "--segment-share",
                                     [&](double value) { evidence.set_segment_share(value); }));
  ZUSAGE_RETURN_IF_ERROR(ReadDecimal(
      arguments, "--effort", [&](double value) { evidence.set_effort_person_days(value); }));
  if (arguments.Has("--willingness-to-pay")) {
    const auto money = ParseMoney(arguments.Text("--willingness-to-pay"));
    if (!money.has_value()) {
      return FieldError("--willingness-to-pay", kInvalidFormat, {{"expected", "EUR 5000"}});
    }
    *evidence.mutable_willingness_to_pay() = *money;
  }
  for (const std::string& text : arguments.List("--conversation")) evidence.add_conversations(text);
  return absl::OkStatus();
}

absl::StatusOr<std::optional<double>> DecimalOption(const Arguments& arguments,
                                                    std::string_view name) {
  if (!arguments.Has(name)) return std::nullopt;
  double value = 0;
  if (!absl::SimpleAtod(arguments.Text(name), &value) || !std::isfinite(value)) {
    return FieldError(name, kNumberExpected);
  }
  return value;
}

}  // namespace zusage::cli
