// SPDX-License-Identifier: Apache-2.0
//
// C++ files: guards, sizes, format, and that the build knows them.
import { dirname, relative } from "node:path";
import { functions, includes, withoutRawStrings } from "../cpp_text.mjs";

const MAX_LINE_LENGTH = 100;
const MAX_FILE_LINES = 600;
const MAX_FUNCTION_LINES = 70;
const FORMAT_PROCESSES = 2;

function guardFindings(repository) {
  return repository.matching(/\.h$/).flatMap((file) => {
    const guard = `ZUSAGE_${file.toUpperCase().replace(/[^A-Z0-9]/g, "_")}_`;
    const text = repository.text(file);
    const right =
      text.includes(`#ifndef ${guard}\n#define ${guard}\n`) &&
      text.endsWith(`#endif  // ${guard}\n`);
    return right ? [] : [{ file, text: `the guard is not ${guard}` }];
  });
}

function unlisted(repository) {
  return repository.matching(/^(services|storage|clients|tests)\/.*\.cc$/).flatMap((file) => {
    for (let folder = dirname(file); folder !== "."; folder = dirname(folder)) {
      const list = `${folder}/CMakeLists.txt`;
      if (!repository.has(list)) continue;
      const words = repository.text(list).replace(/#.*/g, "").split(/[\s()]+/);
      if (words.includes(relative(folder, file))) return [];
    }
    return [{ file, text: "is in no CMakeLists.txt" }];
  });
}

// What is installed is included as it will be then.
const INCLUDE_ROOTS = ["", "clients/cpp/include/"];

function unincluded(repository) {
  const included = new Set(
    repository.cpp().flatMap((file) =>
      includes(repository.code(file)).flatMap(({ path }) => [
        ...INCLUDE_ROOTS.map((root) => root + path),
        `${dirname(file)}/${path}`,
      ]),
    ),
  );
  return repository
    .matching(/\.h$/)
    .filter((file) => !included.has(file))
    .map((file) => ({ file, text: "is included by nobody" }));
}

async function formatFindings(repository) {
  const files = repository.cpp();
  const share = Math.ceil(files.length / FORMAT_PROCESSES);
  const parts = Array.from({ length: FORMAT_PROCESSES }, (_, i) =>
    files.slice(i * share, (i + 1) * share),
  ).filter((part) => part.length > 0);
  const results = await Promise.all(
    parts.map((part) => repository.run("clang-format", ["--dry-run", "-Werror", ...part])),
  );
  return results.flatMap(({ code, output }) => {
    if (code === 0) return [];
    const places = [...output.matchAll(/^([^:\n]+):(\d+):\d+: error:/gm)];
    const first = new Map(places.reverse().map(([, file, line]) => [file, line]));
    if (first.size === 0) return [{ file: "clang-format", text: output }];
    const text = "is not as clang-format writes it";
    return [...first].map(([file, line]) => ({ file, line, text }));
  });
}

export const rules = [
  {
    name: "sources.guards_follow_the_path",
    why: "A header's guard is its path.",
    check: guardFindings,
  },
  {
    name: "sources.are_formatted",
    why: "Nobody discusses white space.",
    check: formatFindings,
  },
  {
    name: "sources.lines_are_short",
    why: `A line has at most ${MAX_LINE_LENGTH} columns.`,
    check: (repository) =>
      repository.perLine(
        repository.matching(/\.(cc|h|mjs|sql|cmake)$/),
        (line) => {
          const columns = [...line].length;
          return columns > MAX_LINE_LENGTH && `${columns} columns`;
        },
        // What stands in a raw string is somebody else's format.
        (file) => withoutRawStrings(repository.text(file)).split("\n"),
      ),
  },
  {
    name: "sources.files_are_short",
    why: `A file has at most ${MAX_FILE_LINES} lines; most have under 400.`,
    check: (repository) =>
      repository
        .matching(/\.(cc|h|mjs)$/)
        .map((file) => ({ file, lines: repository.lines(file).length - 1 }))
        .filter(({ lines }) => lines > MAX_FILE_LINES)
        .map(({ file, lines }) => ({ file, text: `${lines} lines` })),
  },
  {
    name: "sources.functions_are_short",
    why: `A function has at most ${MAX_FUNCTION_LINES} lines; most have under 40.`,
    check: (repository) =>
      repository.cpp().flatMap((file) =>
        functions(repository.code(file))
          .filter(({ length }) => length > MAX_FUNCTION_LINES)
          .map(({ name, line, length }) => ({ file, line, text: `${name} has ${length} lines` })),
      ),
  },
  {
    name: "sources.are_built",
    why: "A source that no CMakeLists.txt names is dead.",
    check: unlisted,
  },
  {
    name: "sources.headers_are_included",
    why: "A header that nobody includes is dead.",
    check: unincluded,
  },
  {
    name: "sources.tests_do_not_sleep",
    why: "A test that sleeps is slow or flaky; time comes in as a parameter.",
    check: (repository) =>
      repository.perLine(
        repository.matching(/^tests\/(unit|contract)\/.*\.(cc|h)$/),
        (line) => /\b(SleepFor|sleep_for|sleep_until|usleep)\s*\(/.test(line) && "sleeps",
        (file) => repository.code(file).split("\n"),
      ),
  },
];
