import { Resource } from "sst/resource";
import { ConfigurationError } from "./configuration-error.ts";

/**
 * The name of the stage that the function belongs to.
 *
 * @throws ConfigurationError `STAGE_UNKNOWN`
 */
export function linkedStage(): string {
  try {
    return Resource.App.stage;
  } catch (cause) {
    throw new ConfigurationError(
      "STAGE_UNKNOWN",
      "The function does not know its stage. Deploy it with SST, or start it with the start command.",
      { cause },
    );
  }
}
