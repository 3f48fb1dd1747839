import * as v from "valibot";
import { coreBindings } from "../../backend/di/core-bindings.ts";
import { TOKENS } from "../../backend/di/tokens.ts";
import { RecordingLogger } from "../../backend/testing/recording-logger.ts";
import type { Route } from "../../manifest/route.ts";
import { defineHandler } from "../define-handler.ts";
import { requestId } from "./invoke.ts";

/** A route with a schema for each part of a request. */
export const route = {
  operationId: "changeThing",
  method: "PATCH",
  path: "/things/{id}",
  summary: "Change a thing",
  handler: "things.handler",
  tables: [],
  scope: "public",
  request: {
    path: v.strictObject({ id: v.pipe(v.string(), v.regex(/^\d+$/, "Must be digits.")) }),
    query: v.strictObject({ force: v.optional(v.picklist(["yes"]), "yes") }),
    body: v.strictObject({ name: v.string() }),
  },
  success: { status: 200, body: v.strictObject({ name: v.string() }) },
  problems: [
    { code: "method-not-allowed", status: 405, description: "It is thrown." },
    { code: "overloaded", status: 503, description: "It is thrown." },
    { code: "thing-busy", status: 409, description: "It is thrown." },
  ],
} as const satisfies Route;

/** A request that the route takes. */
export const valid = { method: "PATCH", path: "/things/1", pathParameters: { id: "1" }, body: { name: "a" } } as const;

/** What a handler needs, with this logger. */
export function containerWith(logger = new RecordingLogger()) {
  return coreBindings().override(TOKENS.Logger, logger);
}

/** A handler whose application does what is given. */
export function thingHandler(respond: () => { body: { name: string } } = () => ({ body: { name: "a" } })) {
  const logger = new RecordingLogger();
  return { logger, handler: defineHandler(route, containerWith(logger), respond) };
}

/** A problem as it stands in an answer. */
export function problem(status: number, code: string, title: string, detail: string, more: object = {}) {
  return { type: `https://draht.dev/problems/${code}`, title, status, detail, code, requestId, ...more };
}
