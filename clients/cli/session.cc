// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/session.h"

#include <google/protobuf/util/json_util.h>

#include <algorithm>
#include <fstream>
#include <istream>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/string_view.h"
#include "clients/cli/errors.h"
#include "clients/cli/short_names.h"
#include "services/base/errors.h"
#include "services/base/status_macros.h"

namespace zusage::cli {
namespace {

std::string VariableOr(const Environment& environment, const char* name,
                       std::string_view fallback) {
  return environment.variable(name).value_or(std::string(fallback));
}

Language LanguageFrom(const Arguments& arguments, const Environment& environment) {
  std::string name = arguments.Text("--language");
  for (const char* variable : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    if (name.empty()) name = VariableOr(environment, variable, "");
  }
  return name.substr(0, 2) == "de" ? Language::kGerman : Language::kEnglish;
}

absl::StatusOr<std::string> ReadAll(std::istream& in, const std::string& path, size_t max_bytes) {
  std::string text;
  char block[1 << 14];
  while (in.read(block, sizeof block) || in.gcount() > 0) {
    text.append(block, static_cast<size_t>(in.gcount()));
    if (text.size() > max_bytes) {
      return Error(kFileTooLarge, {{"path", path}, {"limit", std::to_string(max_bytes)}});
    }
  }
  if (in.bad()) return Error(kFileUnreadable, {{"path", path}});
  return text;
}

}  // namespace

Session::Session(const Arguments& arguments, Environment& environment)
    : environment_(environment),
      address_(arguments.Text("--address",
                              VariableOr(environment, "ZUSAGE_ADDRESS", client::kDefaultAddress))),
      token_file_(arguments.Text("--token-file")),
      on_behalf_of_(arguments.Text("--on-behalf-of")),
      request_id_(arguments.Text("--request-id")),
      json_(arguments.Has("--json")),
      timeout_(absl::Seconds(arguments.Number("--timeout", kDefaultTimeoutSeconds))) {
  if (request_id_.empty()) request_id_ = NewId(environment.clock->Now(), *environment.random);
  format_.language = LanguageFrom(arguments, environment);
  format_.width = environment.out_is_terminal ? environment.width : 0;
  format_.colour = environment.out_is_terminal && VariableOr(environment, "NO_COLOR", "").empty();
}

const client::Client& Session::client() {
  if (!client_.has_value()) client_.emplace(MakeClientOptions());
  return *client_;
}

client::ClientOptions Session::MakeClientOptions() {
  client::ClientOptions options;
  options.channel = environment_.connect(address_, 0);
  options.token = [this] { return ReadToken(); };
  options.on_behalf_of = on_behalf_of_.empty() ? "" : PrincipalName(on_behalf_of_);
  options.language = language() == Language::kGerman ? "de" : "en";
  options.timeout = timeout_;
  options.now = [this] { return environment_.clock->Now(); };
  options.sleep = environment_.sleep;
  options.random = [this] {
    unsigned char byte = 0;
    environment_.random->Fill(&byte, sizeof byte);
    return byte / 255.0;
  };
  options.new_request_id = [this] { return request_id_; };
  return options;
}

// Also looks at what else travels with the token: the library's own complaints speak English only.
absl::StatusOr<std::string> Session::ReadToken() {
  std::string token = VariableOr(environment_, "ZUSAGE_TOKEN", "");
  if (!token_file_.empty()) {
    ZUSAGE_ASSIGN_OR_RETURN(const std::string text, ReadText(token_file_, kMaxTokenBytes));
    token = std::string(absl::StripAsciiWhitespace(text));
  }
  if (!std::all_of(token.begin(), token.end(), absl::ascii_isgraph)) return Error(kTokenInvalid);
  if (!std::all_of(on_behalf_of_.begin(), on_behalf_of_.end(), absl::ascii_isgraph)) {
    return FieldError("--on-behalf-of", kInvalidFormat, {{"expected", "principals/anna"}});
  }
  return token;
}

void Session::Print(const google::protobuf::Message& answer, absl::FunctionRef<void(Page&)> show) {
  if (json_) {
    *environment_.out << ToJson(answer, /*indented=*/true);
    return;
  }
  Page page = out_page();
  show(page);
}

void Session::PrintJsonLine(const google::protobuf::Message& message) {
  *environment_.out << ToJson(message, /*indented=*/false) << std::endl;
}

Page Session::out_page() {
  Page page(*environment_.out, format_);
  page.UseDisplayNames([this](const std::string& name) { return names_.DisplayName(name, *this); });
  return page;
}

Page Session::err_page() {
  PageFormat format = format_;
  format.width = environment_.err_is_terminal ? environment_.width : 0;
  format.colour = format_.colour && environment_.err_is_terminal;
  Page page(*environment_.err, format);
  page.UseDisplayNames([this](const std::string& name) { return names_.DisplayName(name, *this); });
  return page;
}

bool Session::Ask(std::string_view question) {
  *environment_.err << question << std::flush;
  std::string line;
  std::getline(*environment_.in, line);
  absl::AsciiStrToLower(&line);
  const absl::string_view answer = absl::StripAsciiWhitespace(line);
  return answer == "y" || answer == "yes" || answer == "j" || answer == "ja";
}

absl::StatusOr<std::string> Session::ReadText(const std::string& path, size_t max_bytes) {
  if (path == "-") return ReadAll(*environment_.in, "-", max_bytes);
  std::ifstream file(path, std::ios::binary);
  // A directory can be opened and not read.
  if (!file || file.peek() == std::ifstream::traits_type::eof()) {
    if (!file.eof()) return Error(kFileUnreadable, {{"path", path}});
    file.clear();
  }
  return ReadAll(file, path, max_bytes);
}

std::string ToJson(const google::protobuf::Message& message, bool indented) {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = indented;
  options.always_print_primitive_fields = true;
  std::string json;
  // Fails only for values outside of JSON's range, which the contract has none of.
  google::protobuf::util::MessageToJsonString(message, &json, options).ok();
  return json;
}

}  // namespace zusage::cli
