// SPDX-License-Identifier: Apache-2.0
//
// Every text file, scripts and documents among them.
import { dirname, join, normalize } from "node:path";

// Declared again for want of a package; names and numbers are Google's.
const isForeign = (file) => file.startsWith("proto/google/");
const CODE = /(\.(cc|h|proto|cmake|sql|mjs|ts|tsx)|CMakeLists\.txt)$/;
const isText = (file) => !/\.(png|ico|woff2?|gz|zip|bin)$/.test(file);
// Test data is kept as it came.
const isOurs = (file) => isText(file) && !/^tests\/(.*\/)?data\//.test(file) && file !== "LICENSE";

const firstLines = (repository, file) => repository.text(file).split("\n", 2);
const isBash = (repository, file) => /^#!.*\bbash\b/.test(firstLines(repository, file)[0]);

// Only files without an extension can be scripts; the others need not be read for it.
const scripts = (repository) =>
  repository.files
    .filter((file) => isOurs(file) && !/\.\w+$/.test(file))
    .filter((file) => isBash(repository, file));
// What scripts read in: functions only. `zusage completion bash` writes its own.
const scriptParts = (repository) =>
  repository.matching(/\.bash$/).filter((file) => !file.startsWith("deploy/completion/"));

function licenceFindings(repository) {
  const code = repository.matching(CODE).filter((file) => isOurs(file) && !isForeign(file));
  return [...code, ...scripts(repository), ...scriptParts(repository)].flatMap((file) => {
    const [first, second] = firstLines(repository, file);
    const line = first.startsWith("#!") ? second : first;
    return /^(\/\/|#|--) SPDX-License-Identifier: Apache-2\.0$/.test(line)
      ? []
      : [{ file, line: 1, text: "does not start with the SPDX line" }];
  });
}

function whiteSpace(repository) {
  const files = repository.files.filter(isOurs);
  const trailing = repository.perLine(files, (line) => /[ \t\r]$/.test(line) && "trailing space");
  const ends = files
    .filter((file) => repository.text(file) !== "" && !/[^\n]\n$/.test(repository.text(file)))
    .map((file) => ({ file, text: "does not end with one line break" }));
  return [...trailing, ...ends];
}

// Links in Markdown to files of the repository: [words](path) and [words](path#section).
function brokenLinks(repository) {
  return repository.perLine(repository.matching(/\.md$/).filter(isOurs), (line, file) => {
    const targets = [...line.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1]);
    const broken = targets
      .filter((target) => !/^([a-z]+:|#)/.test(target))
      .filter((target) => !repository.has(normalize(join(dirname(file), target.split("#")[0]))));
    return broken.length > 0 && `no such file: ${broken.join(", ")}`;
  });
}

async function shellcheck(repository) {
  const files = [...scripts(repository), ...scriptParts(repository)];
  const { code, output } = await repository.run("shellcheck", ["-x", "-f", "gcc", ...files]);
  if (code === 0) return [];
  return output.split("\n").map((line) => {
    const match = /^([^:]+):(\d+):\d+: (.*)$/.exec(line);
    return match
      ? { file: match[1], line: match[2], text: match[3] }
      : { file: "shellcheck", text: line };
  });
}

export const rules = [
  {
    name: "texts.name_the_licence",
    why: "Every source says under which licence it is.",
    check: licenceFindings,
  },
  {
    name: "texts.have_no_stray_white_space",
    why: "Changes show what was meant and nothing else.",
    check: whiteSpace,
  },
  {
    name: "texts.leave_nothing_unfinished",
    why: "What is open is an issue, not a mark in the source.",
    check: (repository) =>
      repository.perLine(repository.files.filter(isOurs), (line) => {
        const mark = /\b(TO[D]O|FIX[M]E|XX[X])\b/.exec(line);
        return mark && `has a mark: ${mark[1]}`;
      }),
  },
  {
    name: "texts.name_no_machine",
    why: "A path of one developer's machine helps nobody else.",
    check: (repository) =>
      repository.perLine(repository.files.filter(isOurs), (line) => {
        const path = /(?<![\w.*/-])\/(work|root|home|Users)\/[\w.-]+/.exec(line);
        return path && `names ${path[0]}`;
      }),
  },
  {
    name: "texts.links_lead_somewhere",
    why: "A link in a document leads to a file that is there.",
    check: brokenLinks,
  },
  {
    name: "texts.scripts_stop_at_errors",
    why: "A script that goes on after an error does harm.",
    check: (repository) =>
      scripts(repository)
        .filter((file) => !/^set -euo pipefail$/m.test(repository.text(file)))
        .map((file) => ({ file, text: "does not say `set -euo pipefail`" })),
  },
  {
    name: "texts.scripts_read_pipes_to_the_end",
    why: "Whoever writes into a pipe that its reader has left fails, now and then.",
    check: (repository) =>
      repository.perLine([...scripts(repository), ...scriptParts(repository)], (line) => {
        const reader = /\|\s*(grep\s+(?:-\w+\s+)*-\w*[qm]\w*|head)(?=\s|$)/.exec(line);
        return reader && `${reader[1]} may leave the pipe early`;
      }),
  },
  {
    name: "texts.scripts_pass_shellcheck",
    why: "Quoting and word splitting are checked by a program, not by luck.",
    check: shellcheck,
  },
];
