import { describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import type { Invocation } from "./invocation.ts";
import { Lifecycle } from "./lifecycle.ts";

function invocation(requestId: string): Invocation {
  const absent = { invocationId: undefined, deadlineMs: undefined, invokedFunctionArn: undefined, traceId: undefined };
  return {
    requestId,
    ...absent,
    clientContext: undefined,
    cognitoIdentity: undefined,
    tenantId: undefined,
    event: new Uint8Array(0),
  };
}

const error = { errorType: "Error", errorMessage: "fatal", trace: [] };

async function handedOver(): Promise<void> {}

async function never(): Promise<never> {
  throw new Error("not to be called");
}

describe("Lifecycle", () => {
  test("before serving the init phase is unreported, to the first who asks", () => {
    const lifecycle = new Lifecycle();
    expect([lifecycle.fail(), lifecycle.fail()]).toEqual([{ phase: "init" }, undefined]);
  });

  test("after the restore of a snapshot that is unreported, until serving begins", () => {
    const [restoring, serving] = [new Lifecycle(), new Lifecycle()];
    restoring.startRestoring();
    serving.startRestoring();
    serving.startServing();
    expect([restoring.fail()?.phase, serving.fail()?.phase]).toEqual(["restore", "serving"]);
  });

  test("a post on its way is waited for, an open invocation handed over", () => {
    const lifecycle = new Lifecycle();
    const [first, second] = [invocation("1"), invocation("2")];
    lifecycle.startServing();
    lifecycle.begin(first, never);
    lifecycle.begin(second, handedOver);
    void lifecycle.report(first, () => new Promise(() => {}));
    const unreported = lifecycle.fail();
    expect(unreported).toMatchObject({ phase: "serving", open: [handedOver] });
    expect(unreported?.phase === "serving" && unreported.reporting).toHaveLength(1);
  });

  test("a post that fails is over, and its error is the caller's", async () => {
    const lifecycle = new Lifecycle();
    const only = invocation("1");
    lifecycle.startServing();
    lifecycle.begin(only, never);
    expect(lifecycle.report(only, async () => Promise.reject(new Error("refused")))).rejects.toThrow("refused");
    await Bun.sleep(0);
    expect(lifecycle.fail()).toEqual({ phase: "serving", open: [], reporting: [] });
  });

  test("whatever the order, each invocation is reported exactly once", () => {
    const steps = fc.array(fc.oneof(fc.constant("begin" as const), fc.nat(9), fc.constant("fail" as const)), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(steps, (sequence) => {
        const lifecycle = new Lifecycle();
        lifecycle.startServing();
        const begun: Invocation[] = [];
        const reported: string[] = [];
        let failed = false;
        for (const step of sequence) {
          if (step === "begin" && !failed) {
            const next = invocation(String(begun.length));
            begun.push(next);
            lifecycle.begin(next, async () => reported.push(next.requestId));
          }
          if (step === "fail") {
            failed = true;
            const unreported = lifecycle.fail();
            if (unreported?.phase === "serving") for (const report of unreported.open) void report(error);
          }
          const settled = typeof step === "number" ? begun[step] : undefined;
          if (settled !== undefined) {
            void lifecycle.report(settled, async () => {
              reported.push(settled.requestId);
            });
          }
        }
        expect(reported.length).toBe(new Set(reported).size);
        if (failed) expect(reported.sort()).toEqual(begun.map((each) => each.requestId).sort());
      }),
      { numRuns: 200 },
    );
  });
});
