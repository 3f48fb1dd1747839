import { InvalidRequestException } from "../../domain/exception/invalid-request-exception.ts";

/** The cursor was not given out here, or for another list. */
export class InvalidCursorException extends InvalidRequestException {
  constructor() {
    super(
      "invalid-cursor",
      "The cursor cannot be used. It is not one that this API gave out for this list. Send the nextCursor of the page " +
        "before, unchanged and with the same filters, or none to start from the first page.",
    );
  }
}
