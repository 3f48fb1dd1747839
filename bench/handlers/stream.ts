import type { Writable } from "node:stream";

declare const awslambda: {
  streamifyResponse(handler: (event: { readonly megabytes: number }, response: Writable) => Promise<void>): unknown;
};

const chunk = new Uint8Array(65_536).fill(0x61);

/** Streams as many megabytes as the event asks for, as fast as the reader takes them. */
export const handler = awslambda.streamifyResponse(async ({ megabytes }, response) => {
  for (let sent = 0; sent < megabytes * 1e6; sent += chunk.length) {
    if (!response.write(chunk)) await new Promise((resolve) => response.once("drain", resolve));
  }
  response.end();
});
