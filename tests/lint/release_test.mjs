// SPDX-License-Identifier: Apache-2.0
//
// Finding the last release in whatever git has of it, and telling what changed in a contract.
// Prints TAP lines.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { changes, declarations, untold } from "./contract_changes.mjs";
import { sinceLastRelease } from "./release.mjs";
import { Repository } from "./repository.mjs";

const folder = mkdtempSync(join(tmpdir(), "zusage-lint-"));

const git = (where, ...words) =>
  execFileSync("git", ["-c", "user.name=Anna", "-c", "user.email=anna@zusage.example", ...words], {
    cwd: where,
    stdio: "pipe",
  });

// A repository of `commits`, each a list of tags; its contract says which commit it is of.
function history(name, ...commits) {
  const root = join(folder, name);
  mkdirSync(join(root, "proto"), { recursive: true });
  git(root, "init", "--quiet");
  commits.forEach((tags, index) => {
    writeFileSync(join(root, "proto/buf.yaml"), `commit ${index + 1}`);
    git(root, "add", "--all");
    git(root, "commit", "--quiet", "--message", `Commit ${index + 1}`);
    tags.forEach((tag) => git(root, "tag", tag));
  });
  return root;
}

function shallowClone(name, origin) {
  const root = join(folder, name);
  git(folder, "clone", "--quiet", "--depth=1", "--no-tags", pathToFileURL(origin).href, root);
  return root;
}

// The release that is found, or the note that there is none.
const found = async (root) => {
  const use = ({ tag, text }) => [{ note: `${tag}: ${text("proto/buf.yaml")}` }];
  return (await sinceLastRelease(new Repository(`${root}/`, []), use))[0].note;
};

// What is not told of the change from `before` to `after`.
function missing(before, after, news) {
  const [old, now] = [declarations(before), declarations(after)];
  const rpcs = [...old, ...now].filter(([, { kind }]) => kind === "rpc");
  return untold(changes(old, now), rpcs, news).map(({ name }) => name);
}

const SERVICE = "service S { rpc GetA(GetARequest) returns (stream A); }\n";

const TESTS = {
  "a repository without a tag says so": async () => {
    assert.match(await found(history("untagged", [])), /no tag yet/);
  },
  "the last tag of the history is taken": async () => {
    assert.equal(await found(history("tagged", ["v0.1.0"], ["v0.2.0"], [])), "v0.2.0: commit 2");
  },
  "a shallow clone fetches the newest version's tag": async () => {
    const origin = history("origin", ["v0.9.0"], ["v0.10.0"], []);
    assert.equal(await found(shallowClone("shallow", origin)), "v0.10.0: commit 2");
  },
  "a shallow clone of a repository without tags says so": async () => {
    const origin = history("untagged origin", [], []);
    assert.match(await found(shallowClone("shallow and untagged", origin)), /no tag yet/);
  },
  "a shallow clone whose origin is away says so": async () => {
    const origin = history("lost origin", ["v0.1.0"], []);
    const clone = shallowClone("orphan", origin);
    rmSync(origin, { recursive: true });
    assert.match(await found(clone), /origin are away/);
  },
  "a tag from before there was a contract is nothing to compare with": async () => {
    const root = history("young", []);
    rmSync(join(root, "proto"), { recursive: true });
    git(root, "add", "--all");
    git(root, "commit", "--quiet", "--allow-empty", "--message", "No contract");
    git(root, "tag", "v0.0.1");
    assert.match(await found(root), /no contract/);
  },
  "comments and white space are no change": () => {
    assert.deepEqual(
      missing("message A { int32 a = 1; }", "// An A.\nmessage A {\n int32 a = 1;}", ""),
      [],
    );
  },
  "what is new, changed and gone has to be told": () => {
    const before = "message A { int32 a = 1; }\nenum E { X = 0; }\n";
    const after = `${SERVICE}message A { int64 a = 1; }\nmessage B {}\n`;
    assert.deepEqual(missing(before, after, "nothing").sort(), ["A", "B", "E", "GetA"]);
    assert.deepEqual(missing(before, after, "GetA, B; E is gone"), []);
  },
  "a new message is told by what is told and has it": () => {
    const before = `${SERVICE}message A { int32 a = 1; }`;
    const added = "message A { int32 a = 1; B b = 2; }\nmessage B { C c = 1; }\nmessage C {}";
    const after = SERVICE + added;
    assert.deepEqual(missing(before, after, "GetA says more"), []);
    assert.deepEqual(missing(before, after, "as before"), ["A", "B", "C"]);
  },
  "a change is not told by a field's name if another was lost": () => {
    const before = "message A { int32 a = 1; }";
    assert.deepEqual(missing(before, "message A { int32 a = 1; int32 b = 2; }", "`b`"), []);
    assert.deepEqual(missing(before, "message A { int32 b = 2; }", "`b`"), ["A"]);
  },
};

let failed = 0;
for (const [name, test] of Object.entries(TESTS)) {
  try {
    await test();
    console.log(`ok - lint_release: ${name}`);
  } catch (error) {
    console.log(`not ok - lint_release: ${name} # ${String(error.message).replaceAll("\n", " ")}`);
    ++failed;
  }
}
rmSync(folder, { recursive: true });
process.exit(failed === 0 ? 0 : 1);
