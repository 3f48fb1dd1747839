import { relative } from "node:path";
import { BundleError } from "../bundler/bundle-error.ts";
import { LayerError } from "../layers/bun/layer-error.ts";
import { UsageError } from "./command-line.ts";
import { DynamoDBError } from "./dynamodb/dynamodb-error.ts";
import { CorsConfigurationError } from "./gateway/cors.ts";
import { MalformedIdentitySourceError } from "./gateway/identity-source.ts";
import { MalformedRouteKeyError } from "./gateway/route-key.ts";
import { DuplicateRouteError } from "./gateway/route-table.ts";
import { LambdaError } from "./lambda/lambda-error.ts";
import { StartError } from "./start-error.ts";

const expected = [
  BundleError,
  CorsConfigurationError,
  DuplicateRouteError,
  DynamoDBError,
  LambdaError,
  LayerError,
  MalformedIdentitySourceError,
  MalformedRouteKeyError,
  StartError,
  UsageError,
];

/**
 * What the user is told of an error: the message of one that is expected, `file:line:column: message` of a source that
 * does not compile. Undefined for any other, whose stack trace is needed.
 */
export function describeError(error: unknown): string | undefined {
  if (error instanceof AggregateError) {
    const lines = error.errors.map(describeError);
    return lines.includes(undefined) ? undefined : lines.join("\n");
  }
  if (error instanceof BuildMessage || error instanceof ResolveMessage) {
    const { message, position } = error;
    return position === null
      ? message
      : `${relative("", position.file)}:${position.line}:${position.column}: ${message}`;
  }
  return error instanceof Error && expected.some((type) => error instanceof type) ? error.message : undefined;
}
