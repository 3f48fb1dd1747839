import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { JsonObject } from "../../synth/json.ts";

export interface Stack {
  /** The app. */
  readonly name: string;
  readonly stage: string;
}

/** What SST reads of a resource in a stack's state. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly outputs: JsonObject;
}

/**
 * Writes a stack's state: nothing but its resources.
 *
 * Source: the Pulumi repository, sdk/go/common/apitype/stacks.go.
 */
export function writeState({ name, stage }: Stack, resources: readonly StateResource[] = []): void {
  const manifest = { time: new Date(0).toISOString(), magic: "", version: "v3" };
  const latest = { manifest, resources: resources.map((resource) => ({ ...resource, custom: false })) };
  const checkpoint = { stack: `organization/${name}/${stage}`, latest };
  const path = join(".pulumi", "stacks", name, `${stage}.json`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify({ version: 3, checkpoint }));
}

/**
 * Writes the events that SST shows to whoever deploys: what went wrong, and that it is over.
 *
 * Source: the Pulumi repository, sdk/go/common/apitype/events.go.
 */
export function writeEvents(path: string, errors: readonly string[]): void {
  const events = [
    ...errors.map((message) => ({ diagnosticEvent: { message, severity: "error", color: "never" } })),
    { summaryEvent: { maybeCorrupt: false, durationSeconds: 0, resourceChanges: {} } },
  ];
  for (const event of events) appendFileSync(path, `${JSON.stringify({ sequence: 0, timestamp: 0, ...event })}\n`);
}
