import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Synthesis } from "../synth/synthesis.ts";
import { synthesise } from "../synth/synthesise.ts";
import { checkedSettings, checksByStage, checksOfEveryStage } from "./checks/checks.ts";
import { type Artefacts, emptyArtefacts } from "./testing/artefacts.ts";

let artefacts: Artefacts;
beforeAll(async () => {
  artefacts = await emptyArtefacts();
});
afterAll(() => artefacts[Symbol.asyncDispose]());

describe.each(Object.entries(checksByStage))("%s", (stage, checks) => {
  let synthesis: Synthesis;
  beforeAll(async () => {
    const environment = { ...checkedSettings, DRAHT_ARTEFACTS: artefacts.folder };
    synthesis = await synthesise({ stage, environment });
  });

  test.each(Object.entries({ ...checksOfEveryStage, ...checks }))("%s", (_name, check) => {
    expect(check(synthesis)).toEqual([]);
  });
});
