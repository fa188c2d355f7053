// SPDX-License-Identifier: Apache-2.0
//
// The protos: what buf says of them, and that every operation has its files under its own name.
import { fileURLToPath } from "node:url";
import { changes, declarations, untold } from "../contract_changes.mjs";
import { rpcs, snake } from "../operations.mjs";
import { sinceLastRelease } from "../release.mjs";

// Operations that are not a file of their own, and where they are instead.
const ELSEWHERE = new Map([]);

const machine = process.arch === "arm64" ? "aarch64" : "x64";
const program = `../node_modules/@bufbuild/buf-linux-${machine}/bin/buf`;
const buf = fileURLToPath(new URL(program, import.meta.url));

function bufFindings({ code, output }) {
  if (code === 0) return [];
  return output.split("\n").map((line) => {
    const match = /^([^:]+\.proto):(\d+):\d+:(.*)$/.exec(line);
    if (!match) return { file: "proto", text: line };
    return { file: match[1], line: match[2], text: match[3] };
  });
}

function breaking(repository) {
  return sinceLastRelease(repository, async ({ folder }) =>
    bufFindings(await repository.run(buf, ["breaking", "proto", "--against", `${folder}/proto`])),
  );
}

const isOurs = (file) => /^proto\/zusage\/.*\.proto$/.test(file);

// Changes of the contract of which the changelog has no line that it had not at the last release.
function unmentioned(repository) {
  return sinceLastRelease(repository, ({ tag, files, text }) => {
    const before = new Set(text("CHANGELOG.md").split("\n"));
    const news = repository.has("CHANGELOG.md")
      ? repository
          .lines("CHANGELOG.md")
          .filter((line) => !before.has(line))
          .join("\n")
      : "";
    const now = repository.matching(/^proto\//).filter(isOurs);
    const all = [...new Set([...files.filter(isOurs), ...now])].map((file) => {
      const after = declarations(now.includes(file) ? repository.text(file) : "");
      const old = declarations(text(file));
      const changed = changes(old, after).map((change) => ({ ...change, file }));
      return { changed, rpcs: [...old, ...after].filter(([, { kind }]) => kind === "rpc") };
    });
    const changed = all.flatMap((one) => one.changed);
    const rpcs = all.flatMap((one) => one.rpcs);
    return untold(changed, rpcs, news).map(({ file, kind, name }) => ({
      file,
      text: `${kind} ${name} changed since ${tag}, and CHANGELOG.md says nothing of it`,
    }));
  });
}

function missingFiles(repository) {
  return rpcs(repository).flatMap(({ file, line, role, name }) => {
    const stem = `services/${role}/${snake(name)}`;
    const expected = ELSEWHERE.get(name) ?? [
      `${stem}.h`,
      `${stem}.cc`,
      `tests/unit/${role}/${snake(name)}_test.cc`,
    ];
    return expected
      .filter((path) => !repository.has(path))
      .map((path) => ({ file, line, text: `${name} has no ${path}` }));
  });
}

export const rules = [
  {
    name: "contract.buf_lint",
    why: "The contract follows buf's standard rules, with a comment on everything.",
    check: async (repository) => bufFindings(await repository.run(buf, ["lint", "proto"])),
  },
  {
    name: "contract.nothing_breaks_since_the_last_tag",
    why: "Callers of the last release keep working.",
    check: breaking,
  },
  {
    name: "contract.changes_since_the_last_tag_are_in_the_changelog",
    why: "Who calls Zusage reads the changelog, not the difference of two contracts.",
    check: unmentioned,
  },
  {
    name: "contract.every_rpc_has_a_policy",
    why: "Who may call a method is said where the method is.",
    check: (repository) =>
      rpcs(repository)
        .filter(({ body }) => !/option\s*\(zusage\.type\.v1\.policy\)/.test(body))
        .map(({ file, line, name }) => ({ file, line, text: `${name} has no policy` })),
  },
  {
    name: "contract.one_operation_one_file_one_test",
    why: "An operation has one name from proto to test; grepping it is the map.",
    check: missingFiles,
  },
];
