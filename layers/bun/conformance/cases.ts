import type { ConformanceCase } from "./conformance-case.ts";
import { bootCases } from "./sections/boot.ts";
import { bufferedCases } from "./sections/buffered.ts";
import { concurrencyCases } from "./sections/concurrency.ts";
import { errorCases } from "./sections/errors.ts";
import { handlerLookupCases } from "./sections/handler-lookup.ts";
import { handlerViewCases } from "./sections/handler-view.ts";
import { httpEventCases } from "./sections/http-events.ts";
import { initFailureCases } from "./sections/init-failure.ts";
import { logCases } from "./sections/logs.ts";
import { nextCases } from "./sections/next.ts";
import { responseStreamCases } from "./sections/response-stream.ts";
import { shutdownCases } from "./sections/shutdown.ts";
import { streamingCases } from "./sections/streaming.ts";
import { uncaughtCases } from "./sections/uncaught.ts";

const unordered: readonly ConformanceCase[] = [
  ...bootCases,
  ...handlerLookupCases,
  ...initFailureCases,
  ...nextCases,
  ...handlerViewCases,
  ...bufferedCases,
  ...errorCases,
  ...uncaughtCases,
  ...streamingCases,
  ...responseStreamCases,
  ...logCases,
  ...concurrencyCases,
  ...shutdownCases,
  ...httpEventCases,
];

/** The whole table, in the order of the contract. */
export const conformanceCases: readonly ConformanceCase[] = unordered.toSorted((a, b) =>
  a.number.localeCompare(b.number, "en", { numeric: true }),
);
