import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Json } from "../../synth/json.ts";

export interface Stack {
  /** The app. */
  readonly name: string;
  readonly stage: string;
}

/**
 * Writes what SST reads of a stack's state: nothing before its first deployment, and after one its outputs.
 *
 * Source: the Pulumi repository, sdk/go/common/apitype/stacks.go.
 */
export function writeState({ name, stage }: Stack, outputs?: Json): void {
  const urn = `urn:pulumi:${stage}::${name}::pulumi:pulumi:Stack::${name}-${stage}`;
  const resources = outputs === undefined ? [] : [{ urn, type: "pulumi:pulumi:Stack", custom: false, outputs }];
  const manifest = { time: new Date(0).toISOString(), magic: "", version: "v3" };
  const checkpoint = { stack: `organization/${name}/${stage}`, latest: { manifest, resources } };
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
