export type VisibleErrorCode =
  /** An environment variable has a value that cannot be meant. */
  | "SETTING_INVALID"
  /** The stage's name cannot be part of every resource's name. */
  | "STAGE_NAME_INVALID"
  /** Secrets that the application reads are not set for the stage. */
  | "SECRETS_MISSING"
  /** There is no Bun to build with. */
  | "BUN_NOT_FOUND"
  /** The layer or the bundles could not be built. */
  | "BUILD_FAILED"
  /** The layer's zip is not where it should be. */
  | "LAYER_NOT_BUILT"
  /** A function's bundle is not where it should be. */
  | "FUNCTION_NOT_BUILT";

/**
 * What stops a deployment before anything is deployed, and what to do about it. Its message is all that the terminal
 * shows of it: SST prints what a program throws as Node inspects it, which would add the stack.
 */
export class VisibleError extends Error {
  override readonly name = "VisibleError";
  readonly code: VisibleErrorCode;

  constructor(code: VisibleErrorCode, message: string) {
    super(message);
    this.code = code;
  }

  /** Source: Node.js documentation, "Custom inspection functions on Objects". */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.message;
  }
}
