import { DynamoDBClient, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { describe, expect, setDefaultTimeout, test } from "bun:test";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Table } from "../../functions/manifest/table.ts";
import { localCredentials, localRegion } from "../local-aws.ts";
import { engines } from "../testing/engines.ts";
import { processesThatMention, untilNoProcessMentions } from "../testing/processes.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { createTables } from "./create-tables.ts";
import { startDynamoDB } from "./dynamodb.ts";

// Starts real processes.
setDefaultTimeout(180_000);

const dynoxideRuns = engines.includes("dynoxide");
const table: Table = { name: "Notes", attributes: { id: "S" }, key: { partition: "id" }, indexes: {} };

async function withClient<Result>(
  endpoint: string,
  work: (client: DynamoDBClient) => Promise<Result>,
): Promise<Result> {
  const client = new DynamoDBClient({ endpoint, region: localRegion(), credentials: localCredentials });
  try {
    await createTables(endpoint, [table], ({ name }) => name);
    return await work(client);
  } finally {
    client.destroy();
  }
}

const write = (endpoint: string, id: string) =>
  withClient(endpoint, (client) => client.send(new PutItemCommand({ TableName: "Notes", Item: { id: { S: id } } })));

const read = (endpoint: string, id: string) =>
  withClient(endpoint, async (client) => {
    const { Item } = await client.send(new GetItemCommand({ TableName: "Notes", Key: { id: { S: id } } }));
    return Item;
  });

describe.each(engines)("%s", (engine) => {
  test("keeps data in the folder over a stop, and leaves no process", async () => {
    await using folder = await temporaryFolder();
    const storage = { kind: "folder", path: folder.path } as const;

    const first = await startDynamoDB({ storage, engine });
    expect(first.engine).toBe(engine);
    await write(first.endpoint, "kept");
    await first.stop();
    await untilNoProcessMentions(folder.path);

    const second = await startDynamoDB({ storage, engine });
    expect(await read(second.endpoint, "kept")).toEqual({ id: { S: "kept" } });
    await second.stop();
  });

  test("memory keeps nothing", async () => {
    const first = await startDynamoDB({ storage: { kind: "memory" }, engine });
    await write(first.endpoint, "gone");
    await first.stop();

    const second = await startDynamoDB({ storage: { kind: "memory" }, engine });
    expect(await read(second.endpoint, "gone")).toBeUndefined();
    await second.stop();
  });
});

test.skipIf(!dynoxideRuns)(
  "what was written before a SIGKILL of the emulator is there afterwards, and the crash is told",
  async () => {
    await using folder = await temporaryFolder();
    const storage = { kind: "folder", path: folder.path } as const;
    const first = await startDynamoDB({ storage, engine: "dynoxide" });
    await write(first.endpoint, "kept");

    const processes = await processesThatMention(folder.path);
    const emulator = processes.find(({ command }) => !command.startsWith("/bin/sh"));
    process.kill(emulator?.pid ?? 0, "SIGKILL");

    const crash = await first.crashed;
    expect(crash.code).toBe("EMULATOR_CRASHED");
    expect(crash.message).toContain(`the data is in ${folder.path}`);
    await untilNoProcessMentions(folder.path);
    await first.stop();

    const second = await startDynamoDB({ storage, engine: "dynoxide" });
    expect(await read(second.endpoint, "kept")).toEqual({ id: { S: "kept" } });
    await second.stop();
  },
);

test.skipIf(!dynoxideRuns)("an emulator that cannot start says why", async () => {
  await using folder = await temporaryFolder();
  await writeFile(join(folder.path, "dynoxide.db"), "this is no database");

  const error = await startDynamoDB({ storage: { kind: "folder", path: folder.path }, engine: "dynoxide" }).catch(
    (error: unknown) => error,
  );

  expect(error).toMatchObject({ name: "DynamoDBError", code: "EMULATOR_NOT_STARTED" });
  expect(String(error)).toContain("not a valid SQLite database");
  expect(String(error)).not.toContain("\n");
});

const start = (environment: NodeJS.ProcessEnv) => startDynamoDB({ storage: { kind: "memory" }, environment });

describe("the environment chooses", () => {
  test.skipIf(!dynoxideRuns)("nothing given: dynoxide", async () => {
    const dynamoDB = await start({});
    await dynamoDB.stop();
    expect(dynamoDB.engine).toBe("dynoxide");
  });

  test.skipIf(!engines.includes("dynamodb-local"))("DYNAMODB_LOCAL=true: AWS's DynamoDB Local", async () => {
    const dynamoDB = await start({ DYNAMODB_LOCAL: "true", PATH: process.env["PATH"] });
    await dynamoDB.stop();
    expect(dynamoDB.engine).toBe("dynamodb-local");
  });

  test("DYNAMODB_LOCAL=true without Java: what to install", async () => {
    const error = await start({ DYNAMODB_LOCAL: "true", PATH: "" }).catch((error: unknown) => error);

    expect(error).toMatchObject({ name: "DynamoDBError", code: "NO_EMULATOR" });
    expect(String(error)).toContain("install Java 17 or newer");
    expect(String(error)).toContain("AWS_ENDPOINT_URL_DYNAMODB=");
  });

  test.each(["AWS_ENDPOINT_URL_DYNAMODB", "AWS_ENDPOINT_URL"])(
    "%s: the endpoint as it is, nothing started",
    async (name) => {
      using service = Bun.serve({ port: 0, hostname: "127.0.0.1", fetch: () => new Response("no", { status: 400 }) });
      const dynamoDB = await start({ [name]: service.url.href, DYNAMODB_LOCAL: "true" });
      await dynamoDB.stop();

      expect(dynamoDB).toMatchObject({ engine: "external", endpoint: service.url.href });
    },
  );

  test.each(["localhost:8000", "ftp://127.0.0.1"])(
    "an endpoint that is no http URL (%s) is refused",
    async (endpoint) => {
      const error = await start({ AWS_ENDPOINT_URL_DYNAMODB: endpoint }).catch((error: unknown) => error);

      expect(error).toMatchObject({ code: "ENDPOINT_UNREACHABLE" });
      expect(String(error)).toContain("is not an http(s) URL");
    },
  );
});
