import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { mapConcurrently } from "./map-concurrently.ts";
import { copyRepository, type RepositoryCopy } from "./testing/repository-copy.ts";
import { StartCommand } from "./testing/start-command.ts";

// Starts real processes.
setDefaultTimeout(180_000);

let copy: RepositoryCopy;
beforeAll(async () => {
  copy = await copyRepository();
});
afterAll(() => copy[Symbol.asyncDispose]());

interface Category {
  readonly id: string;
  readonly name: string;
}

/** Sends requests and keeps the id of each answer. */
class Client {
  readonly requestIds: string[] = [];
  readonly #url: string;
  readonly #authorization: { readonly authorization: string };

  constructor(url: string, authorization: { readonly authorization: string }) {
    this.#url = url;
    this.#authorization = authorization;
  }

  async send(method: string, path: string, options: { body?: unknown; headers?: Record<string, string> } = {}) {
    const response = await fetch(`${this.#url}${path}`, {
      method,
      headers: {
        ...this.#authorization,
        ...(options.body === undefined ? {} : { "content-type": "application/json" }),
        ...(method === "POST" && { "idempotency-key": crypto.randomUUID() }),
        ...options.headers,
      },
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    });
    this.requestIds.push(response.headers.get("x-request-id") ?? "");
    const text = await response.text();
    const body: unknown = text === "" ? undefined : JSON.parse(text);
    return { status: response.status, body, headers: response.headers };
  }
}

/** Ten requests that belong together: each answer must be the one to its own request. */
async function scenario(client: Client, number: number): Promise<void> {
  const name = `Category ${number}`;
  const created = await client.send("POST", "/categories", { body: { name } });
  expect(created).toMatchObject({ status: 201, body: { name } });
  const { id } = created.body as Category;
  const path = `/categories/${id}`;
  expect(created.headers.get("location")).toBe(path);

  const read = await client.send("GET", path);
  expect(read).toMatchObject({ status: 200, body: { id, name } });

  const renamed = `${name} renamed`;
  const headers = { "if-match": read.headers.get("etag") ?? "" };
  const patched = await client.send("PATCH", path, { body: { name: renamed }, headers });
  expect(patched).toMatchObject({ status: 200, body: { id, name: renamed } });

  const again = await client.send("POST", "/categories", { body: { name: renamed } });
  expect(again.status).toBe(409);

  const unknownField = `field-${number}`;
  const invalid = await client.send("POST", "/categories", { body: { name, [unknownField]: true } });
  expect(invalid.status).toBe(422);
  expect(JSON.stringify(invalid.body)).toContain(unknownField);

  const unknownId = crypto.randomUUID();
  const missing = await client.send("GET", `/categories/${unknownId}`);
  expect(missing.status).toBe(404);
  expect(JSON.stringify(missing.body)).toContain(unknownId);

  const nowhere = await client.send("GET", `/nowhere-${number}`);
  expect(nowhere.status).toBe(404);
  expect(JSON.stringify(nowhere.body)).toContain(`/nowhere-${number}.`);

  expect((await client.send("GET", "/health")).status).toBe(200);

  const listed = await client.send("GET", "/categories?limit=100");
  expect(listed.status).toBe(200);

  const deleted = await client.send("DELETE", path, { headers: { "if-match": patched.headers.get("etag") ?? "" } });
  expect(deleted.status).toBe(204);
}

test("1,000 mixed requests, 50 at a time: each has its own answer, and nothing is left", async () => {
  await using start = new StartCommand(copy, { args: ["--memory", "--quiet"] });
  const client = new Client(await start.url(), await start.authorization());
  const numbers = Array.from({ length: 100 }, (_, index) => index);

  await mapConcurrently(numbers, 50, (number) => scenario(client, number));

  expect(client.requestIds).toHaveLength(1000);
  expect(new Set(client.requestIds).size).toBe(1000);
  const rest = await client.send("GET", "/categories");
  expect(rest.body).toEqual({ items: [], nextCursor: null });
  await start.stop();
  expect(start.stderr).toBe("");
});
