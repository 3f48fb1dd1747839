import type { JsonText } from "../backend/domain/transcript/entry.ts";
import { ValidationException } from "../backend/domain/exception/validation-exception.ts";
import { maximumBatchEntries, refuseBatchSize } from "../backend/domain/transcript/entry-batch.ts";
import { HttpException } from "../http/http-exception.ts";
import type { Content } from "../http/http-request.ts";
import { findJsonError, type TextPosition } from "../http/json-error-position.ts";
import { splitJsonArray } from "./json-array.ts";
import { trimJson } from "./trim-json.ts";

/** JSON Lines, as in newline-delimited JSON (https://github.com/ndjson/ndjson-spec). */
export const jsonLines = "application/x-ndjson";

/**
 * The values of a JSON array or of JSON Lines, each beside its text. The white space around a value does not belong to it;
 * lines of nothing else are skipped.
 *
 * @throws HttpException 400 `malformed-json`; ValidationException for JSON that is no array, and when there are too many or
 *   no values.
 */
export function readJsonTexts({ mediaType, text }: Content): readonly JsonText[] {
  // What stands for half a character could not be kept.
  if (!text.isWellFormed()) throw malformed("The body holds half of a surrogate pair. Send it in UTF-8.");
  return mediaType === jsonLines ? readLines(text) : readArray(text);
}

function readLines(text: string): readonly JsonText[] {
  return linesWithValues(text).map(({ number, text }) => {
    const parsed = tryParse(text);
    if (parsed !== undefined) return parsed;
    const column = findJsonError(text)?.column;
    throw malformed(
      `Line ${number} of the body is no valid JSON${column === undefined ? "" : `: it goes wrong at column ${column}`}.`,
    );
  });
}

interface Line {
  /** From 1, blank lines included. */
  readonly number: number;
  readonly text: string;
}

/** Keeps no more lines than are taken: a body may be millions of line breaks. */
function linesWithValues(text: string): readonly Line[] {
  const lines: Line[] = [];
  let count = 0;
  let number = 0;
  for (let start = 0, end = 0; start <= text.length; start = end + 1) {
    const lineBreak = text.indexOf("\n", start);
    end = lineBreak === -1 ? text.length : lineBreak;
    number += 1;
    const line = trimJson(text.slice(start, end));
    if (line === "") continue;
    count += 1;
    if (count <= maximumBatchEntries) lines.push({ number, text: line });
  }
  refuseBatchSize(count);
  return lines;
}

function readArray(text: string): readonly JsonText[] {
  const elements = splitJsonArray(text);
  if (elements === undefined) {
    // Not parsed: brackets that are opened by the million would take hundreds of megabytes.
    const position = findJsonError(text);
    if (position !== undefined) throw malformedArray(position);
    throw new ValidationException([{ path: [], message: "Must be a JSON array of entries." }]);
  }
  refuseBatchSize(elements.length);
  return elements.map((element) => {
    const parsed = tryParse(element);
    if (parsed !== undefined) return parsed;
    throw malformedArray(findJsonError(text));
  });
}

function tryParse(text: string): JsonText | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return { text, value };
  } catch {
    return undefined;
  }
}

function malformedArray(position: TextPosition | undefined): HttpException {
  const place = position === undefined ? "" : `: it goes wrong at line ${position.line}, column ${position.column}`;
  return malformed(`The body is no valid JSON${place}.`);
}

function malformed(detail: string): HttpException {
  return new HttpException(400, "malformed-json", detail);
}
