import { expect, test } from "bun:test";
import { currentDocument } from "../artefacts.ts";
import { endpointsOf } from "./endpoint.ts";
import { fuzz } from "./fuzzer.ts";

/** An API that answers every request alike. */
function stubApi(answer: () => Response) {
  const server = Bun.serve({ port: 0, hostname: "127.0.0.1", fetch: answer });
  return {
    target: { url: server.url.origin, adminToken: "admin-token", insufficientToken: () => "other-token" },
    [Symbol.asyncDispose]: () => server.stop(true),
  };
}

const document = currentDocument();
const endpoints = endpointsOf(document, []);
const plan = { endpoints, components: document.components.schemas, seed: 1, runs: 1, length: 5 };

test("finds an API that fails, and shows the request without its token", async () => {
  await using api = stubApi(() => new Response("oops", { status: 500 }));
  const { failure = "" } = await fuzz({ ...plan, target: api.target });
  expect(failure).toMatch(/^\w+ \(valid, admin credentials\)\n {2}500: "oops"\n/);
  expect(failure).not.toContain("admin-token");
});

test("the same seed sends the same requests", async () => {
  const sent: string[][] = [[], []];
  for (const requests of sent) {
    const server = Bun.serve({
      port: 0,
      hostname: "127.0.0.1",
      async fetch(request) {
        requests.push(`${request.method} ${new URL(request.url).pathname} ${await request.text()}`);
        return new Response("", { status: 500 });
      },
    });
    const target = { url: server.url.origin, adminToken: "a", insufficientToken: () => "b" };
    await fuzz({ ...plan, target });
    await server.stop(true);
  }
  expect(sent[0]?.length).toBeGreaterThan(0);
  expect(sent[0]).toEqual(sent[1] ?? []);
});
