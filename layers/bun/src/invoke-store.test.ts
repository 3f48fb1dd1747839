import { describe, expect, test } from "bun:test";
import { installAwslambda } from "./awslambda.ts";
import { protectedKeys, SingleInvokeStore } from "./invoke-store.ts";
import { SnapshotHooks } from "./snapshot-hooks.ts";
import { streaming, streamingHighWaterMark, streamifyResponse } from "./streaming-marker.ts";

describe("SingleInvokeStore", () => {
  test("outside an invocation it holds nothing", () => {
    const store = new SingleInvokeStore();
    expect([store.hasContext(), store.getRequestId(), store.getXRayTraceId(), store.getTenantId()]).toEqual([
      false,
      "-",
      undefined,
      undefined,
    ]);
    expect(() => store.set("mine", 1)).toThrow("outside an invocation");
  });

  test("within one it gives the runtime's values and keeps the user's", () => {
    const store = new SingleInvokeStore();
    const seen = store.run({ [protectedKeys.REQUEST_ID]: "1", [protectedKeys.TRACEPARENT]: "00-a-b-01" }, () => {
      store.set("mine", 7);
      return [
        store.getRequestId(),
        store.getTraceparent(),
        store.getTracestate(),
        store.getBaggage(),
        store.get("mine"),
      ];
    });
    expect(seen).toEqual(["1", "00-a-b-01", undefined, undefined, 7]);
  });

  test("the runtime's keys cannot be changed", () => {
    const store = new SingleInvokeStore();
    expect(() => store.run({}, () => store.set(Symbol.for("_AWS_LAMBDA_REQUEST_ID"), "x"))).toThrow(
      "cannot be changed",
    );
  });
});

describe("installAwslambda", () => {
  test("keeps what is there", () => {
    const scope = { awslambda: { mine: 1 } };
    const store = new SingleInvokeStore();
    installAwslambda(scope, store, new SnapshotHooks(), {});
    const installed: Record<string, unknown> = scope.awslambda;
    expect(Object.keys(installed)).toEqual([
      "mine",
      "InvokeStore",
      "streamifyResponse",
      "HttpResponseStream",
      "SnapshotRestore",
    ]);
    expect([installed["mine"], installed["InvokeStore"]]).toEqual([1, store]);
  });

  test.each(["1", "true"])("does nothing where the switch is %s", (value) => {
    const scope = {};
    installAwslambda(scope, new SingleInvokeStore(), new SnapshotHooks(), {
      AWS_LAMBDA_NODEJS_NO_GLOBAL_AWSLAMBDA: value,
    });
    expect(scope).toEqual({});
  });
});

test("streamifyResponse marks the handler and returns it", () => {
  const handler = Object.assign((): void => {}, {});
  expect(streamifyResponse(handler, { highWaterMark: 100.7 })).toBe(handler);
  expect([Reflect.get(handler, streaming), Reflect.get(handler, streamingHighWaterMark)]).toEqual(["response", 100]);
});
