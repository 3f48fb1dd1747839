import type { StageOutputs } from "./smoke-check.ts";

/** The outputs cannot be used. The message is one line and says what to do. */
export class OutputsError extends Error {
  override readonly name = "OutputsError";
  readonly code = "OUTPUTS_UNUSABLE";
}

/**
 * Reads what SST wrote about its last deployment: a JSON object with the outputs of `sst.config.ts`.
 *
 * @throws OutputsError
 */
export async function readOutputs(path: string): Promise<StageOutputs> {
  const outputs = await parse(path);
  const api = addressIn(outputs, "api");
  if (api === undefined)
    throw new OutputsError(`${path} names no address of an API. Deploy first: bun x sst deploy --stage <stage>`);
  const site = addressIn(outputs, "site");
  return { api, ...(site !== undefined && { site }) };
}

async function parse(path: string): Promise<unknown> {
  const file = Bun.file(path);
  if (!(await file.exists()))
    throw new OutputsError(`${path} is not there. Deploy first: bun x sst deploy --stage <stage>`);
  try {
    return await file.json();
  } catch (cause) {
    throw new OutputsError(`${path} cannot be read as JSON. Deploy first: bun x sst deploy --stage <stage>`, { cause });
  }
}

function addressIn(outputs: unknown, name: string): string | undefined {
  const value: unknown = typeof outputs === "object" && outputs !== null ? Reflect.get(outputs, name) : undefined;
  return typeof value === "string" && URL.canParse(value) ? value : undefined;
}
