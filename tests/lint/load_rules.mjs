// SPDX-License-Identifier: Apache-2.0
import { readdirSync } from "node:fs";

// All rules of the files in rules/, in order of file and place.
export async function loadRules() {
  const folder = new URL("./rules/", import.meta.url);
  const files = readdirSync(folder).filter((file) => file.endsWith(".mjs")).sort();
  const modules = await Promise.all(files.map((file) => import(new URL(file, folder))));
  return modules.flatMap((module) => module.rules);
}
