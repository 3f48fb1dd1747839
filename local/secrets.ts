import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { hasCode } from "../bundler/error-code.ts";
import { newSecret } from "../functions/manifest/new-secret.ts";
import { type SecretName, secrets } from "../functions/manifest/secrets.ts";
import { localStage } from "./local-aws.ts";

/** The values of all secrets by name. */
export type SecretValues = ReadonlyMap<SecretName, string>;

/**
 * Reads the secrets of the local stage from files in a folder, one each, and makes those that are not there yet. Only the
 * user can read the files. They outlive the data: who has a token goes on using it.
 */
export async function loadSecrets(folder: string): Promise<SecretValues> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const load = async ({ name }: { name: SecretName }) =>
    [name, await loadSecret(name, secretFile(folder, name))] as const;
  return new Map(await Promise.all(secrets.map(load)));
}

/** Where the value of a secret stands, with a line break at its end. */
export function secretFile(folder: string, name: SecretName): string {
  return join(folder, name);
}

async function loadSecret(name: SecretName, path: string): Promise<string> {
  const existing = await readIfExists(path);
  if (existing !== undefined) return existing.trim();
  const draft = `${path}.${crypto.randomUUID()}`;
  await writeFile(draft, `${newSecret(name, localStage)}\n`, { mode: 0o600 });
  try {
    // Whole or not at all, and never in the place of one that another start has made meanwhile.
    await link(draft, path);
  } catch (error) {
    if (!hasCode(error, "EEXIST")) throw error;
  } finally {
    await rm(draft);
  }
  return (await readFile(path, "utf8")).trim();
}

async function readIfExists(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (hasCode(error, "ENOENT")) return undefined;
    throw error;
  }
}
