import type { HttpEvent } from "./http-event.ts";
import { HttpException } from "./http-exception.ts";
import { findJsonError } from "./json-error-position.ts";

/** The largest body that is read. No operation needs more; API Gateway itself would take 10 MB. */
export const maximumBodyBytes = 64 * 1024;

const accepted = { headers: { accept: "application/json" } };

/**
 * The value in a request's JSON body.
 *
 * @throws HttpException 400 `body-missing` or `malformed-json`, 413 `content-too-large`, 415 `unsupported-media-type`.
 */
export function parseJsonBody(event: HttpEvent): unknown {
  const { body = "", isBase64Encoded } = event;
  if (body === "") {
    throw new HttpException(
      400,
      "body-missing",
      "The request has no body. Send a JSON object with content-type: application/json.",
    );
  }
  requireJson(event.headers);
  const text = isBase64Encoded ? decode(body) : body;
  if (Buffer.byteLength(text) > maximumBodyBytes) throw tooLarge();

  try {
    return JSON.parse(text);
  } catch {
    const position = findJsonError(text);
    const place = position === undefined ? "" : ` at line ${position.line}, column ${position.column}`;
    throw new HttpException(400, "malformed-json", `The body is no valid JSON: it goes wrong${place}.`);
  }
}

function decode(base64: string): string {
  if (base64.length > (maximumBodyBytes / 3 + 1) * 4) throw tooLarge();
  const bytes = Uint8Array.fromBase64(base64);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new HttpException(400, "malformed-json", "The body is no valid JSON: it is not encoded in UTF-8.");
  }
}

/** JSON is UTF-8 (RFC 8259, section 8.1); other encodings, of characters or of content, are not read. */
function requireJson(headers: HttpEvent["headers"]): void {
  const encoding = headers["content-encoding"] ?? "identity";
  if (encoding.trim().toLowerCase() !== "identity") {
    throw new HttpException(415, "unsupported-media-type", "Send the body without content-encoding.", accepted);
  }
  const contentType = headers["content-type"] ?? "";
  const [mediaType = "", ...parameters] = contentType.split(";").map((part) => part.trim().toLowerCase());
  if (!/^application\/(?:[\w.!#$&^-]+\+)?json$/.test(mediaType)) {
    throw new HttpException(
      415,
      "unsupported-media-type",
      "Send the body as JSON, with content-type: application/json.",
      accepted,
    );
  }
  const charset = parameters.find((parameter) => parameter.startsWith("charset="))?.slice("charset=".length);
  if (charset === undefined || charset.replaceAll('"', "") === "utf-8") return;
  throw new HttpException(415, "unsupported-media-type", "Send the body in UTF-8.", accepted);
}

function tooLarge(): HttpException {
  return new HttpException(
    413,
    "content-too-large",
    `The body may have at most ${maximumBodyBytes} bytes. Send a smaller one.`,
  );
}
