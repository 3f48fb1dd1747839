import { ServiceUnavailableException } from "../../domain/exception/service-unavailable-exception.ts";

const retryAfterSeconds = 1;

/** Others change the same items, or the table takes no more. Nothing was changed. */
export function overloaded(cause: Error): ServiceUnavailableException {
  return new ServiceUnavailableException(
    "overloaded",
    "Too much is going on at once. Try again in a moment.",
    retryAfterSeconds,
    { cause },
  );
}

/** The database gives no answer, or none in the time that there is. */
export function unavailable(cause: Error): ServiceUnavailableException {
  return new ServiceUnavailableException(
    "unavailable",
    "The database cannot be reached. Try again in a moment; what was asked for may have happened already.",
    retryAfterSeconds,
    { cause },
  );
}
