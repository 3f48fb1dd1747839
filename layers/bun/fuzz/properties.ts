import type { FuzzProperty } from "./fuzz-property.ts";
import { httpEventProperties } from "./properties/http-event.ts";
import { responseParserProperties } from "./properties/response-parser.ts";
import { responseStreamProperties } from "./properties/response-stream.ts";
import { thrownErrorProperties } from "./properties/thrown-error.ts";

export const fuzzProperties: readonly FuzzProperty[] = [
  ...responseParserProperties,
  ...thrownErrorProperties,
  ...responseStreamProperties,
  ...httpEventProperties,
];
