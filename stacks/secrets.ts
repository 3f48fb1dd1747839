/// <reference path="../.sst/platform/config.d.ts" />
import { secrets, type SecretName } from "../functions/manifest/secrets.ts";

const declared = secrets.map(({ name }) => ({ name, secret: new sst.Secret(name) }));

/**
 * Links a secret to a function under its name (`Resource.<name>.value`). Its value is encrypted in the bundle, and only
 * the function has the key.
 */
export function secretLink(name: SecretName): sst.Secret {
  const found = declared.find((secret) => secret.name === name);
  if (!found) throw new TypeError(`No secret ${name} is declared in functions/manifest/secrets.ts.`);
  return found.secret;
}
