import { afterAll, beforeAll, expect, test } from "bun:test";
import { startTestApi, type TestApi } from "../local/testing/test-api.ts";
import { answerOf, createDrahtClient, type DrahtClient, entityTagOf } from "./draht-client.ts";
import { itemsOf } from "./pages.ts";
import { ProblemError } from "./problem-error.ts";

let api: TestApi;
let draht: DrahtClient;
beforeAll(async () => {
  api = await startTestApi();
  draht = createDrahtClient({ url: api.url, token: api.adminToken });
});
afterAll(() => api[Symbol.asyncDispose]());

const onceMore = () => ({ "idempotency-key": crypto.randomUUID() });

async function rejection(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error("It was not rejected.");
}

test("creates, reads, changes and deletes a client", async () => {
  const created = await draht.POST("/clients", {
    params: { header: onceMore() },
    body: { name: "Café Nord", contactEmail: "hello@nord.example" },
  });
  const { id, slug } = answerOf(created);
  expect(slug).toBe("cafe-nord");

  const path = { id };
  const read = await draht.GET("/clients/{id}", { params: { path } });
  expect(answerOf(read)).toEqual(answerOf(created));

  const changed = await draht.PATCH("/clients/{id}", {
    params: { path, header: { "if-match": entityTagOf(read) } },
    body: { notes: "Prefers mornings." },
  });
  expect(answerOf(changed).notes).toBe("Prefers mornings.");

  const deleted = await draht.DELETE("/clients/{id}", {
    params: { path, header: { "if-match": entityTagOf(changed) } },
  });
  expect(answerOf(deleted)).toBeUndefined();
});

test("reads a list to its end, page by page", async () => {
  const names = ["Alpha", "Beta", "Gamma", "Delta", "Epsilon"];
  for (const name of names) {
    answerOf(await draht.POST("/categories", { params: { header: onceMore() }, body: { name } }));
  }
  const found: string[] = [];
  const query = { parentId: "root", limit: 2 };
  const items = itemsOf((start) => draht.GET("/categories", { params: { query: { ...query, ...start } } }));
  for await (const { name } of items) found.push(name);
  expect(found.sort()).toEqual([...names].sort());
});

test("a refusal is an error with the problem's code and what to change", async () => {
  const error = await rejection(
    draht.GET("/clients/{id}", { params: { path: { id: "books" } } }).then((result) => answerOf(result)),
  );
  expect(error).toBeInstanceOf(ProblemError);
  expect(error).toMatchObject({
    status: 400,
    code: "invalid-request",
    requestId: expect.any(String),
    errors: [{ parameter: "id", detail: expect.any(String) }],
    message: expect.stringContaining("id: Must be a UUID"),
  });
});

test("an answer of the gateway is an error, too", async () => {
  const stranger = createDrahtClient({ url: api.url });
  const error = await rejection(stranger.GET("/clients").then((result) => answerOf(result)));
  expect(error).toMatchObject({ status: 401, code: undefined, message: "The API answered 401: Unauthorized." });
});

test("an answer without an entity tag is told as such", async () => {
  const health = await createDrahtClient({ url: api.url }).GET("/health");
  expect(answerOf(health).status).toBe("ok");
  expect(() => entityTagOf(health)).toThrow("has no entity tag");
});
