import { randomHex } from "./random-hex.ts";

/**
 * An X-Ray trace id: version 1, the time in seconds as eight hexadecimal digits, 96 random bits.
 *
 * Source: AWS documentation, "AWS X-Ray concepts", tracing header.
 */
export function createTraceId(at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000);
  return `1-${seconds.toString(16).padStart(8, "0")}-${randomHex(12)}`;
}
