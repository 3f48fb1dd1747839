import * as fc from "fast-check";
import type { Schemas } from "../schema-containment.ts";
import type { Endpoint } from "./endpoint.ts";
import { withKnownIds } from "./known.ts";
import { faultyBodies, type StepBody, stepBody } from "./step-body.ts";
import { faultyParameters, type NamedValues, type StepParameters, stepParameters } from "./step-parameters.ts";

/** Whose token a request carries. */
export type Credentials = "admin" | "insufficient" | "malformed" | "none";

/** One request of a run. Values may hold what only the running API can give (`Known`). */
export interface Step {
  readonly endpoint: Endpoint;
  readonly credentials: Credentials;
  /** What the document makes of the request: it fulfils every schema, or breaks one. */
  readonly intention: "valid" | "invalid";
  readonly parameters: StepParameters;
  readonly body: StepBody | undefined;
  /** Go on in a list where an earlier answer ended, if one did. */
  readonly nextPage: boolean;
  /** Send it twice. */
  readonly twice: boolean;
}

/** What a step has of its own; the rest is valid. */
interface StepPlan {
  readonly intention: Step["intention"];
  readonly credentials: fc.Arbitrary<Credentials>;
  readonly parameter?: NamedValues;
  readonly body?: fc.Arbitrary<StepBody>;
}

/** Makes steps for the endpoints of one document. */
export class StepMaker {
  readonly #components: Schemas;
  readonly #collections: readonly string[];

  constructor(components: Schemas, endpoints: readonly Endpoint[]) {
    this.#components = components;
    this.#collections = [...new Set(endpoints.map(({ path }) => path.split("/")[1] ?? ""))];
  }

  /** A request that fulfils every schema of the document, by someone who may send it. */
  valid(endpoint: Endpoint): fc.Arbitrary<Step> {
    return this.#step(endpoint, { intention: "valid", credentials: fc.constant("admin") });
  }

  /** A request that fulfils every schema, by someone who may not send it. */
  unauthorized(endpoint: Endpoint): fc.Arbitrary<Step> {
    const credentials = fc.constantFrom<Credentials>("insufficient", "malformed", "none");
    return this.#step(endpoint, { intention: "valid", credentials });
  }

  /** A request with one part that breaks its schema, a parameter too many, or a body that cannot be read. */
  invalid(endpoint: Endpoint): fc.Arbitrary<Step> {
    const plan = { intention: "invalid", credentials: fc.constant("admin") } as const;
    const options = withKnownIds(endpoint.path, this.#components, this.#collections);
    return fc.oneof(
      ...faultyParameters(endpoint).map((parameter) => this.#step(endpoint, { ...plan, parameter })),
      ...faultyBodies(endpoint, options).map((body) => this.#step(endpoint, { ...plan, body })),
    );
  }

  #step(endpoint: Endpoint, { intention, credentials, parameter, body }: StepPlan): fc.Arbitrary<Step> {
    const options = withKnownIds(endpoint.path, this.#components, this.#collections);
    return fc.record({
      endpoint: fc.constant(endpoint),
      intention: fc.constant(intention),
      credentials,
      parameters: stepParameters(endpoint, options, parameter),
      body: body ?? stepBody(endpoint, options),
      nextPage: intention === "valid" && endpoint.method === "GET" ? fc.boolean() : fc.constant(false),
      twice: fc.nat(7).map((number) => number === 1),
    });
  }
}
