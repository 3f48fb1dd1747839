import { expect, test } from "bun:test";
import * as fc from "fast-check";
import { logLevels } from "./log-level.ts";
import { encodeTelemetryFrame } from "./telemetry-frame.ts";

const bits = { TRACE: 4, DEBUG: 8, INFO: 12, WARN: 16, ERROR: 20, FATAL: 24 };

test("J52 a frame holds type, level, length, time and message", () => {
  const time = fc.date({ min: new Date(0), max: new Date("2200-01-01"), noInvalidDate: true });
  fc.assert(
    fc.property(
      fc.constantFrom("text" as const, "json" as const),
      fc.constantFrom(...logLevels),
      time,
      fc.string({ unit: "grapheme" }),
      (format, level, date, message) => {
        const frame = encodeTelemetryFrame(format, level, date, message);
        const view = new DataView(frame.buffer);
        expect(view.getUint32(0)).toBe(((format === "text" ? 0xa55a0003 : 0xa55a0002) | bits[level]) >>> 0);
        expect(view.getInt32(4)).toBe(frame.length - 16);
        expect(view.getBigInt64(8)).toBe(BigInt(date.getTime()) * 1000n);
        expect(Buffer.from(frame.subarray(16)).toString()).toBe(message);
      },
    ),
    { numRuns: 100 },
  );
});
