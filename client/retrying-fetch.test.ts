import { expect, test } from "bun:test";
import { retryingFetch } from "./retrying-fetch.ts";

/** A service that answers each request with the next of these, and one that only remembers its waiting. */
function setUp(answers: (Response | Error)[]) {
  const requests: string[] = [];
  const waits: number[] = [];
  const fetch = retryingFetch({
    wait: (milliseconds) => Promise.resolve(void waits.push(milliseconds)),
    fetch: async (request) => {
      requests.push(`${request.method} ${await request.text()}`.trim());
      const answer = answers.shift();
      if (answer === undefined || answer instanceof Error) throw answer ?? new Error("nothing left to answer");
      return answer;
    },
  });
  return { fetch, requests, waits };
}

const busy = (retryAfter?: string) =>
  new Response("busy", { status: 503, headers: retryAfter === undefined ? {} : { "retry-after": retryAfter } });

function post(headers: Record<string, string>): Request {
  return new Request("http://localhost/things", { method: "POST", body: "{}", headers });
}

test("waits as long as the answer says, and sends the same request again", async () => {
  const { fetch, requests, waits } = setUp([busy("2"), new Response("done")]);
  const response = await fetch(post({ "idempotency-key": "1" }));
  expect(await response.text()).toBe("done");
  expect(requests).toEqual(["POST {}", "POST {}"]);
  expect(waits).toEqual([2000]);
});

test("waits longer each time where the answer does not say, and after a lost connection", async () => {
  const { fetch, waits } = setUp([busy(), new Error("lost"), busy(), new Response("done")]);
  expect((await fetch(new Request("http://localhost/"))).status).toBe(200);
  expect(waits).toEqual([200, 400, 800]);
});

test("gives up after five tries, with the last answer or error", async () => {
  const failing = setUp([1, 2, 3, 4, 5, 6].map(() => busy("1")));
  expect((await failing.fetch(new Request("http://localhost/"))).status).toBe(503);
  expect(failing.requests).toHaveLength(5);

  const lost = setUp([1, 2, 3, 4, 5].map(() => new Error("lost")));
  expect(lost.fetch(new Request("http://localhost/"))).rejects.toThrow("lost");
});

test("never waits longer than 20 s", async () => {
  const { fetch, waits } = setUp([busy("3600"), new Response("done")]);
  await fetch(new Request("http://localhost/"));
  expect(waits).toEqual([20_000]);
});

test("does not send again what might act twice", async () => {
  const { fetch, requests } = setUp([busy("1"), new Response("done")]);
  expect((await fetch(post({}))).status).toBe(503);
  expect(requests).toHaveLength(1);
});

test("sends entries of a transcript again, which are known by their ids", async () => {
  const { fetch, requests } = setUp([new Error("lost"), busy("1"), new Response("done")]);
  const url = "http://localhost/sessions/0199f3a2-7c1e-7000-8000-3d1f0a9b2c4d/entries?after=7";
  expect((await fetch(new Request(url, { method: "POST", body: "[]" }))).status).toBe(200);
  expect(requests).toEqual(["POST []", "POST []", "POST []"]);
});

test("waits for the answer to its own earlier try, but takes any other conflict as it is", async () => {
  const inFlight = new Response("in flight", { status: 409, headers: { "retry-after": "3" } });
  const taken = new Response("taken", { status: 409 });
  const { fetch, requests, waits } = setUp([new Error("lost"), inFlight, taken]);
  const response = await fetch(post({ "idempotency-key": "1" }));
  expect(await response.text()).toBe("taken");
  expect(requests).toHaveLength(3);
  expect(waits).toEqual([200, 3000]);
});

test("gives what the next try is told where a deletion was done and its answer lost", async () => {
  const { fetch } = setUp([new Error("lost"), new Response("gone", { status: 404 })]);
  const request = new Request("http://localhost/things/1", { method: "DELETE", headers: { "if-match": '"1"' } });
  expect((await fetch(request)).status).toBe(404);
});

test("takes any other answer as it is", async () => {
  const { fetch, requests } = setUp([new Response("no", { status: 500 })]);
  expect((await fetch(new Request("http://localhost/"))).status).toBe(500);
  expect(requests).toHaveLength(1);
});
