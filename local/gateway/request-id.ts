import { randomBytes } from "node:crypto";

/** A request id as HTTP APIs make them, e.g. `JCJp2jd_vHcEPSQ=`: eleven bytes in padded URL-safe Base64. */
export function createRequestId(): string {
  return `${randomBytes(11).toString("base64url")}=`;
}
