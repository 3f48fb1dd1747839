/** A function that answers with its event. */
export const ECHO = { "index.mjs": "export const handler = async (event) => event;" };

/** A function whose handler has this body. */
export function handler(body: string): Record<string, string> {
  return { "index.mjs": `export const handler = async (event, context) => { ${body} };` };
}
