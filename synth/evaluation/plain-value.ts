import type { Json, JsonObject } from "../json.ts";

/** Marks an object as something that JSON cannot say. Source: the Pulumi repository, sdk/nodejs/runtime/rpc.ts. */
const signature = "4dabf18193072939515e22adb298388d";
const secret = "1b47061264138c4ac30d75fd1eb44270";
const asset = "c44067f5952c0a294b673a41bacd8c17";
const archive = "0def7320c3a5731c473e5ecbe6d01bc7";
const resource = "5cf8f73096256a8f31e491e813e4eb8e";

/**
 * Turns what Pulumi sends to its engine into plain JSON: a secret becomes its value, an asset or archive
 * `{ $asset: path }` or `{ $archive: path }`, a resource its URN.
 */
export function plainValue(value: unknown): Json {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (typeof value !== "object" || value === null) return null;
  if (Array.isArray(value)) return value.map(plainValue);

  const fields: Record<string, unknown> = { ...value };
  switch (fields[signature]) {
    case secret:
      return plainValue(fields["value"]);
    case asset:
      return { $asset: plainValue(fields["path"] ?? fields["uri"] ?? fields["text"]) };
    case archive:
      return { $archive: plainValue(fields["path"] ?? fields["uri"] ?? fields["assets"]) };
    case resource:
      return plainValue(fields["urn"]);
    default:
      return plainObject(fields);
  }
}

/** The fields that have a value, as JSON. */
export function plainObject(fields: Readonly<Record<string, unknown>>): JsonObject {
  const present = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present.map(([key, value]) => [key, plainValue(value)]));
}
