import type { HttpEvent } from "./http-event.ts";
import { HttpException } from "./http-exception.ts";
import type { Content } from "./http-request.ts";

/**
 * A request's body as text.
 *
 * @param mediaTypes What is taken, in lower case; `application/json` stands for every type that ends in `+json` as well.
 * @param maximumBytes Of the body as it was sent.
 * @throws HttpException 400 `body-missing` or `malformed-text`, 413 `content-too-large`, 415 `unsupported-media-type`.
 */
export function readContent(event: HttpEvent, mediaTypes: readonly string[], maximumBytes: number): Content {
  const { body = "", isBase64Encoded } = event;
  if (body === "") {
    throw new HttpException(
      400,
      "body-missing",
      `The request has no body. Send one with content-type: ${mediaTypes.join(" or ")}.`,
    );
  }
  const mediaType = requireMediaType(event.headers, mediaTypes);
  return { mediaType, text: isBase64Encoded ? decode(body, maximumBytes) : withinLimit(body, maximumBytes) };
}

function withinLimit(text: string, maximumBytes: number): string {
  // A UTF-16 code unit has at least one byte in UTF-8: what is longer need not be counted.
  if (text.length > maximumBytes || Buffer.byteLength(text) > maximumBytes) throw tooLarge(maximumBytes);
  return text;
}

function decode(base64: string, maximumBytes: number): string {
  if (base64.length > (maximumBytes / 3 + 1) * 4) throw tooLarge(maximumBytes);
  const bytes = Uint8Array.fromBase64(base64);
  if (bytes.byteLength > maximumBytes) throw tooLarge(maximumBytes);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new HttpException(400, "malformed-text", "The body is not encoded in UTF-8. Send it in UTF-8.");
  }
}

/** JSON is UTF-8 (RFC 8259, section 8.1); other encodings, of characters or of content, are not read. */
function requireMediaType(headers: HttpEvent["headers"], mediaTypes: readonly string[]): string {
  const encoding = headers["content-encoding"] ?? "identity";
  if (encoding.trim().toLowerCase() !== "identity") {
    throw unsupported("Send the body without content-encoding.", mediaTypes);
  }
  const contentType = headers["content-type"] ?? "";
  const [mediaType = "", ...parameters] = contentType.split(";").map((part) => part.trim().toLowerCase());
  if (!mediaTypes.some((taken) => matches(taken, mediaType))) {
    throw unsupported(`Send the body with content-type: ${mediaTypes.join(" or ")}.`, mediaTypes);
  }
  const charset = parameters.find((parameter) => parameter.startsWith("charset="))?.slice("charset=".length);
  if (charset === undefined || charset.replaceAll('"', "") === "utf-8") return mediaType;
  throw unsupported("Send the body in UTF-8.", mediaTypes);
}

function matches(taken: string, mediaType: string): boolean {
  if (taken !== "application/json") return taken === mediaType;
  // What is JSON by its structured syntax suffix is JSON (RFC 6839, section 3.1).
  return /^application\/(?:[\w.!#$&^-]+\+)?json$/.test(mediaType);
}

function unsupported(message: string, mediaTypes: readonly string[]): HttpException {
  // Accept in an answer: RFC 9110, section 15.5.16.
  return new HttpException(415, "unsupported-media-type", message, { headers: { accept: mediaTypes.join(", ") } });
}

function tooLarge(maximumBytes: number): HttpException {
  return new HttpException(
    413,
    "content-too-large",
    `The body may have at most ${maximumBytes} bytes. Send a smaller one.`,
  );
}
