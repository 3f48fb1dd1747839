import { secrets } from "../functions/manifest/secrets.ts";

const bytes = 32;

/** A value for each secret that the application declares, the same in each run: 32 bytes in base64. */
export function exampleSecrets(): Record<string, string> {
  return Object.fromEntries(secrets.map(({ name }) => [name, Buffer.alloc(bytes, name).toString("base64")]));
}
