import { AsyncInvocations } from "../infrastructure/invocation/async-invocations.ts";
import { JsonLogger } from "../infrastructure/logging/json-logger.ts";
import { StandardOutput } from "../infrastructure/logging/standard-output.ts";
import { SystemClock } from "../infrastructure/system/system-clock.ts";
import { UuidGenerator } from "../infrastructure/system/uuid-generator.ts";
import { DIContainer } from "./di-container.ts";
import { TOKENS } from "./tokens.ts";

/** What every function needs, and what needs nothing of AWS. */
export function coreBindings() {
  return new DIContainer()
    .bind(TOKENS.Clock, () => new SystemClock())
    .bind(TOKENS.IdGenerator, () => new UuidGenerator())
    .bind(TOKENS.Invocations, () => new AsyncInvocations())
    .bind(
      TOKENS.Logger,
      (container) =>
        new JsonLogger(new StandardOutput(), container.resolve(TOKENS.Clock), process.env["AWS_LAMBDA_LOG_LEVEL"]),
    );
}
