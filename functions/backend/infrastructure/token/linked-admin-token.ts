import type { TokenHasher } from "../../application/ports/token-hasher.ts";
import type { AdminToken } from "../../application/token/authenticate-token.ts";
import { parseToken } from "../../domain/token/token-text.ts";
import { ConfigurationError } from "../configuration-error.ts";
import { linkedSecret } from "../linked-secret.ts";

/**
 * The administrator's token as the secret `AdminToken` holds it; only its hash stays in memory.
 *
 * @throws ConfigurationError `SECRET_NOT_LINKED`, or `SECRET_MALFORMED` when it is no token of this stage. The message
 *   holds nothing of the secret.
 */
export function linkedAdminToken(hasher: TokenHasher, stage: string): AdminToken {
  const text = linkedSecret("AdminToken");
  const parts = parseToken(text);
  if (parts?.stage === stage) return { id: parts.id, hash: hasher.hash(text) };
  const reason = parts === null ? "is no API token" : "is an API token of another stage";
  throw new ConfigurationError(
    "SECRET_MALFORMED",
    `The secret AdminToken ${reason}. Make one with \`bun run token --stage ${stage}\`, set it with ` +
      "`sst secret set AdminToken` and deploy again.",
  );
}
