// SPDX-License-Identifier: Apache-2.0
//
// Builds the linguistic data of the check from dictionaries and texts that are installed.
//
//   build_linguistic_data --output FILE --ding FILE [--wordnet DIR]
//       [--help-pages GERMAN-DIR ENGLISH-DIR] [--translations GERMAN-FILE ENGLISH-FILE]
//       [--descriptions GERMAN-FILE ENGLISH-FILE] [--text FILE-OR-DIR]...
//
// deploy/linguistic-data installs the packages that have them and runs this. The same files give
// the same bytes.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "services/alignment/domain/linguistic_data.h"
#include "services/alignment/linguistics/linguistic_builder.h"
#include "services/alignment/linguistics/text_pairs.h"
#include "services/alignment/linguistics/wordnet.h"

namespace zusage::alignment {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void Fail(const std::string& what) {
  std::cerr << "build_linguistic_data: " << what << "\n";
  std::exit(1);
}

std::string Read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  if (!file) Fail("cannot read " + path.string());
  return text.str();
}

using Arguments = std::map<std::string, std::vector<std::string>>;

Arguments Parse(int argc, char** argv) {
  const std::map<std::string, size_t> kOptions = {
      {"--output", 1},       {"--ding", 1},         {"--wordnet", 1}, {"--help-pages", 2},
      {"--translations", 2}, {"--descriptions", 2}, {"--text", 1}};
  Arguments arguments;
  for (int i = 1; i < argc; ++i) {
    const std::string name = argv[i];
    const auto option = kOptions.find(name);
    if (option == kOptions.end()) Fail("unknown option " + name);
    for (size_t value = 0; value < option->second; ++value) {
      if (++i == argc) Fail(name + " needs " + std::to_string(option->second) + " values");
      arguments[name].push_back(argv[i]);
    }
  }
  if (!arguments.contains("--output") || !arguments.contains("--ding")) {
    Fail("--output and --ding are needed");
  }
  return arguments;
}

// The values of an option, none if it is not given.
std::vector<std::string> Values(const Arguments& arguments, const std::string& name) {
  const auto found = arguments.find(name);
  return found == arguments.end() ? std::vector<std::string>() : found->second;
}

// The pages below a directory, by their paths in it.
std::map<std::string, fs::path> PagesIn(const fs::path& directory) {
  std::map<std::string, fs::path> pages;
  for (const auto& entry : fs::recursive_directory_iterator(directory)) {
    if (entry.path().extension() != ".html") continue;
    pages[entry.path().lexically_relative(directory).string()] = entry.path();
  }
  return pages;
}

void AddDing(const std::string& path, LinguisticBuilder& builder) {
  ReadDing(Read(path), [&](std::string_view german, std::string_view english, float weight) {
    builder.AddPair(german, english, weight, kMaxEntryStems);
  });
}

void AddWordNet(const fs::path& directory, LinguisticBuilder& builder) {
  for (const char* part : {"noun", "verb", "adj", "adv"}) {
    const std::string data = Read(directory / (std::string("data.") + part));
    ReadSynonyms(
        Read(directory / (std::string("index.") + part)), data,
        [&](std::string_view word, std::string_view other) { builder.AddSynonyms(word, other); });
    ReadGlosses(data, [&](std::string_view gloss) { builder.AddText(gloss); });
  }
}

void AddTexts(const std::map<std::string, std::string>& german,
              const std::map<std::string, std::string>& english, LinguisticBuilder& builder) {
  for (const auto& [key, text] : english) builder.AddText(text);
  PairByKey(german, english, [&](std::string_view one, std::string_view other, float weight) {
    builder.AddPair(one, other, weight, kMaxSentenceStems);
  });
}

void AddHelp(const fs::path& german, const fs::path& english, LinguisticBuilder& builder) {
  const std::map<std::string, fs::path> german_pages = PagesIn(german);
  for (const auto& [name, path] : PagesIn(english)) {
    const auto same = german_pages.find(name);
    std::map<std::string, std::string> paragraphs;
    if (same != german_pages.end()) paragraphs = ReadHelpPage(Read(same->second));
    AddTexts(paragraphs, ReadHelpPage(Read(path)), builder);
  }
}

// A file, or all pages below a directory.
void AddText(const fs::path& path, LinguisticBuilder& builder) {
  std::map<std::string, fs::path> files = {{"", path}};
  if (fs::is_directory(path)) files = PagesIn(path);
  for (const auto& [name, file] : files) {
    ForEachParagraph(Read(file), [&](std::string_view text) { builder.AddText(text); });
  }
}

int Run(const Arguments& arguments) {
  LinguisticBuilder builder;
  AddDing(arguments.at("--ding").front(), builder);
  for (const std::string& path : Values(arguments, "--wordnet")) AddWordNet(path, builder);
  if (const auto paths = Values(arguments, "--help-pages"); !paths.empty()) {
    AddHelp(paths[0], paths[1], builder);
  }
  if (const auto paths = Values(arguments, "--translations"); !paths.empty()) {
    AddTexts(ReadTranslations(Read(paths[0])), ReadTranslations(Read(paths[1])), builder);
  }
  if (const auto paths = Values(arguments, "--descriptions"); !paths.empty()) {
    AddTexts(ReadDescriptions(Read(paths[0])), ReadDescriptions(Read(paths[1])), builder);
  }
  for (const std::string& path : Values(arguments, "--text")) AddText(path, builder);
  const LinguisticTables tables = builder.Build();
  const std::string bytes = WriteLinguisticData(tables);
  // Read once as it will be: what cannot be read must not replace what can.
  const auto data = LinguisticData::Read(bytes);
  if (!data.ok()) Fail(std::string(data.status().message()));
  const std::string output = arguments.at("--output").front();
  std::ofstream file(output + ".new", std::ios::binary | std::ios::trunc);
  file << bytes;
  file.close();
  if (!file) Fail("cannot write " + output);
  fs::rename(output + ".new", output);
  std::cout << output << ": " << data->german_count() << " German and " << data->english_count()
            << " English stems, " << bytes.size() << " bytes, " << data->digest() << "\n";
  return 0;
}

}  // namespace
}  // namespace zusage::alignment

int main(int argc, char** argv) {
  return zusage::alignment::Run(zusage::alignment::Parse(argc, argv));
}
