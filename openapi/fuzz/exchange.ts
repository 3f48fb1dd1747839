import type { Memory } from "./memory.ts";
import type { Credentials, Step } from "./step.ts";

/** A request as it was sent, for the report of a failure. */
export interface SentRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array<ArrayBuffer> | undefined;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Without parameters; empty where there is no body. */
  readonly mediaType: string;
  /** JSON as the value that it is, anything else as text; undefined where there is no body. */
  readonly body: unknown;
}

/** Where requests go, and by whose leave. */
export interface Target {
  readonly url: string;
  readonly adminToken: string;
  /** A token that lacks the scope of this operation. */
  insufficientToken(scope: string): string;
}

/** Makes the request of a step by what is known when it is sent. */
export function toRequest(step: Step, memory: Memory, target: Target): SentRequest {
  const { endpoint, body, parameters } = step;
  const path = pathOf(step, memory);
  const [pathname = ""] = path.split("?");
  const headers: Record<string, string> = { ...authorization(step, target) };
  for (const [key, value] of Object.entries(parameters)) {
    const [place, name = ""] = key.split(" ");
    if (place === "header" && value !== undefined) headers[name] = toText(memory.resolve(value, pathname));
  }
  if (body !== undefined) headers["content-type"] = body.mediaType;
  return { method: endpoint.method, path, headers, body: contentOf(body, memory, pathname) };
}

function pathOf(step: Step, memory: Memory): string {
  const { endpoint, parameters } = step;
  const filled = endpoint.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    return encodeURIComponent(toText(memory.resolve(parameters[`path ${name}`], endpoint.path)));
  });
  const nextPage = step.nextPage ? memory.nextPage(filled) : undefined;
  if (nextPage !== undefined) return `${filled}?${nextPage.toString()}`;
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(parameters)) {
    const [place, name = ""] = key.split(" ");
    if (place === "query") query.set(name, toText(memory.resolve(value, filled)));
  }
  return query.size === 0 ? filled : `${filled}?${query.toString()}`;
}

/** Parameters are text on the wire. */
function toText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function contentOf(body: Step["body"], memory: Memory, path: string): SentRequest["body"] {
  if (body?.kind !== "json") return body?.content;
  const value = memory.resolve(body.value, path);
  if (body.mediaType === "application/json" || !Array.isArray(value)) return JSON.stringify(value);
  return value.map((item) => `${JSON.stringify(item)}\n`).join("");
}

function authorization({ endpoint, credentials }: Step, target: Target): Record<string, string> {
  const [scope] = endpoint.operation.security.flatMap((requirement) => Object.values(requirement).flat());
  if (scope === undefined) return {};
  const values: Readonly<Record<Credentials, string | undefined>> = {
    admin: `Bearer ${target.adminToken}`,
    insufficient: `Bearer ${target.insufficientToken(scope)}`,
    malformed: `Bearer ${target.adminToken.slice(0, -1)}`,
    none: undefined,
  };
  const value = values[credentials];
  return value === undefined ? {} : { authorization: value };
}

/** Longer than any function may take. */
const answerWithin = 31_000;

/** Sends a request and reads the whole answer. */
export async function exchange({ method, path, headers, body }: SentRequest, target: Target): Promise<Answer> {
  const signal = AbortSignal.timeout(answerWithin);
  const init = { method, headers, signal, redirect: "manual", ...(body !== undefined && { body }) } as const;
  const response = await fetch(`${target.url}${path}`, init);
  const text = await response.text();
  const [mediaType = ""] = (response.headers.get("content-type") ?? "").split(";");
  return { status: response.status, headers: response.headers, mediaType, body: valueOf(text, mediaType) };
}

function valueOf(text: string, mediaType: string): unknown {
  if (text === "" && mediaType === "") return undefined;
  return /^application\/(?:[\w.-]+\+)?json$/.test(mediaType) ? JSON.parse(text) : text;
}
