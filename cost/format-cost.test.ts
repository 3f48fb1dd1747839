import { afterAll, beforeAll, expect, test } from "bun:test";
import { join } from "node:path";
import { type Artefacts, emptyArtefacts } from "../stacks/testing/artefacts.ts";
import { repository, synthesise } from "../synth/synthesise.ts";
import { documentedLevels, documentedSettings, documentedStage } from "./documented-estimate.ts";
import { formatCost } from "./format-cost.ts";
import { prices } from "./prices.ts";
import { stageParts } from "./stage-parts.ts";

let artefacts: Artefacts;
beforeAll(async () => {
  artefacts = await emptyArtefacts();
});
afterAll(() => artefacts[Symbol.asyncDispose]());

test("docs/cost.md is what prod costs by today's prices, assumptions and resources; it says itself how it is made", async () => {
  const synthesis = await synthesise({
    stage: documentedStage,
    environment: { ...documentedSettings, DRAHT_ARTEFACTS: artefacts.folder },
  });
  const page = formatCost(stageParts(synthesis), documentedLevels);
  expect(await Bun.file(join(repository, "docs", "cost.md")).text()).toBe(page);
});

test("every price says where AWS publishes it, and when it was seen there or that it was not", () => {
  for (const { source, seen, usd } of Object.values(prices)) {
    expect(source).toMatch(/^https:\/\/(?:aws\.amazon\.com|pricing\.us-east-1\.amazonaws\.com)\//);
    if (seen !== undefined) expect(seen).toMatch(/^20\d\d-\d\d-\d\d$/);
    expect(usd).toBeGreaterThan(0);
  }
});
