import { expect } from "bun:test";
import * as v from "valibot";
import { problemOf as problemOfParsed } from "../../http/testing/problem-of.ts";
import { appendedEntriesSchema, entryPageSchema } from "../schemas.ts";

/** The quota of a Lambda function's answer. */
export const lambdaBytes = 6 * 1024 * 1024;

/** An answer whose body nothing was done to. */
export interface RawAnswer {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  /** Of what Lambda is given back. */
  readonly payloadBytes: number;
}

export function appendedOf({ status, text }: RawAnswer) {
  expect({ status, text: status === 200 ? "" : text }).toEqual({ status: 200, text: "" });
  return v.parse(appendedEntriesSchema, JSON.parse(text));
}

export function pageOf({ status, text }: RawAnswer) {
  expect(status).toBe(200);
  return v.parse(entryPageSchema, JSON.parse(text));
}

export function problemOf({ status, headers, text }: RawAnswer) {
  return problemOfParsed({ status, headers, body: JSON.parse(text) });
}
