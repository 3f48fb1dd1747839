import { describe, expect, test } from "bun:test";
import type { Claim, IdempotencyStore, KeyedRequest } from "../../application/ports/idempotency-store.ts";

/** A store, and the passing of time since it was made. */
export interface StoreInTime {
  readonly store: IdempotencyStore;
  readonly after: (seconds: number) => void;
}

/** A request of a new invocation, which may last 9 s; the same one as any other apart from what is given. */
export function keyedRequest(values: Partial<KeyedRequest> = {}): KeyedRequest {
  return {
    callerId: "caller",
    key: "8e03978e-40d5-43dd-bc93-6894a57f9324",
    fingerprint: "POST /things",
    invocationId: crypto.randomUUID(),
    leaseMilliseconds: 9_000,
    ...values,
  };
}

/** The id that a claim gives. Fails where it was not successful. */
export function newIdOf(claim: Claim): string {
  if (claim.outcome !== "claimed") throw new Error(`It is ${claim.outcome}.`);
  return claim.newId;
}

/**
 * What every IdempotencyStore does.
 *
 * @param name Of the implementation.
 */
export function describeIdempotencyStore(name: string, create: () => Promise<StoreInTime>): void {
  describe(`IdempotencyStore: ${name}`, () => {
    test("the first try has it, with the id of what it makes", async () => {
      const { store } = await create();
      expect(newIdOf(await store.claim(keyedRequest()))).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
    });

    test("another try meanwhile is told to wait", async () => {
      const { store } = await create();
      await store.claim(keyedRequest());
      expect(await store.claim(keyedRequest())).toEqual({ outcome: "in-flight" });
    });

    test("a try after the answer gets that answer", async () => {
      const { store } = await create();
      const first = keyedRequest();
      await store.claim(first);
      await store.complete(first, "the answer, ö");
      expect(await store.claim(keyedRequest())).toEqual({ outcome: "answered", answer: "the answer, ö" });
    });

    test("another request with the key is refused, answered or not", async () => {
      const { store } = await create();
      const first = keyedRequest();
      await store.claim(first);
      expect(await store.claim(keyedRequest({ fingerprint: "other" }))).toEqual({ outcome: "mismatch" });
      await store.complete(first, "answer");
      expect(await store.claim(keyedRequest({ fingerprint: "other" }))).toEqual({ outcome: "mismatch" });
    });

    test("another caller's request with the same key is one of its own", async () => {
      const { store } = await create();
      const first = newIdOf(await store.claim(keyedRequest()));
      expect(newIdOf(await store.claim(keyedRequest({ callerId: "another" })))).not.toBe(first);
    });

    test("a killed invocation's request is taken over after its lease, with the same id", async () => {
      const { store, after } = await create();
      const newId = newIdOf(await store.claim(keyedRequest()));
      after(9.9);
      expect(await store.claim(keyedRequest())).toEqual({ outcome: "in-flight" });
      after(10);
      expect(newIdOf(await store.claim(keyedRequest()))).toBe(newId);
      expect(await store.claim(keyedRequest())).toEqual({ outcome: "in-flight" });
    });

    test("of many that would take it over, one does", async () => {
      const { store, after } = await create();
      await store.claim(keyedRequest());
      after(60);
      const claims = await Promise.all(Array.from({ length: 8 }, () => store.claim(keyedRequest())));
      expect(claims.filter(({ outcome }) => outcome === "claimed")).toHaveLength(1);
      expect(claims.filter(({ outcome }) => outcome === "in-flight")).toHaveLength(7);
    });

    test("what was released is there to be claimed again, with the same id", async () => {
      const { store } = await create();
      const first = keyedRequest();
      const newId = newIdOf(await store.claim(first));
      await store.release(first);
      expect(newIdOf(await store.claim(keyedRequest()))).toBe(newId);
    });

    test("who was too slow changes nothing any more", async () => {
      const { store, after } = await create();
      const slow = keyedRequest();
      const next = keyedRequest();
      await store.claim(slow);
      after(60);
      await store.claim(next);
      await store.complete(slow, "too late");
      await store.release(slow);
      expect(await store.claim(keyedRequest())).toEqual({ outcome: "in-flight" });
      await store.complete(next, "in time");
      expect(await store.claim(keyedRequest())).toEqual({ outcome: "answered", answer: "in time" });
    });

    test("is forgotten after 24 hours, also where DynamoDB has not deleted it yet", async () => {
      const { store, after } = await create();
      const first = keyedRequest();
      const newId = newIdOf(await store.claim(first));
      await store.complete(first, "answer");
      after(24 * 60 * 60 - 1);
      expect(await store.claim(keyedRequest())).toMatchObject({ outcome: "answered" });
      after(24 * 60 * 60);
      expect(newIdOf(await store.claim(keyedRequest({ fingerprint: "other" })))).not.toBe(newId);
    });

    test("an answer that is too large is not kept; the next try does the work again", async () => {
      const { store } = await create();
      const first = keyedRequest();
      const newId = newIdOf(await store.claim(first));
      await store.complete(first, "x".repeat(500_000));
      expect(newIdOf(await store.claim(keyedRequest()))).toBe(newId);
    });
  });
}
