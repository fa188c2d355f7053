// SPDX-License-Identifier: Apache-2.0
//
// Runs the rules in rules/. A rule is {name, why, check(repository)} where check returns, or
// promises, a list of findings {file, line, text}; an empty list passes. {note} is no finding: it
// says what could not be checked.
import { fileURLToPath } from "node:url";
import { loadRules } from "./load_rules.mjs";
import { Repository } from "./repository.mjs";

const MAX_FINDINGS_SHOWN = 25;

function matcher(glob) {
  const pattern = glob.replace(/[.+^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*");
  return new RegExp(`^${pattern}$`);
}

function parseArguments(argv) {
  const options = { filter: "*", list: false };
  for (let i = 0; i < argv.length; ++i) {
    if (argv[i] === "--list") {
      options.list = true;
    } else if (argv[i] === "--filter" && i + 1 < argv.length) {
      options.filter = argv[++i];
    } else {
      console.error("usage: tests/lint/run [--filter GLOB] [--list]");
      process.exit(2);
    }
  }
  return options;
}

// Prints what a rule found; returns whether it passed.
function report(rule, results) {
  const findings = results.filter(({ note }) => !note);
  console.log(`${findings.length === 0 ? "ok" : "not ok"} - lint.${rule.name}`);
  for (const { note } of results) if (note) console.log(`  # ${note}`);
  if (findings.length === 0) return true;
  console.log(`  # ${rule.why}`);
  for (const { file, line, text } of findings.slice(0, MAX_FINDINGS_SHOWN)) {
    console.log(`  # ${file}${line ? `:${line}` : ""}: ${text}`);
  }
  const hidden = findings.length - MAX_FINDINGS_SHOWN;
  if (hidden > 0) console.log(`  # and ${hidden} more`);
  return false;
}

const options = parseArguments(process.argv.slice(2));
const wanted = matcher(options.filter);
const rules = (await loadRules()).filter((rule) => wanted.test(`lint.${rule.name}`));
if (options.list) {
  for (const rule of rules) console.log(`lint.${rule.name}: ${rule.why}`);
  process.exit(0);
}
const repository = Repository.fromGit(fileURLToPath(new URL("../../", import.meta.url)));
// Rules that wait for a program run beside the others.
const results = rules.map(async (rule) => [rule, await rule.check(repository)]);
let failed = 0;
for (const result of results) {
  const [rule, findings] = await result;
  if (!report(rule, findings)) ++failed;
}
process.exit(failed === 0 ? 0 : 1);
