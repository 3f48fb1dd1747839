import { randomBytes } from "node:crypto";

/** A request id as HTTP APIs make them, e.g. `JCJp2jd_vHcEPSQ=`: eleven bytes in padded URL-safe Base64. */
export function createRequestId(): string {
  return `${randomBytes(11).toString("base64url")}=`;
}

/**
 * An X-Ray trace header: version 1, the time in seconds as eight hexadecimal digits, 96 random bits.
 *
 * Source: AWS documentation, "AWS X-Ray concepts", tracing header.
 */
export function createTraceId(at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000);
  return `Root=1-${seconds.toString(16).padStart(8, "0")}-${randomBytes(12).toString("hex")}`;
}
