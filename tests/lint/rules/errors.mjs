// SPDX-License-Identifier: Apache-2.0
//
// ErrorSpec constants: their texts and reasons.
import { lineAt } from "../repository.mjs";

// Servers first: theirs is the meaning.
const DECLARING = [/^services\/.*\.(h|cc)$/, /^storage\/.*\.(h|cc)$/, /^clients\/.*\.(h|cc)$/];

// One or more string literals in a row.
const TEXT = String.raw`((?:"(?:\\.|[^"\\])*"\s*)+)`;
const HEAD = String.raw`\bErrorSpec\s+(k\w+)\s*\{\s*absl::StatusCode::(\w+)`;
const SPEC = new RegExp(String.raw`${HEAD},\s*"([^"]*)",\s*${TEXT},\s*${TEXT}\}`, "g");

const joined = (literals) =>
  [...literals.matchAll(/"((?:\\.|[^"\\])*)"/g)].map((match) => match[1]).join("");
const placeholders = (text) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort().join(" ");

// Each spec: {file, line, name, code, reason, english, german}.
function specs(repository) {
  return DECLARING.flatMap((folder) => repository.matching(folder)).flatMap((file) =>
    [...repository.text(file).matchAll(SPEC)].map((match) => ({
      file,
      line: lineAt(repository.text(file), match.index),
      name: match[1],
      code: match[2],
      reason: match[3],
      english: joined(match[4]),
      german: joined(match[5]),
    })),
  );
}

// A spec that the pattern above cannot read would go unchecked.
function unread(repository) {
  const read = new Set(specs(repository).map(({ file, name }) => `${file} ${name}`));
  return DECLARING.flatMap((folder) => repository.matching(folder)).flatMap((file) =>
    [...repository.text(file).matchAll(/\bconstexpr ErrorSpec\s+(k\w+)\b/g)]
      .filter((match) => !read.has(`${file} ${match[1]}`))
      .map((match) => ({
        file,
        line: lineAt(repository.text(file), match.index),
        text: `${match[1]} is not written as {code, "REASON", "English", "Deutsch"}`,
      })),
  );
}

function problemOf({ reason, english, german }) {
  if (!/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(reason)) return `${reason} is not UPPER_SNAKE`;
  if (placeholders(english) !== placeholders(german)) {
    return `${reason}: variables "${placeholders(english)}" and "${placeholders(german)}" differ`;
  }
  if (!/[.!?]$/.test(english) || !/[.!?]$/.test(german)) return `${reason}: a text is no sentence`;
  return undefined;
}

// A reason may have several texts in one file, never two meanings. A client says what a server
// would have said in the server's words.
function ambiguous(repository) {
  const first = new Map();
  return specs(repository).flatMap((spec) => {
    const known = first.get(spec.reason);
    if (!known) first.set(spec.reason, spec);
    const together = spec.file === known?.file || spec.file.startsWith("clients/");
    if (!known || (together && known.code === spec.code)) return [];
    const where = `${known.file}:${known.line}`;
    return [{ ...spec, text: `${spec.reason} is declared at ${where} (${known.code}) already` }];
  });
}

export const rules = [
  {
    name: "errors.specs_can_be_read",
    why: "Every ErrorSpec is written in the form that the other rules read.",
    check: unread,
  },
  {
    name: "errors.texts_agree_in_both_languages",
    why: "English and German say the same with the same variables.",
    check: (repository) =>
      specs(repository).flatMap((spec) => {
        const text = problemOf(spec);
        return text ? [{ ...spec, text }] : [];
      }),
  },
  {
    name: "errors.reasons_are_unique",
    why: "A client that acts on a reason needs it to mean one thing.",
    check: ambiguous,
  },
];
