import { LayerError } from "./layer-error.ts";

/** In bytes. */
export interface LayerSize {
  readonly zipped: number;
  readonly unzipped: number;
}

/** The most a layer may have, in bytes. */
export type LayerBudget = LayerSize;

/**
 * Lambda's limits in bytes, which it calls 50 MB and 250 MB: a zip sent with the request itself, and a function together
 * with all of its layers. A larger zip is published through S3.
 *
 * Source: AWS documentation, "Lambda quotas"; `CodeSizeZipped` and `CodeSizeUnzipped` of GetAccountSettings.
 */
export const lambdaLimits = { directUpload: 50 * 1024 ** 2, unzipped: 250 * 1024 ** 2 } as const;

/** Some 5 % above the larger of the two layers of Bun 1.4.5, so that what grows a layer further is a decision. */
export const layerBudget: LayerBudget = { zipped: 54_000_000, unzipped: 118_000_000 };

/** @throws LayerError `OVER_BUDGET` */
export function checkBudget(size: LayerSize, budget: LayerBudget = layerBudget): void {
  const over = (["zipped", "unzipped"] as const).filter((kind) => size[kind] > budget[kind]);
  if (over.length === 0) return;
  const sizes = over.map((kind) => `${megabytes(size[kind])} ${kind} of ${megabytes(budget[kind])}`).join(", ");
  throw new LayerError(
    "OVER_BUDGET",
    `The layer is over its budget (${sizes}): see what has grown, or raise layerBudget in layers/bun/layer-budget.ts. ` +
      `Lambda takes ${megabytes(lambdaLimits.unzipped)} unzipped, the function and its other layers included.`,
  );
}

/** One line for whoever is about to publish the layer. */
export function describeSize(size: LayerSize): string {
  const left = lambdaLimits.unzipped - size.unzipped;
  const upload =
    size.zipped > lambdaLimits.directUpload
      ? `above the ${megabytes(lambdaLimits.directUpload)} of a direct upload: publish it through S3`
      : `small enough for a direct upload (${megabytes(lambdaLimits.directUpload)})`;
  return (
    `${megabytes(size.zipped)} zipped, ${upload}; ` +
    `${megabytes(size.unzipped)} unzipped, which leaves ${megabytes(left)} for the function and other layers`
  );
}

/** Decimal, as file sizes are elsewhere. */
function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
