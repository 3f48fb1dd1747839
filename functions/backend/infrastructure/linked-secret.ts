import { Resource } from "sst/resource";
import type { SecretName } from "../../manifest/secrets.ts";
import { ConfigurationError } from "./configuration-error.ts";

/**
 * The value of a linked secret.
 *
 * @throws ConfigurationError `SECRET_NOT_LINKED`
 */
export function linkedSecret(secret: SecretName): string {
  try {
    return Resource[secret].value;
  } catch (cause) {
    throw new ConfigurationError(
      "SECRET_NOT_LINKED",
      `This function is not linked to the secret "${secret}". Name the secret in the route's \`secrets\`, set its value ` +
        `with \`sst secret set ${secret}\` and deploy or start again.`,
      { cause },
    );
  }
}
