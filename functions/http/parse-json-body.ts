import type { HttpEvent } from "./http-event.ts";
import { HttpException } from "./http-exception.ts";
import { findJsonError } from "./json-error-position.ts";
import { readContent } from "./read-content.ts";

const json = ["application/json"];

/**
 * The value in a request's JSON body.
 *
 * @throws HttpException 400 `malformed-json`, and those of `readContent`.
 */
export function parseJsonBody(event: HttpEvent, maximumBytes: number): unknown {
  const { text } = readContent(event, json, maximumBytes);
  try {
    return JSON.parse(text);
  } catch {
    const position = findJsonError(text);
    const place = position === undefined ? "" : ` at line ${position.line}, column ${position.column}`;
    throw new HttpException(400, "malformed-json", `The body is no valid JSON: it goes wrong${place}.`);
  }
}
