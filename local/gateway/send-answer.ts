import type { ServerResponse } from "node:http";
import { finished } from "node:stream/promises";
import type { HttpAnswer } from "./http-answer.ts";

type Headers = HttpAnswer["headers"];

/**
 * Sends a whole answer, with `added` behind its own headers and the length, where it has one; resolves when it has gone.
 *
 * @throws `ERR_STREAM_PREMATURE_CLOSE` when the client closes the connection first.
 */
export async function sendAnswer(response: ServerResponse, answer: HttpAnswer, added: Headers): Promise<void> {
  const bodiless = answer.status === 204 || answer.status === 304;
  const headers = answer.headers.filter(([name]) => !bodiless || name.toLowerCase() !== "content-type");
  const length: Headers = bodiless ? [] : [["Content-Length", String(answer.body.byteLength)]];
  response.writeHead(answer.status, rawHeaders([...headers, ...added, ...length]));
  // To HEAD, Node sends the head alone.
  response.end(bodiless ? undefined : answer.body);
  await finished(response);
}

/**
 * Headers as Node takes them, repeated names included: it writes Latin-1; a value beyond goes out as the bytes of its
 * UTF-8.
 */
export function rawHeaders(headers: Headers): string[] {
  return headers.flatMap(([name, value]) => [name, Buffer.from(value).toString("latin1")]);
}
