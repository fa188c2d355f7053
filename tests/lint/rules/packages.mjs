// SPDX-License-Identifier: Apache-2.0
//
// deploy/packages: that a new machine gets what this one happens to have.
import { existsSync, readdirSync } from "node:fs";
import { dirname } from "node:path";
import { includes } from "../cpp_text.mjs";

const LIST = "deploy/packages";
const INCLUDE_ROOTS = ["", "clients/cpp/include/"];
const PACKAGE_NAME = /[a-z0-9][a-z0-9+.-]+/;
// Come with every compiler, wherever it is from.
const WITH_COMPILER = ["libc6-dev", "linux-libc-dev"];

// Headers with a folder or an ending that are not ours, each with the first place that includes it.
// Those of the standard library have neither.
function foreignHeaders(repository) {
  const places = new Map();
  for (const file of repository.cpp()) {
    for (const { path, line } of includes(repository.code(file))) {
      const roots = [...INCLUDE_ROOTS, `${dirname(file)}/`];
      const ours = roots.some((root) => repository.has(root + path));
      const standard = !path.includes("/") && !path.endsWith(".h");
      if (!ours && !standard && !places.has(path)) places.set(path, { file, line });
    }
  }
  return places;
}

// The packages that are installed, each with those that it needs.
async function installedPackages(repository) {
  const format = "${Package}\\t${db:Status-Status}\\t${Provides}\\t${Pre-Depends}, ${Depends}\\n";
  const { output } = await repository.run("dpkg-query", ["-W", "-f", format]);
  const namesIn = (list) =>
    list.split(/[,|]/).flatMap((name) => PACKAGE_NAME.exec(name.trim())?.[0] ?? []);
  const rows = output
    .split("\n")
    .map((line) => line.split("\t"))
    .filter(([, state]) => state === "installed");
  const providers = new Map();
  for (const [name, , provided] of rows) {
    for (const other of [name, ...namesIn(provided ?? "")]) {
      providers.set(other, [...(providers.get(other) ?? []), name]);
    }
  }
  return { providers, needs: new Map(rows.map(([name, , , list]) => [name, namesIn(list ?? "")])) };
}

// The packages that `list` asks for, and all that comes with them.
async function listedPackages(repository, list) {
  const { providers, needs } = await installedPackages(repository);
  const build = list.split(/^\[/m).filter((section) => /^(build|test)\]/.test(section));
  const left = build
    .flatMap((section) => section.split("\n").slice(1))
    .flatMap((line) => PACKAGE_NAME.exec(line.replace(/#.*/, "").split(" ")[0])?.[0] ?? []);
  const found = new Set(WITH_COMPILER);
  while (left.length > 0) {
    for (const name of providers.get(left.pop()) ?? []) {
      if (found.has(name)) continue;
      found.add(name);
      left.push(...(needs.get(name) ?? []));
    }
  }
  return found;
}

// Where a header is on this machine.
function installed(path) {
  const folders = readdirSync("/usr/include").filter((name) => name.endsWith("-linux-gnu"));
  return ["", ...folders.map((name) => `${name}/`)]
    .map((folder) => `/usr/include/${folder}${path}`)
    .find((file) => existsSync(file));
}

async function headersOfNoListedPackage(repository) {
  if (!repository.has(LIST)) return [];
  const places = foreignHeaders(repository);
  const listed = await listedPackages(repository, repository.text(LIST));
  const files = new Map([...places.keys()].map((path) => [installed(path), path]));
  files.delete(undefined);
  const { output } = await repository.run("dpkg-query", ["-S", ...files.keys()]);
  const owners = new Map();
  for (const [, packages, file] of output.matchAll(/^([^/\n]+): (\/usr\/include\/.*)$/gm)) {
    owners.set(
      files.get(file),
      packages.split(", ").map((name) => name.replace(/:.*/, "")),
    );
  }
  return [...places].flatMap(([path, place]) => {
    const names = owners.get(path);
    // What is nowhere on this machine is generated, or the compiler will say so.
    if (!names || names.some((name) => listed.has(name))) return [];
    return [{ ...place, text: `${path} is of ${names.join(", ")}, which ${LIST} does not bring` }];
  });
}

export const rules = [
  {
    name: "packages.bring_all_headers",
    why: "A new machine has what deploy/packages lists, and nothing that another project needed.",
    check: headersOfNoListedPackage,
  },
];
