// SPDX-License-Identifier: Apache-2.0
//
// The last release, by its tag: what the contract and the changelog were then.
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const NETWORK_SECONDS = "20";

// Runs `use` with a release: {tag, folder, files, text(file)}, where `folder` holds its proto/ and
// CHANGELOG.md for as long as that takes. Without one, or if it had no contract yet, the result is
// a note that says so.
export async function sinceLastRelease(repository, use) {
  const { tag, why } = await lastTag(repository);
  if (!tag) return [{ note: `${why}: nothing to compare with` }];
  if (!(await holds(repository, tag, "proto/buf.yaml"))) {
    return [{ note: `${tag} has no contract: nothing to compare with` }];
  }
  const folder = mkdtempSync(join(tmpdir(), "zusage-release-"));
  try {
    await extract(repository, tag, folder);
    const listed = await repository.run("git", ["ls-tree", "-r", "--name-only", tag, "proto"]);
    const files = listed.output.split("\n");
    const text = (file) =>
      existsSync(join(folder, file)) ? readFileSync(join(folder, file), "utf8") : "";
    return await use({ tag, folder, files, text });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

// The last tag of this history. A shallow clone, as continuous integration makes them, has cut most
// of that off: there it is the newest version that is known, here or where the clone comes from.
async function lastTag(repository) {
  const described = await repository.run("git", ["describe", "--tags", "--abbrev=0"]);
  if (described.code === 0) return { tag: described.output };
  const shallow = await repository.run("git", ["rev-parse", "--is-shallow-repository"]);
  if (shallow.output !== "true") return { why: "there is no tag yet" };
  const byVersion = "--sort=-version:refname";
  const known = await repository.run("git", ["tag", byVersion]);
  const [newest] = known.output.split("\n");
  if (newest) return { tag: newest };
  const listed = await fromOrigin(repository, ["ls-remote", "--tags", "--refs", byVersion]);
  if (listed.code !== 0)
    return { why: "the clone is shallow, and the tags of its origin are away" };
  const tag = /refs\/tags\/(\S+)/.exec(listed.output)?.[1];
  if (!tag) return { why: "there is no tag yet" };
  const ref = `refs/tags/${tag}`;
  const fetched = await fromOrigin(repository, ["fetch", "--quiet", "--depth=1"], `${ref}:${ref}`);
  return fetched.code === 0
    ? { tag }
    : { why: `the clone is shallow, and ${tag} cannot be fetched` };
}

function fromOrigin(repository, command, ...rest) {
  const git = ["GIT_TERMINAL_PROMPT=0", "timeout", NETWORK_SECONDS, "git"];
  return repository.run("env", [...git, ...command, "origin", ...rest]);
}

async function holds(repository, tag, file) {
  return (await repository.run("git", ["cat-file", "-e", `${tag}:${file}`])).code === 0;
}

async function extract(repository, tag, folder) {
  const archive = join(folder, "release.tar");
  const paths = ["proto"];
  if (await holds(repository, tag, "CHANGELOG.md")) paths.push("CHANGELOG.md");
  for (const [program, ...parameters] of [
    ["git", "archive", "--format=tar", "-o", archive, tag, "--", ...paths],
    ["tar", "-xf", archive, "-C", folder],
  ]) {
    const { code, output } = await repository.run(program, parameters);
    if (code !== 0) throw new Error(`${program} fails at ${tag}: ${output}`);
  }
  rmSync(archive);
}
