import type { JsonText } from "../backend/domain/transcript/entry.ts";
import { ValidationException } from "../backend/domain/exception/validation-exception.ts";
import { refuseBatchSize } from "../backend/domain/transcript/entry-batch.ts";
import { HttpException } from "../http/http-exception.ts";
import type { Content } from "../http/http-request.ts";
import { findJsonError } from "../http/json-error-position.ts";
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
  const lines = text.split("\n").map((line, index) => ({ number: index + 1, text: trimJson(line) }));
  const values = lines.filter((line) => line.text !== "");
  refuseBatchSize(values.length);
  return values.map(({ number, text }) => {
    const parsed = tryParse(text);
    if (parsed !== undefined) return parsed;
    const column = findJsonError(text)?.column;
    throw malformed(
      `Line ${number} of the body is no valid JSON${column === undefined ? "" : `: it goes wrong at column ${column}`}.`,
    );
  });
}

function readArray(text: string): readonly JsonText[] {
  const elements = splitJsonArray(text);
  if (elements === undefined) {
    if (tryParse(text) === undefined) throw malformedArray(text);
    throw new ValidationException([{ path: [], message: "Must be a JSON array of entries." }]);
  }
  refuseBatchSize(elements.length);
  return elements.map((element) => {
    const parsed = tryParse(element);
    if (parsed !== undefined) return parsed;
    throw malformedArray(text);
  });
}

function tryParse(text: string): JsonText | undefined {
  try {
    return { text, value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

function malformedArray(text: string): HttpException {
  const position = findJsonError(text);
  const place = position === undefined ? "" : `: it goes wrong at line ${position.line}, column ${position.column}`;
  return malformed(`The body is no valid JSON${place}.`);
}

function malformed(detail: string): HttpException {
  return new HttpException(400, "malformed-json", detail);
}
