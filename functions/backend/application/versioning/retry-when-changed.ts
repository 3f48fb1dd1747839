import { PreconditionFailedException } from "../../domain/exception/precondition-failed-exception.ts";
import { ServiceUnavailableException } from "../../domain/exception/service-unavailable-exception.ts";
import type { VersionPrecondition } from "./version-precondition.ts";

const maximumAttempts = 5;

/**
 * Runs a read followed by a conditional write. A caller that accepts any version must not be told that the version
 * changed between the two, so for it both run again, a few times.
 *
 * @param what Is changed: `category`.
 * @throws ServiceUnavailableException `overloaded` when it changes faster than that; otherwise what `attempt` throws.
 */
export async function retryWhenChanged<Result>(
  what: string,
  precondition: VersionPrecondition,
  attempt: () => Promise<Result>,
): Promise<Result> {
  for (let attempts = 1; ; attempts += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof PreconditionFailedException) || precondition.kind !== "any") throw error;
      if (attempts < maximumAttempts) continue;
      throw new ServiceUnavailableException("overloaded", `The ${what} is being changed by others. Try again.`, 1, {
        cause: error,
      });
    }
  }
}
