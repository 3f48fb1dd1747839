import type { LogFormat } from "./log-format.ts";
import { severity } from "./log-level.ts";
import type { LogLevelName } from "./log-level.ts";

const headerBytes = 16;
const textFrame = 0xa55a0003;
const jsonFrame = 0xa55a0002;

/**
 * Frames one log entry for the telemetry descriptor. Big-endian: type u32, or-ed with four times the level counted
 * from 1; length of the message i32; time i64 in microseconds since the epoch; the message in UTF-8.
 */
export function encodeTelemetryFrame(format: LogFormat, level: LogLevelName, time: Date, message: string): Uint8Array {
  const payload = Buffer.from(message);
  const frame = new Uint8Array(headerBytes + payload.length);
  const header = new DataView(frame.buffer);
  header.setUint32(0, ((format === "text" ? textFrame : jsonFrame) | ((severity(level) + 1) << 2)) >>> 0);
  header.setInt32(4, payload.length);
  header.setBigInt64(8, BigInt(time.getTime()) * 1000n);
  frame.set(payload, headerBytes);
  return frame;
}
