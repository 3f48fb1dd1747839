/** One kind of request, as often as it is assumed to come. */
export interface RequestClass {
  readonly operationId: string;
  /** Of all requests, 0 to 1. */
  readonly share: number;
  /** What DynamoDB charges for one, as the embedded DynamoDB counts it. */
  readonly readUnits: number;
  readonly writeUnits: number;
  /** How often one waits for DynamoDB, one call after the other. */
  readonly roundTrips: number;
  /** Of an answer with its headers. */
  readonly responseBytes: number;
  /** By which the tables grow, with indexes and DynamoDB's 100 bytes an item. */
  readonly storedBytes: number;
}

/**
 * Agents that record what they do, in sessions of 20 batches of 5 entries of about 1 KB, and people and programs that look
 * at them, 25 entries, 20 sessions or 20 categories at a time.
 */
export const requestClasses: readonly RequestClass[] = [
  {
    operationId: "appendEntries",
    share: 0.4,
    readUnits: 6,
    writeUnits: 16,
    roundTrips: 2,
    responseBytes: 900,
    storedBytes: 2_300,
  },
  {
    operationId: "listEntries",
    share: 0.25,
    readUnits: 10,
    writeUnits: 0,
    roundTrips: 1,
    responseBytes: 26_600,
    storedBytes: 0,
  },
  {
    operationId: "getSession",
    share: 0.15,
    readUnits: 1,
    writeUnits: 0,
    roundTrips: 1,
    responseBytes: 800,
    storedBytes: 0,
  },
  {
    operationId: "listSessions",
    share: 0.1,
    readUnits: 1,
    writeUnits: 0,
    roundTrips: 1,
    responseBytes: 6_700,
    storedBytes: 0,
  },
  {
    operationId: "startSession",
    share: 0.02,
    readUnits: 1,
    writeUnits: 14,
    roundTrips: 4,
    responseBytes: 800,
    storedBytes: 3_000,
  },
  {
    operationId: "updateSession",
    share: 0.03,
    readUnits: 1,
    writeUnits: 7,
    roundTrips: 2,
    responseBytes: 900,
    storedBytes: 0,
  },
  {
    operationId: "listCategories",
    share: 0.05,
    readUnits: 1,
    writeUnits: 0,
    roundTrips: 1,
    responseBytes: 4_400,
    storedBytes: 0,
  },
];

/** What else is assumed. Only an account with traffic shows what is so. */
export const assumptions = {
  /** Of the requests, those for which API Gateway has no answer of the authorizer from the minute before. */
  authorizerShare: 0.2,
  authorizerReadUnits: 1,
  authorizerRoundTrips: 1,
  /** For one call of DynamoDB from a function, connection open. */
  roundTripMilliseconds: 5,
  /** For all else that a function does for a request. */
  handlerMilliseconds: 4,
  /** Of the invocations, those that start an environment, which is charged since August 2025. */
  coldShare: 0.01,
  initMilliseconds: 250,
  /** Of the requests, those that are answered with 4xx. */
  clientErrorShare: 0.02,
  /** The function's own line, and Lambda's start and report, with CloudWatch's 26 bytes each. */
  functionLogBytes: 1_500,
  accessLogBytes: 450,
  /** What CloudWatch compresses logs to. Source: Amazon CloudWatch Pricing, "Pricing examples". */
  logCompression: 0.15,
  /** Pages of the site for each request to the API. */
  pageShare: 0.01,
  pageMilliseconds: 80,
  /** A page with its static files, most of which browsers have. */
  pageEdgeRequests: 8,
  pageBytes: 150_000,
  /** Of the key value store, for each request to CloudFront. */
  pageKeyReads: 2,
  /** The stage's layers, bundles and static files. */
  objectGigabytes: 0.3,
  /** For how long the tables have grown. */
  growthMonths: 12,
} as const;
