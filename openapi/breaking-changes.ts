import {
  type JsonSchema,
  type OpenApiDocument,
  type Operation,
  operationsOf,
  type Parameter,
  type Response,
} from "./open-api-document.ts";
import { containment, resolve, type Schemas } from "./schema-containment.ts";

/** Something that worked by the old document and does not by the new one. */
export interface BreakingChange {
  readonly operationId: string;
  /** What changed, and where. */
  readonly message: string;
}

interface Versions<Part> {
  readonly before: Part;
  readonly after: Part;
  readonly components: { readonly before: Schemas; readonly after: Schemas };
}

/**
 * What breaks a client that was written for the document `before`: an operation, a parameter or a content type that is
 * gone, an input that is refused where it was accepted or means something else where it is absent, an answer that it does
 * not expect, a scope that its token may lack, a problem with another code or status. New operations, optional inputs,
 * fields of answers and problems break nothing: clients ignore fields that they do not know and treat a problem that they
 * do not know by its status.
 */
export function breakingChanges(before: OpenApiDocument, after: OpenApiDocument): readonly BreakingChange[] {
  const components = { before: before.components.schemas, after: after.components.schemas };
  const successors = operationsOf(after);
  const codes = new Set(successors.flatMap(({ operation }) => [...statusesByCode(operation).keys()]));
  return operationsOf(before).flatMap(({ path, method, operation }) => {
    const { operationId } = operation;
    const successor = successors.find((other) => other.path === path && other.method === method)?.operation;
    if (successor === undefined) {
      return [{ operationId, message: `${method.toUpperCase()} ${path} is gone` }];
    }
    const versions = { before: operation, after: successor, components };
    return [
      ...comparedNames(versions),
      ...comparedAccess(versions),
      ...comparedParameters(versions),
      ...comparedBodies(versions),
      ...comparedAnswers(versions),
      ...comparedProblems(versions, codes),
    ].map((message) => ({ operationId, message }));
  });
}

function comparedNames({ before, after }: Versions<Operation>): readonly string[] {
  return before.operationId === after.operationId ? [] : [`it is now called ${after.operationId}`];
}

function comparedAccess({ before, after }: Versions<Operation>): readonly string[] {
  const had = scopesOf(before);
  return scopesOf(after)
    .filter((scope) => !had.includes(scope))
    .map((scope) => `it needs ${scope}`);
}

function scopesOf({ security }: Operation): readonly string[] {
  return security
    .flatMap((requirement) => Object.entries(requirement))
    .flatMap(([scheme, scopes]) => [`a token (${scheme})`].concat(scopes.map((scope) => `scope ${scope}`)));
}

function comparedParameters({ before, after, components }: Versions<Operation>): readonly string[] {
  const old = before.parameters ?? [];
  const now = after.parameters ?? [];
  const kept = old.flatMap((parameter) => {
    const successor = now.find((candidate) => isSame(candidate, parameter));
    if (successor === undefined) return [`${nameOf(parameter)} is gone`];
    if (successor.required && !parameter.required) return [`${nameOf(parameter)} is required`];
    return comparedInputs({ before: parameter.schema, after: successor.schema, components }, nameOf(parameter));
  });
  const added = now.filter((parameter) => parameter.required && !old.some((other) => isSame(other, parameter)));
  return [...kept, ...added.map((parameter) => `${nameOf(parameter)} is new and required`)];
}

function isSame(a: Parameter, b: Parameter): boolean {
  return a.in === b.in && a.name === b.name;
}

function nameOf(parameter: Parameter): string {
  return `the ${parameter.in} parameter ${parameter.name}`;
}

function comparedBodies({ before, after, components }: Versions<Operation>): readonly string[] {
  const old = before.requestBody;
  const now = after.requestBody;
  if (old === undefined) return now?.required === true ? ["a body is required"] : [];
  if (now === undefined) return ["it takes no body any more"];
  const kept = Object.entries(old.content).flatMap(([mediaType, { schema }]) => {
    const successor = now.content[mediaType];
    if (successor === undefined) return [`a body of ${mediaType} is refused`];
    return comparedInputs({ before: schema, after: successor.schema, components }, "body");
  });
  return now.required && !old.required ? ["a body is required", ...kept] : kept;
}

function comparedAnswers({ before, after, components }: Versions<Operation>): readonly string[] {
  const old = Object.entries(before.responses).filter(([status]) => isExpected(status));
  const kept = old.flatMap(([status, answer]) => {
    const successor = after.responses[status];
    if (successor === undefined) return [`it no longer answers ${status}`];
    const versions = { before: answer, after: successor, components };
    return comparedHeaders(versions, status).concat(comparedContents(versions, status));
  });
  const added = Object.keys(after.responses).filter((status) => isSuccess(status) && !(status in before.responses));
  return [...kept, ...added.map((status) => `it answers ${status}`)];
}

/** Problems have a comparison of their own. */
function isExpected(status: string): boolean {
  return isSuccess(status) || status.startsWith("3");
}

function isSuccess(status: string): boolean {
  return status.startsWith("2");
}

function comparedHeaders({ before, after }: Versions<Response>, status: string): readonly string[] {
  return Object.entries(before.headers ?? {})
    .filter(([name, { required }]) => {
      const successor = after.headers?.[name];
      return successor === undefined || (required && !successor.required);
    })
    .map(([name]) => `${status} may lack the header ${name}`);
}

function comparedContents({ before, after, components }: Versions<Response>, status: string): readonly string[] {
  return Object.entries(before.content ?? {}).flatMap(([mediaType, { schema }]) => {
    const successor = after.content?.[mediaType];
    if (successor === undefined) return [`${status} is no longer ${mediaType}`];
    const reasons = containment(
      { schema: successor.schema, components: components.after },
      { schema, components: components.before },
      `${status} body`,
    );
    return reasons.map((reason) => `${reason}: not expected`);
  });
}

/**
 * Problems may be added: whoever meets one of them goes by its class (RFC 9110, section 15). An operation may lose one, too,
 * but a code that no operation has any more has got another name.
 *
 * @param codes Of all operations.
 */
function comparedProblems({ before, after }: Versions<Operation>, codes: ReadonlySet<string>): readonly string[] {
  const statuses = statusesByCode(after);
  return Array.from(statusesByCode(before)).flatMap(([code, status]) => {
    if (!codes.has(code)) return [`the code ${code} is gone`];
    const successor = statuses.get(code) ?? status;
    return successor === status ? [] : [`the code ${code} has the status ${successor} instead of ${status}`];
  });
}

/** As `responsesOf` in responses.ts writes them. */
function statusesByCode({ responses }: Operation): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(responses).flatMap(([status, { content }]) => {
      const parts = content?.["application/problem+json"]?.schema.allOf ?? [];
      const codes = parts.flatMap(({ properties }) => properties?.["code"]?.enum ?? []);
      return codes.map((code) => [String(code), status] as const);
    }),
  );
}

function comparedInputs(versions: Versions<JsonSchema>, what: string): readonly string[] {
  const { before, after, components } = versions;
  const old = { schema: before, components: components.before };
  const now = { schema: after, components: components.after };
  return [
    ...containment(old, now, what).map((reason) => `${reason}: no longer accepted`),
    ...comparedDefaults(versions, what),
  ];
}

function comparedDefaults({ before, after, components }: Versions<JsonSchema>, what: string): readonly string[] {
  const old = resolve({ schema: before, components: components.before }).schema;
  const now = resolve({ schema: after, components: components.after }).schema;
  const isSame = old.default === undefined || Bun.deepEquals(old.default, now.default);
  const wasAndIs = `${JSON.stringify(now.default) ?? "nothing"} instead of ${JSON.stringify(old.default)}`;
  const inner = Object.entries(old.properties ?? {}).flatMap(([name, schema]) => {
    const successor = now.properties?.[name] ?? schema;
    return comparedDefaults({ before: schema, after: successor, components }, `${what}/${name}`);
  });
  return isSame ? inner : [`${what}: where it is absent, ${wasAndIs}`, ...inner];
}
