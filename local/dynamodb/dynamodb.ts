import { DynamoDBError } from "./dynamodb-error.ts";
import { findDynamoDBLocal } from "./dynamodb-local.ts";
import { findDynoxide } from "./dynoxide.ts";
import { type Emulator, type Engine, startEmulator } from "./emulator.ts";
import { checkExternalEndpoint, externalEndpoint } from "./external-endpoint.ts";
import type { Storage } from "./storage.ts";

export interface DynamoDBOptions {
  readonly storage: Storage;
  /** An emulator to use whatever the environment says. */
  readonly engine?: Engine;
  /** Where the choice is read from: `AWS_ENDPOINT_URL_DYNAMODB`, `AWS_ENDPOINT_URL`, `DYNAMODB_LOCAL`. */
  readonly environment?: NodeJS.ProcessEnv;
}

/** A DynamoDB that answers at `endpoint`. */
export interface DynamoDB {
  readonly engine: Engine | "external";
  readonly endpoint: string;
  /** Settles with an error of code `EMULATOR_CRASHED` when the emulator ends by itself; otherwise never. */
  readonly crashed: Promise<DynamoDBError>;
  /** Ends the emulator and waits until its process is gone. May be called more than once. */
  stop(): Promise<void>;
}

/**
 * Gives a DynamoDB to work with. Without `engine` the order is: the endpoint of the environment, used as it is; AWS's
 * DynamoDB Local when `DYNAMODB_LOCAL=true`; dynoxide; DynamoDB Local when Java 17 or newer is found. The emulator
 * listens on a free port and dies with this process, however that ends.
 *
 * @throws DynamoDBError `NO_EMULATOR`, `EMULATOR_NOT_STARTED` or `ENDPOINT_UNREACHABLE`.
 */
export async function startDynamoDB(options: DynamoDBOptions): Promise<DynamoDB> {
  const environment = options.environment ?? process.env;
  const endpoint = options.engine === undefined ? externalEndpoint(environment) : undefined;
  if (endpoint !== undefined) {
    await checkExternalEndpoint(endpoint);
    return {
      engine: "external",
      endpoint: endpoint.url,
      crashed: new Promise(() => {}),
      stop: () => Promise.resolve(),
    };
  }

  const emulator = await chooseEmulator(options.engine, environment);
  const running = await startEmulator(emulator, options.storage);
  const crashed = running.crashed.then(
    (reason) =>
      new DynamoDBError(
        "EMULATOR_CRASHED",
        `DynamoDB (${emulator.engine}) ended by itself (${reason}). Start again` +
          (options.storage.kind === "folder" ? `; the data is in ${options.storage.path}.` : "."),
      ),
  );
  return { engine: emulator.engine, endpoint: running.endpoint, crashed, stop: () => running.stop() };
}

async function chooseEmulator(engine: Engine | undefined, environment: NodeJS.ProcessEnv): Promise<Emulator> {
  const wanted = engine ?? (environment["DYNAMODB_LOCAL"] === "true" ? "dynamodb-local" : undefined);
  const emulator =
    (wanted === "dynamodb-local" ? undefined : findDynoxide()) ??
    (wanted === "dynoxide" ? undefined : await findDynamoDBLocal(environment));
  if (emulator !== undefined) return emulator;
  const missing =
    wanted === "dynamodb-local" ? "DynamoDB Local needs Java 17 or newer" : "No DynamoDB emulator runs on this machine";
  throw new DynamoDBError(
    "NO_EMULATOR",
    `${missing}: install Java 17 or newer (java on PATH, or JAVA_HOME), or give a running DynamoDB in ` +
      `AWS_ENDPOINT_URL_DYNAMODB, for example AWS_ENDPOINT_URL_DYNAMODB=http://127.0.0.1:8000.`,
  );
}
