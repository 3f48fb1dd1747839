import { expect, test } from "bun:test";
import { newInvocation } from "../../testing/new-invocation.ts";
import { AsyncInvocations } from "./async-invocations.ts";

test("two invocations at once each find their own", async () => {
  const invocations = new AsyncInvocations();
  const bothRun = Promise.withResolvers<void>();
  const first = newInvocation({ requestId: "first" });
  const second = newInvocation({ requestId: "second" });

  const seen = await Promise.all([
    invocations.run(first, async () => {
      await bothRun.promise;
      return invocations.current();
    }),
    invocations.run(second, async () => {
      bothRun.resolve();
      await Promise.resolve();
      return invocations.current();
    }),
  ]);

  expect(seen[0]).toBe(first);
  expect(seen[1]).toBe(second);
});

test("there is none outside", async () => {
  const invocations = new AsyncInvocations();
  await invocations.run(newInvocation(), async () => {});
  expect(invocations.current()).toBeUndefined();
});
