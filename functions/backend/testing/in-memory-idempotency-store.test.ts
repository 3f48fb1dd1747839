import { describeIdempotencyStore } from "../infrastructure/idempotency/idempotency-store.contract.ts";
import { FixedClock } from "./fixed-clock.ts";
import { InMemoryIdempotencyStore } from "./in-memory-idempotency-store.ts";

const start = new Date("2026-01-02T03:04:05.678Z").getTime();

describeIdempotencyStore("in memory", async () => {
  const clock = new FixedClock(new Date(start).toISOString());
  return {
    store: new InMemoryIdempotencyStore(clock),
    after: (seconds) => {
      clock.time = new Date(start + seconds * 1_000);
    },
  };
});
