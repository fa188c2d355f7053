// SPDX-License-Identifier: Apache-2.0
// zusage completion bash
#include "clients/cli/completion.h"

#include "clients/cli/nouns.h"
#include "clients/cli/session.h"

namespace zusage::cli {
namespace {

constexpr std::string_view kHead = R"(# SPDX-License-Identifier: Apache-2.0
# Completion of `zusage` for bash, made by `zusage completion bash`. To use it:
#   source <(zusage completion bash)
_zusage() {
  local current="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD-1]}"
  local command="${COMP_WORDS[1]} ${COMP_WORDS[2]}" words=""
  COMPREPLY=()
)";

constexpr std::string_view kTail = R"(  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -F _zusage zusage
)";

std::string Names(const std::vector<Verb>& verbs) {
  std::string names;
  for (const Verb& verb : verbs) {
    names += names.empty() ? "" : " ";
    names += verb.name;
  }
  return names;
}

std::string OptionNames(const Verb& verb) {
  std::string names;
  for (const std::vector<OptionSpec>* options : {&verb.options, &GlobalOptions()}) {
    for (const OptionSpec& option : *options) {
      if (option.is_argument()) continue;
      names += std::string(option.name) + " ";
    }
  }
  return names + "--help";
}

std::string Choices(const OptionSpec& option) {
  std::string choices;
  for (const std::string_view choice : option.choices) {
    choices += choices.empty() ? "" : " ";
    choices += choice;
  }
  return choices;
}

// The line that completes the value of an option; "" if there is nothing to propose.
std::string ValueCase(const OptionSpec& option, const std::string& command) {
  if (option.is_argument()) return "";
  std::string reply;
  if (option.kind == OptionSpec::Kind::kFile) reply = "-f";
  if (option.kind == OptionSpec::Kind::kDirectory) reply = "-d";
  if (!option.choices.empty()) reply = "-W \"" + Choices(option) + "\"";
  if (reply.empty()) return "";
  return "    \"" + command + " " + std::string(option.name) + "\") COMPREPLY=($(compgen " + reply +
         " -- \"$current\")); return ;;\n";
}

std::string ValueCases() {
  std::string cases = "  case \"$command $previous\" in\n";
  for (const Noun& noun : CommandTree()) {
    for (const Verb& verb : noun.verbs) {
      for (const OptionSpec& option : verb.options) {
        cases += ValueCase(option, std::string(noun.name) + " " + std::string(verb.name));
      }
    }
  }
  cases += "  esac\n  case \"$previous\" in\n";
  for (const OptionSpec& option : GlobalOptions()) {
    std::string line = ValueCase(option, "");
    if (!line.empty()) cases += line.erase(line.find("\" --") + 1, 1);
  }
  return cases + "  esac\n";
}

bool TakesFile(const Verb& verb) {
  for (const OptionSpec& option : verb.options) {
    if (option.is_argument() && option.kind == OptionSpec::Kind::kFile) return true;
  }
  return false;
}

std::string VerbCases() {
  std::string cases = "  case \"$command\" in\n";
  for (const Noun& noun : CommandTree()) {
    for (const Verb& verb : noun.verbs) {
      std::string pattern = "\"" + std::string(noun.name) + " ";
      pattern += noun.is_verb() ? "\"*" : std::string(verb.name) + "\"";
      if (verb.name == noun.default_verb) pattern += "|\"" + std::string(noun.name) + " -\"*";
      cases += "    " + pattern + ") words=\"" + OptionNames(verb) + "\"";
      if (TakesFile(verb)) {
        cases +=
            "\n      [[ $current != -* ]] && { COMPREPLY=($(compgen -f -- \"$current\")); "
            "return; }";
      }
      cases += " ;;\n";
    }
  }
  return cases + "  esac\n";
}

std::string NounCases() {
  std::string all;
  std::string cases;
  for (const Noun& noun : CommandTree()) {
    all += all.empty() ? "" : " ";
    all += noun.name;
    if (noun.is_verb()) continue;
    cases += "      " + std::string(noun.name) + ") words=\"" + Names(noun.verbs) + "\" ;;\n";
  }
  return "  if [[ $COMP_CWORD -eq 1 ]]; then\n    words=\"" + all +
         "\"\n  elif [[ $COMP_CWORD -eq 2 && $current != -* ]]; then\n    case "
         "\"${COMP_WORDS[1]}\" in\n" +
         cases + "    esac\n  fi\n";
}

absl::StatusOr<ExitCode> Bash(const Arguments&, Session& session) {
  *session.environment().out << BashCompletion();
  return ExitCode::kOk;
}

}  // namespace

std::string BashCompletion() {
  return std::string(kHead) + ValueCases() + VerbCases() + NounCases() + std::string(kTail);
}

Noun CompletionNoun() {
  return {"completion",
          {"Completion for the shell", "Vervollständigung für die Shell"},
          {{"bash", {"Print the script for bash", "Das Skript für bash ausgeben"}, {}, &Bash}}};
}

}  // namespace zusage::cli
