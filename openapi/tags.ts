import type { Route } from "../functions/manifest/route.ts";

/** What the operations of the service about itself are filed under. */
const service = "service";
const servicePaths: ReadonlySet<string> = new Set(["/health", "/openapi.json", "/docs"]);

const descriptions: Readonly<Record<string, string>> = {
  [service]: "Whether the service answers, and its own description. Open to everyone.",
  categories: "Labels of sessions, in a tree.",
  clients: "Customers, for whom agents work.",
  sessions: "Runs of an agent for a client, with their transcripts.",
  tokens: "API tokens: who may do what.",
};

/** Operations are filed under what their path begins with. */
export function tagOf({ path }: Pick<Route, "path">): string {
  if (servicePaths.has(path)) return service;
  return path.split("/")[1] ?? service;
}

/** A sentence about a tag; about one that nobody has described, the plain fact. */
export function describeTag(tag: string): string {
  return descriptions[tag] ?? `What is at /${tag}.`;
}
