import * as fc from "fast-check";

/** Ids as the API gives them out: in lower case. */
export const uuids: fc.Arbitrary<string> = fc.uuid();
