import type { Slip } from "./slip.ts";

/** Slips in what functions consist of. */
export const functionSlips: readonly Slip[] = [
  {
    slip: "one function lacks the layer",
    file: "stacks/runtime.ts",
    from: "layers: [layers[architecture].arn]",
    to: 'layers: manifest.name === "getHealth" ? [] : [layers[architecture].arn]',
    foundBy: "every function runs on the layer",
    problem: /^ApiRouteGetHealthHandlerFunction lacks the layer/,
  },
  {
    slip: "a function gets the layer of the other processor",
    file: "stacks/runtime.ts",
    from: "layers: [layers[architecture].arn]",
    to: "layers: [layers.x86_64.arn]",
    foundBy: "every function runs on the layer",
    problem: /^ApiTokenHandlerFunction lacks the layer|^ApiAuthorizerTokenHandlerFunction lacks the layer/,
  },
  {
    slip: "two functions share a bundle",
    file: "stacks/runtime.ts",
    from: "functionBundle(buildFolder, manifest.name)",
    to: 'functionBundle(buildFolder, manifest.name.replace("createCategory", "getHealth"))',
    foundBy: "no two functions share a bundle",
    problem:
      /^ApiRouteGetHealthHandler, ApiRouteCreateCategoryHandler share |^ApiRouteCreateCategoryHandler, ApiRouteGetHealthHandler share /,
  },
  {
    slip: "a secret is put where anyone can read it",
    file: "stacks/runtime.ts",
    from: "name: lambdaName(manifest),",
    to: 'name: lambdaName(manifest), description: secretLink("AdminToken").value,',
    foundBy: "secrets stay encrypted",
    problem: /^ApiRouteGetHealthHandlerFunction shows a secret/,
  },
  {
    slip: "a layer is made from the other processor's zip",
    file: "stacks/runtime.ts",
    from: "const archive = layerArchive(buildFolder, architecture);",
    to: 'const archive = layerArchive(buildFolder, "x86_64");',
    foundBy: "layers are as they were built",
    problem: /^The layers are .+"zip":"bun-[\d.]+-x86_64\.zip"\},/,
  },
  {
    slip: "stages share the object that holds the layer",
    file: "stacks/runtime.ts",
    from: "key: `assets/${name}-${sha256(archive)}.zip`",
    to: "key: `assets/bun-${architecture}.zip`",
    foundBy: "layers are as they were built",
    problem: /^The layers are .+"s3Key":"assets\/bun-arm64\.zip"/,
  },
  {
    slip: "functions name a handler that their bundle lacks",
    file: "stacks/runtime.ts",
    from: 'handler: "index.handler"',
    to: 'handler: "index.main"',
    foundBy: "functions are as the manifest declares them",
    problem: /^getHealth is .+"handler":"index\.main"/,
  },
  {
    slip: "functions are not linked to their secrets",
    file: "stacks/runtime.ts",
    from: ", ...secrets.map(secretLink)",
    to: "",
    foundBy: "functions are linked to what they declare",
    problem: /^authorizer is linked to Tokens\.$/,
  },
  {
    slip: "a secret is told to whoever deploys",
    file: "sst.config.ts",
    from: "api: api.url,",
    to: 'api: api.url, token: (await import("./stacks/secrets.ts")).secretLink("AdminToken").value,',
    foundBy: "secrets stay encrypted",
    problem: /^The deployment's output shows a secret/,
  },
];
