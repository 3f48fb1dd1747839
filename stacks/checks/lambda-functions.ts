import { functions } from "../../functions/manifest/functions.ts";
import type { NamedFunction } from "../../functions/manifest/function.ts";
import type { FunctionBuild, SynthesisedResource, Synthesis } from "../../synth/synthesis.ts";
import { physicalName, resourcesOfType } from "../../synth/resources.ts";

/** A function of the manifest as it would be deployed. */
export interface DeployedFunction {
  readonly manifest: NamedFunction;
  readonly resource: SynthesisedResource;
  readonly build: FunctionBuild;
}

/** The manifest's functions, each with what would be deployed for it. What is missing is told to `missing`. */
export function deployedFunctions(synthesis: Synthesis, missing: (name: string) => void): DeployedFunction[] {
  const { app, functionBuilds } = synthesis;
  const lambdas = resourcesOfType(synthesis, "aws:lambda/function:Function");
  return functions.flatMap((manifest) => {
    const resource = lambdas.find((lambda) => physicalName(lambda) === `${app.name}-${app.stage}-${manifest.name}`);
    const build = functionBuilds.find(({ functionId }) => `${functionId}Function` === resource?.name);
    if (resource && build) return [{ manifest, resource, build }];
    missing(manifest.name);
    return [];
  });
}
