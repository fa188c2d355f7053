// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/run.h"

#include "clients/cli/errors.h"
#include "clients/cli/failure.h"
#include "clients/cli/session.h"

namespace zusage::cli {
namespace {

// The language of help and of complaints about the command line, before it is parsed.
Language LanguageOf(const std::vector<std::string>& command_line, Environment& environment) {
  Arguments arguments;
  for (size_t i = 0; i < command_line.size(); ++i) {
    const std::string& word = command_line[i];
    if (word == "--language" && i + 1 < command_line.size()) {
      arguments.Set("--language", {command_line[i + 1]});
    } else if (word.rfind("--language=", 0) == 0) {
      arguments.Set("--language", {word.substr(sizeof("--language=") - 1)});
    }
  }
  return Session(arguments, environment).language();
}

ExitCode Fail(const absl::Status& status, Session& session) {
  Environment& environment = session.environment();
  const Failure failure = FailureOf(status, session.language());
  const std::string hint = HintFor(failure, session.address(), session.language());
  if (session.json()) {
    *environment.err << FailureJson(failure, hint) << '\n';
  } else {
    const bool colour =
        environment.err_is_terminal && environment.variable("NO_COLOR").value_or("").empty();
    PrintFailure(failure, hint, colour, *environment.err);
  }
  // Who was asked and said no has answered the question.
  if (failure.reason == kNotConfirmed.reason) return ExitCode::kNo;
  return ExitCodeOf(status.code());
}

}  // namespace

ExitCode Run(const std::vector<std::string>& command_line, Environment& environment) {
  const ParsedCommand parsed =
      ParseCommandLine(command_line, LanguageOf(command_line, environment));
  if (parsed.verb == nullptr) {
    (parsed.exit_code == ExitCode::kOk ? *environment.out : *environment.err) << parsed.text;
    return parsed.exit_code;
  }
  Session session(parsed.arguments, environment);
  const absl::StatusOr<ExitCode> done = parsed.verb->run(parsed.arguments, session);
  environment.out->flush();
  return done.ok() ? *done : Fail(done.status(), session);
}

}  // namespace zusage::cli
