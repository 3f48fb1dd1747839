import { createHash, createHmac } from "node:crypto";
import type { RecordedRequest } from "./dynamodb-stub.ts";

/**
 * The signature that a request has to have, reckoned apart from the SDK.
 *
 * Source: AWS documentation, "Create a signed AWS API request" (Signature Version 4).
 */
export function expectedSignature(request: RecordedRequest, secret: string): string {
  const { scope, signedHeaders } = authorization(request);
  const headers = signedHeaders.map((name) => `${name}:${request.headers.get(name)?.trim()}\n`).join("");
  const payload = createHash("sha256").update(request.body).digest("hex");
  const canonical = ["POST", request.path, "", headers, signedHeaders.join(";"), payload].join("\n");
  const hashed = createHash("sha256").update(canonical).digest("hex");
  const text = ["AWS4-HMAC-SHA256", request.headers.get("x-amz-date"), scope.join("/"), hashed].join("\n");
  const key = scope.reduce((previous: string | Buffer, part) => hmac(previous, part), `AWS4${secret}`);
  return hmac(key, text).toString("hex");
}

/** The parts of the Authorization header. */
export function authorization(request: RecordedRequest) {
  const header = request.headers.get("authorization") ?? "";
  const [, accessKeyId, scope = "", signedHeaders = "", signature] =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/([^,]+), SignedHeaders=([^,]+), Signature=(\w+)$/.exec(header) ?? [];
  return { accessKeyId, scope: scope.split("/"), signedHeaders: signedHeaders.split(";"), signature };
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
