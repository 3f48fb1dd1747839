import { secrets, type Secret } from "../functions/manifest/secrets.ts";
import { VisibleError } from "./visible-error.ts";

/**
 * Stops a deployment that would end in functions without a secret. SST's own error comes once resources are being created
 * and names one secret at a time.
 *
 * @param environment SST's command line passes a stage's secrets to the program as `SST_SECRET_<name>`.
 * @throws VisibleError `SECRETS_MISSING`
 */
export function requireSecrets(stage: string, environment: Readonly<Record<string, string | undefined>>): void {
  const missing = secrets.filter(({ name }) => !environment[`SST_SECRET_${name}`]);
  if (missing.length === 0) return;
  throw new VisibleError(
    "SECRETS_MISSING",
    [
      `The stage ${stage} lacks ${missing.length === 1 ? "a secret" : `${missing.length} secrets`}. Set what is missing, then deploy again:`,
      ...missing.map((secret) => command(secret, stage)),
    ].join("\n"),
  );
}

function command({ name, purpose }: Secret, stage: string): string {
  return `  bun x sst secret set ${name} <value> --stage ${stage}\n    ${name}: ${purpose}`;
}
