import type { APIGatewayProxyEventV2 } from "aws-lambda";

/** An identity source that this gateway cannot read, or API Gateway would refuse. */
export class MalformedIdentitySourceError extends Error {
  override readonly name = "MalformedIdentitySourceError";
  readonly code = "MALFORMED_IDENTITY_SOURCE";
  readonly expression: string;

  constructor(expression: string) {
    super(
      `The identity source "${expression}" is none that the local gateway knows: write $request.header.Name or ` +
        "$request.querystring.name.",
    );
    this.expression = expression;
  }
}

/** Gives what an identity source selects; `undefined` where the request has it not, or empty. */
export type IdentitySource = (event: APIGatewayProxyEventV2) => string | undefined;

/**
 * Parses a selection expression. A header's name is taken in any case.
 *
 * Source: AWS documentation, "Control access to HTTP APIs with AWS Lambda authorizers", identity sources.
 *
 * @throws MalformedIdentitySourceError for anything but headers and query parameters.
 */
export function parseIdentitySource(expression: string): IdentitySource {
  const [, place, name] = /^\$request\.(header|querystring)\.([\w.-]+)$/.exec(expression) ?? [];
  if (name === undefined) throw new MalformedIdentitySourceError(expression);
  if (place === "header") return ({ headers }) => headers[name.toLowerCase()] || undefined;
  return ({ queryStringParameters }) => queryStringParameters?.[name] || undefined;
}
