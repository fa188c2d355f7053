// SPDX-License-Identifier: Apache-2.0
//
// Files that people write, YAML or JSON, as messages of the contract. docs/cli.md describes them.
//
// Fields have the contract's names in snake_case (or camelCase, as JSON answers have them), enums
// their short names. Some values may be written as one would say them: a date is "2026-12-31",
// money "120000 EUR", a quantity "600 requests/min", a customer or a deal just its name or
// reference, a line of a promise just its text.
#ifndef ZUSAGE_CLIENTS_CLI_MESSAGE_FILE_H_
#define ZUSAGE_CLIENTS_CLI_MESSAGE_FILE_H_

#include <google/protobuf/message.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/strategy/domain/document.h"
#include "zusage/type/v1/common.pb.h"

namespace zusage::cli {

inline constexpr size_t kMaxMessageFileBytes = 1 << 20;
inline constexpr int kMaxMessageFileDepth = 8;
inline constexpr size_t kMaxMessageFileNodes = 20'000;

// Fills `message`, and `product` from the key "product" at the top. Pure, thread-safe.
//
// All errors are INVALID_ARGUMENT. What keeps the text from being read at all is reported alone:
// FILE_TOO_LARGE, FILE_TOO_DEEP, FILE_TOO_MANY_NODES, FILE_ALIAS, FILE_SYNTAX. Everything else is
// collected with its path ("evidence.pain"): UNKNOWN_FIELD, SET_BY_SERVER, DUPLICATE, WRONG_TYPE,
// INVALID_ENUM, INVALID_DATE, INVALID_FORMAT, INVALID_TEXT. What a value must satisfy beyond its
// type is the server's to say.
absl::Status ParseMessageFile(std::string_view text, std::string& product,
                              google::protobuf::Message& message);

// The same of a text that was read already.
absl::Status FillMessage(const strategy::Node& root, std::string& product,
                         google::protobuf::Message& message);

// A text as a tree, within the limits above. The errors that keep it from being read at all.
absl::StatusOr<strategy::Node> ReadFileDocument(std::string_view text);

// "600 requests/min", "600requests/min" or "600"; nothing if it is none.
std::optional<type::v1::Quantity> ParseQuantity(std::string_view text);

// "120000 EUR" or "EUR 120000"; nothing if it is none.
std::optional<type::v1::Money> ParseMoney(std::string_view text);

}  // namespace zusage::cli

#endif  // ZUSAGE_CLIENTS_CLI_MESSAGE_FILE_H_
