import { escapeHeaderValue } from "./header-value.ts";
import type { ErrorDocument } from "./thrown-error.ts";

const errorTypeTrailer = "Lambda-Runtime-Function-Error-Type";
const errorBodyTrailer = "Lambda-Runtime-Function-Error-Body";

/** Value of the header `Trailer` of a response that may end with an error. */
export const trailerNames = `${errorTypeTrailer}, ${errorBodyTrailer}`;

/**
 * A server written with Go's net/http, as AWS's emulator of the Runtime API is, refuses trailers beyond its read buffer of 4 KiB;
 * the failure would then be lost. This leaves room for both names and for base64.
 */
const maxTypeLength = 64;
const maxJsonBytes = 2600;

/**
 * The trailers that tell of a failure after a response's first byte: the type, and the error's JSON in base64. What is
 * too long for a trailer loses the end of its stack first, then the end of its message.
 *
 * Source: AWS documentation, "Building a custom runtime for AWS Lambda", response streaming.
 */
export function errorTrailers(error: ErrorDocument): Record<string, string> {
  return {
    [errorTypeTrailer]: escapeHeaderValue(error.errorType.slice(0, maxTypeLength)),
    [errorBodyTrailer]: Buffer.from(shortenedJson(error)).toString("base64"),
  };
}

function shortenedJson({ errorType, errorMessage, trace }: ErrorDocument): string {
  const type = errorType.slice(0, maxTypeLength);
  let [message, lines] = [errorMessage, trace.slice(0, maxJsonBytes)];
  for (;;) {
    const json = JSON.stringify({ errorType: type, errorMessage: message, trace: lines });
    if (Buffer.byteLength(json) <= maxJsonBytes) return json;
    if (lines.length > 0) lines = lines.slice(0, -1);
    else message = message.slice(0, Math.min(maxJsonBytes, message.length >> 1));
  }
}
