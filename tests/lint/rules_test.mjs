// SPDX-License-Identifier: Apache-2.0
//
// Shows each rule something that breaks it, and something like it that does not: a rule that finds
// nothing proves nothing. Prints one TAP line a rule.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { loadRules } from "./load_rules.mjs";
import { Repository } from "./repository.mjs";

const spdx = "// SPDX-License-Identifier: Apache-2.0\n";
const bash = "#!/usr/bin/env bash\n# SPDX-License-Identifier: Apache-2.0\nset -euo pipefail\n";
const including = (path) => `#include "${path}"\n`;
const header = (guard) => `${spdx}#ifndef ${guard}\n#define ${guard}\n#endif  // ${guard}\n`;
const spec = (reason, english, german) =>
  `constexpr ErrorSpec kX{absl::StatusCode::kNotFound, "${reason}", "${english}", "${german}"};\n`;
const lines = (count) => "int x;\n".repeat(count);
const service = (body) => `service S {\n  rpc DoIt(A) returns (B)${body}\n}\n`;
const mark = ["TO", "DO"].join("");
const somebodysPath = ["", "home", "anna", "zusage"].join("/");

const PROTO = "proto/zusage/review/v1/review_service.proto";
const ERRORS = "services/review/domain/errors.h";

// A contract that buf takes: a module, and a message with `fields`.
const contract = (fields) => ({
  "proto/buf.yaml": "version: v2\n",
  "proto/zusage/type/v1/a.proto": [
    'syntax = "proto3";',
    "package zusage.type.v1;",
    "service S { rpc GetA(GetARequest) returns (A); }",
    "message GetARequest {}",
    `message A { ${fields} }`,
  ].join("\n"),
});
const released = contract("string a = 1;");

// By rule: the files that break it, the files that keep it, and the files of the last release where
// there is one.
const EXAMPLES = {
  "contract.nothing_breaks_since_the_last_tag": [
    contract("string b = 1;"),
    contract("string a = 1; string b = 2;"),
    released,
  ],
  "contract.changes_since_the_last_tag_are_in_the_changelog": [
    { ...contract("string a = 1; string b = 2;"), "CHANGELOG.md": "GetB, and B as before.\n" },
    { ...contract("string a = 1; string b = 2;"), "CHANGELOG.md": "`GetA` tells `b`.\n" },
    { ...released, "CHANGELOG.md": "GetA is new.\n" },
  ],
  "contract.every_rpc_has_a_policy": [
    { [PROTO]: service(";") },
    { [PROTO]: service(" {\n option (zusage.type.v1.policy) = {};\n }") },
  ],
  "contract.one_operation_one_file_one_test": [
    { [PROTO]: service(";"), "services/review/do_it.h": "", "services/review/do_it.cc": "" },
    {
      [PROTO]: service(";"),
      "services/review/do_it.h": "",
      "services/review/do_it.cc": "",
      "tests/unit/review/do_it_test.cc": "",
    },
  ],
  "errors.specs_can_be_read": [
    { [ERRORS]: "inline constexpr ErrorSpec kX = Make();\n" },
    { [ERRORS]: spec("GONE", "It is gone.", "Es ist weg.") },
  ],
  "errors.texts_agree_in_both_languages": [
    { [ERRORS]: spec("GONE", "{what} is gone.", "{wer} ist weg.") },
    { [ERRORS]: spec("GONE", "{what} is gone.", "{what} ist weg.") },
  ],
  "errors.reasons_are_unique": [
    {
      [ERRORS]: spec("GONE", "Gone.", "Weg."),
      "services/intake/domain/errors.h": spec("GONE", "Gone.", "Weg."),
    },
    { [ERRORS]: spec("GONE", "Gone.", "Weg."), "clients/cli/e.h": spec("GONE", "Gone.", "Weg.") },
  ],
  "layers.includes_point_downwards": [
    { "services/review/domain/a.cc": including("storage/store.h") },
    { "services/review/decide.cc": including("storage/store.h") },
  ],
  "layers.links_point_downwards": [
    { "services/review/CMakeLists.txt": "zusage_library(zusage_review PRIVATE zusage_rpc)\n" },
    { "services/review/CMakeLists.txt": "zusage_library(zusage_review PUBLIC zusage_storage)\n" },
  ],
  "layers.roles_do_not_call_each_other": [
    { [PROTO]: service(";"), "services/intake/a.cc": including("services/review/do_it.h") },
    { [PROTO]: service(";"), "services/intake/a.cc": including("services/review/step.h") },
  ],
  "layers.only_adapters_see_grpc": [
    { "services/review/decide.cc": "#include <grpcpp/grpcpp.h>\n" },
    { "services/review/review_rpc.cc": "#include <grpcpp/grpcpp.h>\n" },
  ],
  "layers.the_client_library_stands_alone": [
    { "clients/cpp/include/zusage/client/a.h": including("clients/cpp/core.h") },
    { "clients/cpp/a.cc": including("clients/cpp/core.h") + including("zusage/client/a.h") },
  ],
  "layers.only_the_driver_sees_its_engine": [
    { "storage/store.cc": "#include <libpq-fe.h>\n" },
    { "storage/postgres/engine.cc": "#include <libpq-fe.h>\n" },
  ],
  "layers.domain_is_pure": [
    { "services/review/domain/a.cc": "auto now = absl::Now();\n" },
    { "services/review/domain/a.cc": "// absl::Now() is not for us\n" },
  ],
  "packages.bring_all_headers": [
    {
      "deploy/packages": "[build]\nzlib1g-dev\n\n[linguistic-data]\nlibssl-dev\n",
      "services/base/a.cc": "#include <openssl/ssl.h>\n",
    },
    {
      "deploy/packages": "[build]\nlibboost-dev  # another of that version\n[test]\nlibssl-dev x\n",
      "services/base/a.cc":
        "#include <openssl/ssl.h>\n#include <boost/asio.hpp>\n#include <vector>\n",
    },
  ],
  "sources.guards_follow_the_path": [
    { "services/base/time.h": header("ZUSAGE_TIME_H_") },
    { "services/base/time.h": header("ZUSAGE_SERVICES_BASE_TIME_H_") },
  ],
  "sources.are_formatted": [
    { "services/base/a.cc": "int  x ;\n", ".clang-format": "BasedOnStyle: Google\n" },
    { "services/base/a.cc": "int x;\n", ".clang-format": "BasedOnStyle: Google\n" },
  ],
  "sources.lines_are_short": [
    { "services/base/a.cc": `// ${"ö".repeat(98)}\n` },
    { "services/base/a.cc": `// ${"ö".repeat(97)}\n` },
  ],
  "sources.files_are_short": [
    { "services/base/a.cc": lines(601) },
    { "services/base/a.cc": lines(600) },
  ],
  "sources.functions_are_short": [
    { "services/base/a.cc": `namespace z {\nvoid F(int a) {\n${lines(69)}}\n}\n` },
    { "services/base/a.cc": `namespace z {\nvoid F(int a) {\n${lines(68)}}\n}\n` },
  ],
  "sources.are_built": [
    { "services/base/a.cc": "", "services/base/CMakeLists.txt": "add_library(x b.cc)\n" },
    { "services/base/a.cc": "", "services/base/CMakeLists.txt": "add_library(x a.cc)\n" },
  ],
  "sources.headers_are_included": [
    { "services/base/a.h": "", "services/base/a.cc": "" },
    { "services/base/a.h": "", "services/base/a.cc": including("services/base/a.h") },
  ],
  "sources.tests_do_not_sleep": [
    { "tests/unit/base/a_test.cc": "absl::SleepFor(x);\n" },
    { "tests/unit/base/a_test.cc": "clock.Advance(x);\n" },
  ],
  "texts.name_the_licence": [{ "services/base/a.cc": "int x;\n" }, { "deploy/start": bash }],
  "texts.have_no_stray_white_space": [{ "README.md": "a \n" }, { "README.md": "a\n" }],
  "texts.leave_nothing_unfinished": [{ "a.md": `${mark}: more\n` }, { "a.md": "All done.\n" }],
  "texts.name_no_machine": [{ "a.md": `See ${somebodysPath}.\n` }, { "a.md": "See docs/home.\n" }],
  "texts.links_lead_somewhere": [
    { "docs/a.md": "[b](b.md)\n" },
    { "docs/a.md": "[b](../b.md#part) [c](https://example.org)\n", "b.md": "b\n" },
  ],
  "texts.scripts_stop_at_errors": [
    { "deploy/start": "#!/usr/bin/env bash\necho on\n" },
    { "deploy/start": bash },
  ],
  "texts.scripts_read_pipes_to_the_end": [
    { "deploy/start": `${bash}list | grep -i -q word\n` },
    { "deploy/start": `${bash}grep -q word "$1" || list | sort | sed -n 1p\n` },
  ],
  "texts.scripts_pass_shellcheck": [
    { "deploy/start": `${bash}rm $1\n` },
    { "deploy/start": `${bash}rm "$1"\n` },
  ],
};

// Rules that run buf on the whole contract; buf's own tests cover them.
const WITHOUT_EXAMPLES = ["contract.buf_lint"];

function write(root, files) {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(root + file), { recursive: true });
    writeFileSync(root + file, text);
  }
}

// Makes `root` a repository whose only commit is a release of `files`.
function release(root, files) {
  write(root, files);
  const git = (...words) => execFileSync("git", words, { cwd: root, stdio: "pipe" });
  git("init", "--quiet");
  git("add", "--all");
  const who = ["-c", "user.name=Anna", "-c", "user.email=anna@zusage.example"];
  git(...who, "commit", "--quiet", "--message", "A release");
  git("tag", "v0.1.0");
}

async function withFolder(use) {
  const root = `${mkdtempSync(join(tmpdir(), "zusage-lint-"))}/`;
  try {
    return await use(root);
  } finally {
    rmSync(root, { recursive: true });
  }
}

function findings(rule, files, last) {
  return withFolder(async (root) => {
    if (last) release(root, last);
    write(root, files);
    const results = await rule.check(new Repository(root, Object.keys(files)));
    return results.filter(({ note }) => !note);
  });
}

async function problem(rule) {
  const examples = EXAMPLES[rule.name];
  if (!examples) return "has no examples";
  const [breaks, keeps, last] = examples;
  const [broken, kept] = await Promise.all([
    findings(rule, breaks, last),
    findings(rule, keeps, last),
  ]);
  if (broken.length === 0) return "does not see what breaks it";
  return kept.length > 0 ? `sees what is not there: ${kept[0].text}` : undefined;
}

let failed = 0;
const rules = (await loadRules()).filter(({ name }) => !WITHOUT_EXAMPLES.includes(name));
const problems = await Promise.all(rules.map(problem));
rules.forEach((rule, index) => {
  const text = problems[index];
  console.log(`${text ? "not ok" : "ok"} - lint_rule.${rule.name}${text ? ` # ${text}` : ""}`);
  if (text) ++failed;
});
process.exit(failed === 0 ? 0 : 1);
