/** A function that answers with its event. */
export const echo = { "index.mjs": "export const handler = async (event) => event;" };

/** A function whose handler has this body. */
export function handler(body: string): Record<string, string> {
  return { "index.mjs": `export const handler = async (event, context) => { ${body} };` };
}

/** A function whose handler is the body of a streaming handler. */
export function streaming(body: string, options = ""): Record<string, string> {
  return {
    "index.mjs": `import { Readable } from "node:stream"; import { pipeline } from "node:stream/promises"; import { once } from "node:events";
      export const handler = awslambda.streamifyResponse(async (event, stream, context) => { ${body} }${options});`,
  };
}
