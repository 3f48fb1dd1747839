import { VisibleError } from "./visible-error.ts";

/** Lambda's limit on a function's name. Source: AWS documentation, Lambda API Reference, CreateFunction. */
const longest = 64;

/**
 * A resource's name in the account: `draht-dev-getCategory`. It is the same in every deployment, so that logs, alarms and
 * policies can name it before it exists.
 *
 * @throws VisibleError `STAGE_NAME_INVALID` if a function of this name could not exist.
 */
export function physicalName({ name: app, stage }: { name: string; stage: string }, name: string): string {
  const whole = `${app}-${stage}-${name}`;
  if (/^[a-zA-Z0-9-]+$/.test(stage) && whole.length <= longest) return whole;
  throw new VisibleError(
    "STAGE_NAME_INVALID",
    `The stage "${stage}" would make the name "${whole}": choose a stage of letters, digits and hyphens, at most ` +
      `${longest - (whole.length - stage.length)} of them.`,
  );
}
