import { afterAll, beforeAll, expect, test } from "bun:test";
import { join } from "node:path";
import { type Artefacts, emptyArtefacts } from "../stacks/testing/artefacts.ts";
import { formatDocument } from "./format-document.ts";
import { repository, synthesise } from "./synthesise.ts";
import { resource, synthesisWith } from "./testing/synthesis.ts";

let artefacts: Artefacts;
beforeAll(async () => {
  artefacts = await emptyArtefacts();
});
afterAll(() => artefacts[Symbol.asyncDispose]());

test("resources are drawn, and counted by type", () => {
  const resources = [
    resource("aws:sns/topic:Topic", "B"),
    resource("aws:sns/topic:Topic", "C"),
    resource("aws:apigatewayv2/api:Api", "Api"),
    resource("sst:aws:ApiGatewayV2", "Component"),
    resource("pulumi:providers:aws", "Provider"),
  ];
  const text = formatDocument(synthesisWith({ resources }));
  expect(text).toStartWith("# What the stage dev consists of\n");
  expect(text).toContain('```mermaid\nflowchart LR\n  client(["Client"])\n');
  expect(text).toEndWith(
    "| Type | Resources |\n| :--- | ---: |\n| `aws:apigatewayv2/api:Api` | 1 |\n| `aws:sns/topic:Topic` | 2 |\n",
  );
});

test("docs/resources.md is what prod consists of today; it says itself how it is made", async () => {
  const synthesis = await synthesise({
    stage: "prod",
    environment: {
      DRAHT_DOMAIN: "example.com",
      DRAHT_ALARM_EMAIL: "operations@example.com",
      DRAHT_ARTEFACTS: artefacts.folder,
    },
  });
  expect(await Bun.file(join(repository, "docs", "resources.md")).text()).toBe(formatDocument(synthesis));
});
