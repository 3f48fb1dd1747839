import type { JsonSchema } from "./open-api-document.ts";

/** What every failure is answered with. Source: RFC 9457, and for the extensions functions/http/problem.ts. */
export const problemSchema: JsonSchema = {
  title: "Problem",
  type: "object",
  description: "What went wrong and what to change (RFC 9457).",
  properties: {
    type: { type: "string", format: "uri", description: "Identifies the kind of problem. It ends in the code." },
    title: { type: "string", description: "The same for every problem of a kind." },
    status: { type: "integer", minimum: 400, maximum: 599 },
    detail: { type: "string", description: "What to change." },
    code: { type: "string", pattern: "^[a-z][a-z0-9-]*$", description: "Stable: programs tell problems apart by it." },
    requestId: { type: "string", description: "Names this request in the log." },
    errors: {
      type: "array",
      description: "The single values that are to be changed.",
      items: {
        type: "object",
        properties: {
          pointer: { type: "string", description: "In the body, as a JSON Pointer in a URI fragment (RFC 6901)." },
          parameter: { type: "string", description: "In the path or the query." },
          header: { type: "string", description: "In the headers." },
          detail: { type: "string", description: "What is allowed there." },
        },
        required: ["detail"],
      },
    },
    details: {
      type: "object",
      description: "Facts of the current state that the request contradicts. What is in it depends on the code.",
      additionalProperties: true,
    },
  },
  required: ["type", "title", "status", "detail", "code", "requestId"],
  examples: [
    {
      type: "https://draht.dev/problems/client-slug-taken",
      title: "Client slug taken",
      status: 409,
      detail: "Another client has the slug cafe-nord. Send another one as slug.",
      code: "client-slug-taken",
      requestId: "8f5c3a52-3f6a-4c33-9d2b-6a5d1a2b3c4d",
      details: { slug: "cafe-nord" },
    },
  ],
};

/** API Gateway answers so itself when no function is asked, or when it fails. */
export const gatewayMessageSchema: JsonSchema = {
  title: "GatewayMessage",
  type: "object",
  description: "An answer of the gateway in front of the functions.",
  properties: { message: { type: "string" } },
  required: ["message"],
};
