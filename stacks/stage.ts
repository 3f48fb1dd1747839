import { localOrigin } from "../functions/manifest/cors.ts";

/** What differs between stages. A stack reads it here and nowhere asks for the stage's name. */
export interface StageFacts {
  /** What `sst remove` does with tables and buckets: delete them, or leave them in the account. */
  readonly removal: "remove" | "retain";
  /** Whether `sst remove` refuses the whole stage. */
  readonly protect: boolean;
  /** Whether DynamoDB refuses to delete a table, whoever asks: SST, the console or the API. */
  readonly deletionProtection: boolean;
  /** Origins whose pages a browser lets call the API. */
  readonly webOrigins: readonly string[];
}

const disposable: StageFacts = {
  removal: "remove",
  protect: false,
  deletionProtection: false,
  webOrigins: [localOrigin],
};

const production: StageFacts = {
  removal: "retain",
  protect: true,
  deletionProtection: true,
  webOrigins: [],
};

const stages: ReadonlyMap<string, StageFacts> = new Map([
  ["dev", disposable],
  ["test", disposable],
  ["prod", production],
  ["production", production],
]);

/** Facts of a stage by name. A developer's or a pull request's own stage is as disposable as `dev`. */
export function stageFacts(stage: string): StageFacts {
  return stages.get(stage) ?? disposable;
}
