import { formatToken, secretBytes } from "../backend/domain/token/token-text.ts";
import type { SecretName } from "./secrets.ts";

const makers: Readonly<Record<SecretName, (random: Uint8Array, stage: string) => string>> = {
  AdminToken: (random, stage) => formatToken({ stage, id: Bun.randomUUIDv7() }, random),
  CursorKey: (random) => random.toBase64(),
};

/** A fresh value for a secret of a stage, as its `purpose` describes it. */
export function newSecret(name: SecretName, stage: string): string {
  return makers[name](crypto.getRandomValues(new Uint8Array(secretBytes)), stage);
}
