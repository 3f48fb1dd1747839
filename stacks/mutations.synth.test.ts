import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { type Clone, cloneRepository, repositoryRoot } from "../tests/clone.ts";
import { ensurePlatform } from "../synth/installed-platform.ts";
import type { Synthesis } from "../synth/synthesis.ts";
import { synthesise } from "../synth/synthesise.ts";
import { checkedSettings } from "./checks/checks.ts";
import { apiSlips } from "./slips/api.ts";
import { withDeviation } from "./slips/deviation.ts";
import { deviations } from "./slips/deviations.ts";
import { functionSlips } from "./slips/functions.ts";
import { permissionSlips } from "./slips/permissions.ts";
import { siteSlips } from "./slips/site.ts";
import { checks, type Slip } from "./slips/slip.ts";
import { stageSlips } from "./slips/stage.ts";
import { type Artefacts, emptyArtefacts } from "./testing/artefacts.ts";

// The checks of a deployment are worth as much as what they find: each of these slips is made in a copy of the repository.

const slips = [...functionSlips, ...permissionSlips, ...apiSlips, ...stageSlips, ...siteSlips];

let artefacts: Artefacts;
let clone: Clone;
beforeAll(async () => {
  [artefacts, clone] = await Promise.all([emptyArtefacts(), cloneRepository()]);
  await ensurePlatform(repositoryRoot, () => {});
  for (const name of ["node_modules", ".sst"]) await symlink(join(repositoryRoot, name), join(clone.folder, name));
});
afterAll(async () => {
  await clone[Symbol.asyncDispose]();
  await artefacts[Symbol.asyncDispose]();
});

const environment = () => ({ ...checkedSettings, DRAHT_ARTEFACTS: artefacts.folder });

describe("the repository as it is", () => {
  let synthesis: Synthesis;
  beforeAll(async () => {
    synthesis = await synthesise({ stage: "prod", root: clone.folder, environment: environment() });
  });

  test("nothing is found", () => {
    expect(Object.values(checks).flatMap((check) => check(synthesis))).toEqual([]);
  });

  test.each(deviations.map((each) => [each.deviation, each] as const))("but it is found that %s", (_name, each) => {
    const { foundBy, problem } = each;
    expect(checks[foundBy](withDeviation(synthesis, each))).toContainEqual(expect.stringMatching(problem));
  });
});

test("each check is shown to find something", () => {
  const found = new Set<string>([...slips, ...deviations].map(({ foundBy }) => foundBy));
  expect(Object.keys(checks).filter((name) => !found.has(name))).toEqual([]);
});

/** Rounds of slips of which each is found by another check: one evaluation shows them all. */
const rounds = Map.groupBy(slips, (slip) => {
  const before = slips.slice(0, slips.indexOf(slip));
  return before.filter(({ foundBy }) => foundBy === slip.foundBy).length;
});

describe.each([...rounds.values()].map((round) => ({ round })))("it is found that", ({ round }) => {
  let synthesis: Synthesis;
  beforeAll(async () => {
    await using wrong = await withSlips(round);
    synthesis = await synthesise({ stage: "prod", root: wrong.folder, environment: environment() });
  });

  test.each(round.map((slip) => [slip.slip, slip] as const))("%s", (_name, { foundBy, problem }) => {
    expect(checks[foundBy](synthesis)).toContainEqual(expect.stringMatching(problem));
  });
});

/** Makes the slips in the clone, and takes them back on disposal. */
async function withSlips(round: readonly Slip[]): Promise<{ folder: string } & AsyncDisposable> {
  const right = new Map<string, string>();
  for (const { file, from, to } of round) {
    const path = join(clone.folder, file);
    const text = await Bun.file(path).text();
    expect(text).toContain(from);
    if (!right.has(path)) right.set(path, text);
    await Bun.write(path, text.replaceAll(from, to));
  }
  const restore = async () => {
    for (const [path, text] of right) await Bun.write(path, text);
  };
  return { folder: clone.folder, [Symbol.asyncDispose]: restore };
}
