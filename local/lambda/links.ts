import { createCipheriv, randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { localStage } from "../local-aws.ts";

/** Linked resources by name: `Resource.<name>` in a function gives the properties. */
export type Links = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** The variables by which `sst/resource` finds a function's links. */
export interface LinkVariables {
  /** The key of the file: 32 bytes, base64. */
  readonly SST_KEY: string;
  /** The file, relative to the working directory. */
  readonly SST_KEY_FILE: string;
  /** JSON of the app's name and stage: `Resource.App`. */
  readonly SST_RESOURCE_App: string;
}

const linksFile = "resource.enc";
const localApp = { name: "draht", stage: localStage };

/**
 * Writes a function's links into its folder as SST does when it deploys. The key is new at each call, so no two texts are
 * ever encrypted under the same key and nonce.
 */
export async function writeLinks(folder: string, links: Links): Promise<LinkVariables> {
  const key = randomBytes(32);
  await writeFile(join(folder, linksFile), encryptLinks(links, key));
  return { SST_KEY: key.toString("base64"), SST_KEY_FILE: linksFile, SST_RESOURCE_App: JSON.stringify(localApp) };
}

/**
 * The content of `resource.enc`: the JSON of the links under AES-256-GCM with a nonce of twelve zero bytes, the tag at its
 * end.
 *
 * Source: the `sst` package, `sst/resource`, which reads the file.
 *
 * @param key 32 bytes.
 */
export function encryptLinks(links: Links, key: Uint8Array): Buffer {
  const cipher = createCipheriv("aes-256-gcm", key, Buffer.alloc(12));
  return Buffer.concat([cipher.update(JSON.stringify(links), "utf8"), cipher.final(), cipher.getAuthTag()]);
}
