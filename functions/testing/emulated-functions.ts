import { localCredentials, localRegion } from "../../local/local-aws.ts";
import type { TableNames } from "../backend/infrastructure/dynamodb/linked-table.ts";
import { newSecret } from "../manifest/new-secret.ts";
import { type SecretName, secrets } from "../manifest/secrets.ts";
import { tables } from "../manifest/tables.ts";
import { FunctionProcess } from "./function-process.ts";

/** The stage that the functions believe to belong to. */
const emulatedStage = "test";

/**
 * All functions over the given tables, and secrets of which each has a value of its own unless one is given.
 *
 * @example
 * await using functions = startFunctions(dynamoDB.endpoint, await dynamoDB.createTables());
 * const answer = await functions.invoke(getHealthRoute.handler, httpEvent());
 */
export function startFunctions(
  endpoint: string,
  tableName: TableNames,
  values: Partial<Readonly<Record<SecretName, string>>> = {},
): FunctionProcess {
  const links = [
    ...tables.map(({ name }) => [name, { name: tableName(name) }] as const),
    ...secrets.map(({ name }) => [name, { value: values[name] ?? newSecret(name, emulatedStage) }] as const),
    ["App", { name: "draht", stage: emulatedStage }] as const,
  ];
  return new FunctionProcess({
    AWS_REGION: localRegion(),
    AWS_ACCESS_KEY_ID: localCredentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: localCredentials.secretAccessKey,
    AWS_ENDPOINT_URL_DYNAMODB: endpoint,
    ...Object.fromEntries(links.map(([name, link]) => [`SST_RESOURCE_${name}`, JSON.stringify(link)])),
  });
}
