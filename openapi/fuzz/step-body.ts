import * as fc from "fast-check";
import type { Endpoint } from "./endpoint.ts";
import { invalidValue } from "./invalid-value.ts";
import { asSent } from "./known.ts";
import { validValue, type ValueOptions } from "./valid-value.ts";

/** What a request's body is made of. */
export type StepBody =
  /** A value; as JSON Lines, where that is the media type and the value is a list. */
  | { readonly kind: "json"; readonly mediaType: string; readonly value: unknown }
  /** Sent as it is, in UTF-8 unless it is bytes. */
  | { readonly kind: "raw"; readonly mediaType: string; readonly content: string | Uint8Array<ArrayBuffer> };

/** Bodies that fulfil their schema; undefined where the operation takes none. */
export function stepBody(endpoint: Endpoint, options: ValueOptions): fc.Arbitrary<StepBody | undefined> {
  const content = endpoint.operation.requestBody?.content ?? {};
  const schema = content["application/json"]?.schema;
  if (schema === undefined) return fc.constant(undefined);
  return fc.record({
    kind: fc.constant("json"),
    mediaType: fc.constantFrom(...Object.keys(content)),
    value: validValue(schema, options),
  });
}

/** Bodies that break their schema, and some that cannot be read at all; none where the operation takes none. */
export function faultyBodies(endpoint: Endpoint, options: ValueOptions): readonly fc.Arbitrary<StepBody>[] {
  const { body: validate, operation } = endpoint;
  const content = operation.requestBody?.content ?? {};
  const schema = content["application/json"]?.schema;
  if (schema === undefined || validate === undefined) return [];
  const wrong = invalidValue(schema, options, (value) => validate(asSent(value)) === undefined);
  return [
    wrong.map((value) => ({ kind: "json", mediaType: "application/json", value })),
    fc.constantFrom(...Object.keys(content)).chain(unreadable),
  ];
}

/** Bodies that are no JSON, too large, or not said to be what they are. */
function unreadable(mediaType: string): fc.Arbitrary<StepBody> {
  const raw = (content: string | Uint8Array<ArrayBuffer>, type = mediaType) =>
    ({ kind: "raw", mediaType: type, content }) as const;
  const fixed = fc.constantFrom(
    raw(""),
    raw("{"),
    raw('{"a":1'),
    raw("\uFEFF{}"),
    raw("[".repeat(60_000)),
    raw(Uint8Array.of(0x7b, 0xff, 0x7d)),
    raw(JSON.stringify("x".repeat(70_000))),
    raw("{}", "text/plain"),
    raw("{}", `${mediaType}; charset=iso-8859-1`),
  );
  const other = fc.string({ unit: "binary" }).filter((text) => !isJson(text));
  return fc.oneof(
    fixed,
    other.map((text) => raw(text)),
  );
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
