import { malformedHttpEvent } from "./event-error.ts";
import { isJsonObject } from "./json-object.ts";
import type { JsonObject } from "./json-object.ts";

/** A string, or undefined where it is missing or null. Throws `Runtime.NotAnHttpEvent` where it is anything else. */
export function readText(owner: JsonObject, key: string): string | undefined {
  const value = owner[key] ?? undefined;
  if (value === undefined || typeof value === "string") return value;
  throw malformedHttpEvent(key, "a string");
}

/** A string. Throws `Runtime.NotAnHttpEvent` where it is anything else, or missing. */
export function requireText(owner: JsonObject, key: string): string {
  const value = readText(owner, key);
  if (value === undefined) throw malformedHttpEvent(key, "a string");
  return value;
}

/** The strings of an array; none where it is missing or null. Throws `Runtime.NotAnHttpEvent` where it is anything else. */
export function readTexts(owner: JsonObject, key: string): readonly string[] {
  const value = owner[key] ?? [];
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value;
  throw malformedHttpEvent(key, "an array of strings");
}

/** Name and value pairs out of an object of strings; a value of null is left out. None where the object is missing. */
export function readPairs(owner: JsonObject, key: string): [name: string, value: string][] {
  const fields = readFields(owner, key);
  return Object.keys(fields).flatMap((name) => {
    const value = readText(fields, name);
    return value === undefined ? [] : [[name, value]];
  });
}

/** Name and value pairs out of an object of arrays of strings, one for each string. None where the object is missing. */
export function readMultiValuePairs(owner: JsonObject, key: string): [name: string, value: string][] {
  const fields = readFields(owner, key);
  return Object.keys(fields).flatMap((name) =>
    readTexts(fields, name).map((value): [name: string, value: string] => [name, value]),
  );
}

/**
 * The body's bytes: those that base64 stands for, or the UTF-8 of a text. Undefined where it is missing or empty.
 * Throws `Runtime.NotAnHttpEvent` where it is no string, or no base64 although the event says so.
 */
export function readBody(event: JsonObject): Uint8Array | undefined {
  const body = readText(event, "body");
  if (body === undefined || body === "") return undefined;
  if (event["isBase64Encoded"] !== true) return new TextEncoder().encode(body);
  try {
    return Uint8Array.fromBase64(body);
  } catch {
    throw malformedHttpEvent("body", "base64");
  }
}

function readFields(owner: JsonObject, key: string): JsonObject {
  const value = owner[key] ?? {};
  if (isJsonObject(value)) return value;
  throw malformedHttpEvent(key, "an object");
}
