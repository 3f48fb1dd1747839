import { expect, test } from "bun:test";
import { healthBindings } from "../backend/di/health-bindings.ts";
import { TOKENS } from "../backend/di/tokens.ts";
import { FixedClock } from "../backend/testing/fixed-clock.ts";
import { RecordingLogger } from "../backend/testing/recording-logger.ts";
import { invoke } from "../http/testing/invoke.ts";
import { getHealthHandler } from "./get-health.ts";

const time = "2026-01-02T03:04:05.678Z";

test("answers 200 and nothing but status, service and time", async () => {
  const container = healthBindings()
    .override(TOKENS.Clock, new FixedClock(time))
    .override(TOKENS.Logger, new RecordingLogger());
  const handler = getHealthHandler(container);
  const { status, headers, body } = await invoke(handler, { method: "GET", path: "/health" });

  expect(status).toBe(200);
  expect(headers["cache-control"]).toBe("no-store");
  expect(body).toEqual({ status: "ok", service: "draht", timestamp: time });
});
