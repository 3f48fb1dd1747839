/** How deep a chain of causes is followed. A chain may be a circle. */
const maximumDepth = 8;

export interface ErrorDescription {
  readonly type: string;
  readonly message: string;
  readonly code?: string;
  readonly stack?: readonly string[];
  readonly cause?: ErrorDescription;
  readonly errors?: readonly ErrorDescription[];
}

/** Anything that can be thrown, with its chain of causes, in a form that JSON can hold. Never throws. */
export function describeError(thrown: unknown, depth = 0): ErrorDescription {
  try {
    if (thrown instanceof Error) return describe(thrown, depth);
    return { type: typeof thrown, message: String(thrown) };
  } catch {
    return { type: "unknown", message: "A value that cannot be described was thrown." };
  }
}

function describe(error: Error, depth: number): ErrorDescription {
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  const goesOn = depth < maximumDepth;
  return {
    type: error.name,
    message: error.message,
    ...(code !== undefined && { code }),
    ...(typeof error.stack === "string" && { stack: error.stack.split("\n").map((line) => line.trim()) }),
    ...(goesOn && error.cause !== undefined && { cause: describeError(error.cause, depth + 1) }),
    ...(goesOn &&
      error instanceof AggregateError && { errors: error.errors.map((each) => describeError(each, depth + 1)) }),
  };
}
