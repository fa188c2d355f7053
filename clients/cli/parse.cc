// SPDX-License-Identifier: Apache-2.0
// The one file that sees CLI11.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <deque>
#include <string>

#include "clients/cli/run.h"
#include "clients/cli/words.h"
#include "services/base/error.h"

namespace zusage::cli {
namespace {

// Where CLI11 puts what it read for one option; at a fixed place while it parses.
struct Slot {
  const OptionSpec* spec;
  CLI::Option* option = nullptr;
  std::vector<std::string> values;
  bool flag = false;
};

struct VerbSlots {
  const Verb* verb;
  CLI::App* app;
  std::deque<Slot> slots;
};

std::string HelpOf(const OptionSpec& spec, Language language) {
  std::string help(spec.help.in(language));
  if (!spec.choices.empty()) {
    help += " (";
    for (size_t i = 0; i < spec.choices.size(); ++i) {
      help += i == 0 ? "" : "|";
      help += spec.choices[i];
    }
    help += ")";
  }
  if (spec.repeated) help += "; " + std::string(words::kRepeatable.in(language));
  return help;
}

void AddOption(const OptionSpec& spec, const Phrase& group, Language language, VerbSlots& verb) {
  Slot& slot = verb.slots.emplace_back(Slot{&spec});
  std::string name(spec.name);
  if (!spec.short_name.empty()) name.insert(0, std::string(spec.short_name) + ",");
  if (spec.kind == OptionSpec::Kind::kFlag) {
    slot.option = verb.app->add_flag(name, slot.flag, HelpOf(spec, language));
  } else {
    slot.option = verb.app->add_option(name, slot.values, HelpOf(spec, language));
    const bool named_so = spec.placeholder == spec.name;
    slot.option->type_name(named_so ? "" : std::string(spec.placeholder));
    // One value each time, so that an argument after an option is not taken for a second value.
    slot.option->allow_extra_args(spec.is_argument() && spec.repeated);
    if (!spec.repeated) slot.option->expected(1);
  }
  if (spec.kind == OptionSpec::Kind::kWholeNumber) {
    slot.option->check(CLI::Range(int64_t{0}, int64_t{1} << 53).description(""));
  }
  if (!spec.choices.empty()) {
    slot.option->check(
        CLI::IsMember(std::vector<std::string>(spec.choices.begin(), spec.choices.end()))
            .description(""));
  }
  slot.option->required(spec.required);
  if (!spec.is_argument()) slot.option->group(std::string(group.in(language)));
}

void Translate(CLI::App& app, Language language) {
  app.get_formatter()->label("Usage", std::string(words::kUsage.in(language)));
  app.get_formatter()->label("Positionals", std::string(words::kArguments.in(language)));
  app.get_formatter()->label("REQUIRED", "(" + std::string(words::kRequired.in(language)) + ")");
  app.get_formatter()->label("SUBCOMMAND", language == Language::kGerman ? "BEFEHL" : "COMMAND");
  app.get_formatter()->label("OPTIONS", language == Language::kGerman ? "OPTIONEN" : "OPTIONS");
  app.get_formatter()->column_width(34);
  app.set_help_flag("-h,--help", language == Language::kGerman ? "Diese Hilfe" : "This help")
      ->group(std::string(words::kOptions.in(language)));
}

void AddVerb(const Verb& verb, CLI::App& parent, Language language, std::deque<VerbSlots>& verbs) {
  CLI::App* app =
      parent.add_subcommand(std::string(verb.name), std::string(verb.help.in(language)));
  app->group(std::string(words::kCommands.in(language)));
  Translate(*app, language);
  VerbSlots& slots = verbs.emplace_back(VerbSlots{&verb, app, {}});
  for (const OptionSpec& spec : verb.options) AddOption(spec, words::kOptions, language, slots);
  for (const OptionSpec& spec : GlobalOptions()) {
    AddOption(spec, words::kGlobalOptions, language, slots);
  }
}

std::string Footer(Language language) {
  return language == Language::kGerman
             ? "Exit-Codes: 0 in Ordnung, 1 die Antwort ist nein, 2 falscher Aufruf, 3 ungültige "
               "Angaben,\n4 nicht gefunden, 5 nicht erlaubt, 6 anderer Zustand (veraltet, schon "
               "da), "
               "7 nicht erreichbar\noder überlastet, 8 interner Fehler. Mehr in docs/cli.md."
             : "Exit codes: 0 ok, 1 the answer is no, 2 wrong usage, 3 invalid input, 4 not "
               "found,\n"
               "5 not allowed, 6 another state (stale, already there), 7 unreachable or "
               "overloaded,\n"
               "8 internal error. More in docs/cli.md.";
}

void BuildApp(CLI::App& app, Language language, std::deque<VerbSlots>& verbs) {
  Translate(app, language);
  app.footer(Footer(language));
  app.require_subcommand(1);
  for (const Noun& noun : CommandTree()) {
    if (noun.is_verb()) {
      AddVerb(noun.verbs[0], app, language, verbs);
      continue;
    }
    CLI::App* group =
        app.add_subcommand(std::string(noun.name), std::string(noun.help.in(language)));
    group->group(std::string(words::kCommands.in(language)));
    Translate(*group, language);
    group->require_subcommand(1);
    for (const Verb& verb : noun.verbs) AddVerb(verb, *group, language, verbs);
  }
}

ParsedCommand Take(VerbSlots& chosen) {
  ParsedCommand parsed;
  parsed.verb = chosen.verb;
  for (Slot& slot : chosen.slots) {
    if (slot.option->count() == 0) continue;
    parsed.arguments.Set(slot.spec->name, std::move(slot.values));
  }
  return parsed;
}

// The command line with the verb that a noun without one means.
std::vector<std::string> WithDefaultVerb(std::vector<std::string> command_line) {
  if (command_line.empty()) return command_line;
  const bool verb_given = command_line.size() > 1 && command_line[1].substr(0, 1) != "-";
  const bool help =
      command_line.size() > 1 && (command_line[1] == "-h" || command_line[1] == "--help");
  for (const Noun& noun : CommandTree()) {
    if (noun.name != command_line[0] || noun.default_verb.empty() || verb_given || help) continue;
    command_line.insert(command_line.begin() + 1, std::string(noun.default_verb));
    break;
  }
  return command_line;
}

// The command that the user got as far as naming.
std::string PathOf(const CLI::App& app) {
  std::string path = "zusage";
  const CLI::App* at = &app;
  while (!at->get_subcommands().empty()) {
    at = at->get_subcommands()[0];
    path += " " + at->get_name();
  }
  return path;
}

ParsedCommand Complain(const CLI::App& app, const CLI::ParseError& error, Language language) {
  ParsedCommand parsed;
  parsed.exit_code = ExitCode::kUsage;
  const std::vector<std::string> unknown = app.remaining(/*recurse=*/true);
  const bool no_command =
      error.get_name() == "RequiredError" && !unknown.empty() && unknown[0].substr(0, 1) != "-";
  const std::string problem =
      no_command ? FillIn(words::kNoSuchCommand.in(language), {{"command", unknown[0]}})
                 : std::string(error.what());
  parsed.text = "zusage: " + problem + "\n" +
                FillIn(words::kSeeHelp.in(language), {{"command", PathOf(app)}}) + "\n";
  return parsed;
}

}  // namespace

ParsedCommand ParseCommandLine(const std::vector<std::string>& command_line, Language language) {
  CLI::App app(language == Language::kGerman
                   ? "Zusage: was zugesagt wurde, was freigegeben ist, und die Lücke dazwischen."
                   : "Zusage: what was promised, what is approved, and the gap between the two.",
               "zusage");
  std::deque<VerbSlots> verbs;
  BuildApp(app, language, verbs);
  // CLI11 takes arguments from the back.
  std::vector<std::string> reversed = WithDefaultVerb(command_line);
  std::reverse(reversed.begin(), reversed.end());
  try {
    app.parse(std::move(reversed));
  } catch (const CLI::CallForHelp&) {
    ParsedCommand help;
    help.text = app.help();
    return help;
  } catch (const CLI::ParseError& error) {
    return Complain(app, error, language);
  }
  for (VerbSlots& verb : verbs) {
    if (verb.app->parsed()) return Take(verb);
  }
  return Complain(app, CLI::RequiredError("COMMAND"), language);
}

}  // namespace zusage::cli
