// SPDX-License-Identifier: Apache-2.0
//
// The protos: what buf says of them, and that every operation has its files under its own name.
import { rpcs, snake } from "../operations.mjs";

// Operations that are not a file of their own, and where they are instead.
const ELSEWHERE = new Map([]);

const machine = process.arch === "arm64" ? "aarch64" : "x64";
const buf = `tests/lint/node_modules/@bufbuild/buf-linux-${machine}/bin/buf`;

function bufFindings({ code, output }) {
  if (code === 0) return [];
  return output.split("\n").map((line) => {
    const match = /^([^:]+\.proto):(\d+):\d+:(.*)$/.exec(line);
    if (!match) return { file: "proto", text: line };
    return { file: match[1], line: match[2], text: match[3] };
  });
}

async function breaking(repository) {
  const tag = await repository.run("git", ["describe", "--tags", "--abbrev=0"]);
  if (tag.code !== 0) return [];
  const held = await repository.run("git", ["cat-file", "-e", `${tag.output}:proto/buf.yaml`]);
  if (held.code !== 0) return [];
  const against = `.git#tag=${tag.output},subdir=proto`;
  return bufFindings(await repository.run(buf, ["breaking", "proto", "--against", against]));
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
