import type { SecretName } from "./secrets.ts";
import type { TableAccess } from "./table-access.ts";

/** What a Lambda function is made of and may touch. The stack, the local Lambda and permissions derive from it. */
export interface LambdaFunctionManifest {
  /** Source file without extension, a dot, the export: `functions/entries/create-category.handler`. */
  readonly handler: string;
  /** Exactly the tables that it touches. */
  readonly tables: readonly TableAccess[];
  /** Exactly the secrets that it reads. */
  readonly secrets?: readonly SecretName[];
  /** 512 unless given. */
  readonly memoryMB?: number;
  /** How long one invocation may take; 10 unless given. An HTTP API waits 30 s at most. */
  readonly timeoutSeconds?: number;
}

/** Of a function that does not say otherwise. */
export const defaultMemoryMB = 512;
/** Of a function that does not say otherwise. */
export const defaultTimeoutSeconds = 10;

/** A URL of a function's own, beside the API. Source: AWS documentation, "Lambda function URLs". */
export interface FunctionUrl {
  /** Those may call it whom IAM allows to. */
  readonly authorization: "iam";
  /** An answer is passed on while the function writes it. */
  readonly invokeMode: "RESPONSE_STREAM";
}

/** A function with the name of its own, which is also that of its bundle's folder. */
export interface NamedFunction extends LambdaFunctionManifest {
  readonly name: string;
  /** Absent for a function that only a service calls: the HTTP API. */
  readonly url?: FunctionUrl;
}
