import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { dynamoDBLocalFolder } from "./dynamodb-local.ts";
import { dynoxideFile } from "./dynoxide.ts";

/** Removes the emulators' files, and nothing else, from a data folder that no emulator uses. */
export async function clearData(folder: string): Promise<void> {
  const names = await readdir(folder);
  const own = names.filter((name) => name.startsWith(dynoxideFile) || name === dynamoDBLocalFolder);
  await Promise.all(own.map((name) => rm(join(folder, name), { recursive: true })));
}
