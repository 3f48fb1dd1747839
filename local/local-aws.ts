import type { Table } from "../functions/manifest/table.ts";

/** The region of local runs: `AWS_REGION`, so that it is the one that the developer deploys to, or a fixed one. */
export function localRegion(environment: NodeJS.ProcessEnv = process.env): string {
  const region = environment["AWS_REGION"];
  return region === undefined || region === "" ? "eu-central-1" : region;
}

/**
 * The credentials that the local Lambda gives to functions; no service accepts them. They are the same everywhere
 * because DynamoDB Local can keep one database for each access key and region.
 *
 * Source: AWS documentation, "DynamoDB local usage notes".
 */
export const localCredentials = { accessKeyId: "local", secretAccessKey: "local", sessionToken: "local" } as const;

/** The stage that functions find themselves in on this machine. */
export const localStage = "local";

/** The name of a declared table on this machine: application, stage, logical name. */
export function localTableName(table: Pick<Table, "name">): string {
  return `draht-${localStage}-${table.name}`;
}
