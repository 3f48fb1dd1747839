import type { SynthesisedResource, Synthesis } from "../../synth/synthesis.ts";
import { physicalName, resourcesOfType } from "../../synth/resources.ts";
import type { Check } from "./check.ts";
import { grantsOfRole, roleOf, statementsOf } from "./policies.ts";
import { fields, list, text } from "./inputs.ts";

/** The site has one function, as large as it should be, with no variables but SST's and the one for Bun's cache. */
export const theSiteIsOneFunction: Check = (synthesis) => {
  const functions = resourcesOfType(synthesis, "aws:lambda/function:Function").filter(({ urn }) =>
    urn.includes("sst:aws:Nextjs"),
  );
  const found = functions.map((lambda) => ({
    name: physicalName(lambda),
    processor: lambda.inputs["architectures"],
    memory: lambda.inputs["memorySize"],
    timeout: lambda.inputs["timeout"],
    handler: lambda.inputs["handler"],
    variables: Object.keys(fields(fields(lambda.inputs["environment"])["variables"])).toSorted(),
  }));
  const wanted = {
    name: siteName(synthesis),
    processor: ["arm64"],
    memory: 1024,
    timeout: 20,
    handler: "index.handler",
    variables: ["BUN_RUNTIME_TRANSPILER_CACHE_PATH", "SST_KEY", "SST_KEY_FILE", "SST_RESOURCE_App"],
  };
  return Bun.deepEquals(found, [wanted]) ? [] : [`The site's functions are ${JSON.stringify(found)}.`];
};

/** The site's function knows the API, and nothing else of the application. */
export const theSiteIsLinkedToTheApiAlone: Check = (synthesis) => {
  const builds = synthesis.functionBuilds.filter(
    ({ functionId }) => `${functionId}Function` === server(synthesis)?.name,
  );
  const links = builds.map(({ links }) => Object.keys(links).toSorted());
  return Bun.deepEquals(links, [["Api"]]) ? [] : [`The site is linked to ${JSON.stringify(links)}.`];
};

/** The site's role may write its own log. Nothing that a page does needs more. */
export const theSiteMayOnlyLog: Check = (synthesis) => {
  const lambda = server(synthesis);
  const role = lambda && roleOf(synthesis, lambda);
  if (!role) return ["The site's function has no role of its own."];
  return grantsOfRole(role)
    .filter(({ action, resource }) => !action.startsWith("logs:") || !resource.includes(`/${siteName(synthesis)}:`))
    .map(({ action, resource }) => `The site may do ${action} on ${resource}.`);
};

/** The site's function answers, with a stream, what its own distribution has signed, and nobody else. */
export const theSiteIsReachedThroughCloudFrontAlone: Check = (synthesis) => {
  const name = siteName(synthesis);
  const [distribution] = resourcesOfType(synthesis, "aws:cloudfront/distribution:Distribution");
  const urls = resourcesOfType(synthesis, "aws:lambda/functionUrl:FunctionUrl")
    .filter(({ inputs }) => inputs["functionName"] === name)
    .map(({ inputs }) => [inputs["authorizationType"], inputs["invokeMode"], inputs["cors"]]);
  const callers = resourcesOfType(synthesis, "aws:lambda/permission:Permission")
    .filter(({ inputs }) => inputs["function"] === name)
    .map(({ inputs }) => [text(inputs["principal"]), text(inputs["sourceArn"]).split("/").at(-1)]);
  const strangers = callers.filter(
    (caller) => !Bun.deepEquals(caller, ["cloudfront.amazonaws.com", distribution?.name]),
  );
  const methods = list(fields(distribution?.inputs["defaultCacheBehavior"])["allowedMethods"]).map(text);
  return [
    ...(Bun.deepEquals(urls, [["AWS_IAM", "RESPONSE_STREAM", undefined]])
      ? []
      : [`The site's URLs are ${JSON.stringify(urls)}.`]),
    ...(callers.length === 2 ? [] : [`${callers.length} permissions let the site be invoked.`]),
    ...strangers.map((caller) => `The site may be invoked by ${caller.join(" ")}.`),
    ...(Bun.deepEquals(methods, ["GET", "HEAD", "OPTIONS"]) ? [] : [`The site takes ${methods.join(", ")}.`]),
  ];
};

/** CloudFront's own SecurityHeadersPolicy. Source: AWS documentation, "Use managed response headers policies". */
const securityHeadersPolicy = "67f7725c-6f97-4210-82d7-5512b31e9d03";

/** Browsers get no page unencrypted, and CloudFront keeps none that does not ask for it. */
export const pagesComeEncryptedAndFresh: Check = (synthesis) =>
  resourcesOfType(synthesis, "aws:cloudfront/distribution:Distribution").flatMap(({ name, inputs }) => {
    const behavior = fields(inputs["defaultCacheBehavior"]);
    const policy = resourcesOfType(synthesis, "aws:cloudfront/cachePolicy:CachePolicy").find(
      (resource) => behavior["cachePolicyId"] === `${resource.name}-id`,
    );
    const found = {
      protocol: behavior["viewerProtocolPolicy"],
      seconds: policy?.inputs["defaultTtl"],
    };
    const wanted = { protocol: "redirect-to-https", seconds: 0 };
    return Bun.deepEquals(found, wanted) ? [] : [`${name} passes pages on as ${JSON.stringify(found)}.`];
  });

/**
 * Static files, too, come with security headers, and no bucket is open to the public, to pages of other origins or to
 * anyone but CloudFront, which reads its objects.
 */
export const theSitesFilesAreShielded: Check = (synthesis) => {
  const headers = resourcesOfType(synthesis, "aws:cloudfront/distribution:Distribution").map(
    ({ inputs }) => fields(inputs["defaultCacheBehavior"])["responseHeadersPolicyId"],
  );
  const closed = new Set(
    resourcesOfType(synthesis, "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock")
      .filter(({ inputs }) =>
        ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"].every(
          (setting) => inputs[setting] === true,
        ),
      )
      .map(({ inputs }) => inputs["bucket"]),
  );
  return [
    ...(Bun.deepEquals(headers, [securityHeadersPolicy]) ? [] : ["The site's files come without security headers."]),
    ...resourcesOfType(synthesis, "aws:s3/bucket:Bucket")
      .filter(({ inputs }) => !closed.has(inputs["bucket"]))
      .map(({ name }) => `${name} is open to the public.`),
    ...synthesis.resources
      .filter(({ type }) => type.startsWith("aws:s3/bucketCorsConfiguration"))
      .map(({ name }) => `${name} lets pages of other origins read the site's files.`),
    ...resourcesOfType(synthesis, "aws:s3/bucketPolicy:BucketPolicy").flatMap(({ name, inputs }) => {
      const allowed = statementsOf(inputs["policy"]).filter(({ Effect }) => Effect !== "Deny");
      const found = allowed.map(({ Principal, Action, Resource }) => ({ Principal, Action, Resource }));
      const wanted = {
        Principal: { Service: ["cloudfront.amazonaws.com"] },
        Action: ["s3:GetObject"],
        Resource: [`arn:aws:s3:::${text(inputs["bucket"])}/*`],
      };
      return Bun.deepEquals(found, [wanted]) ? [] : [`${name} allows ${JSON.stringify(found)}.`];
    }),
  ];
};

/** The site's build gets nothing from the deployment that its state would then hold in plain text. */
export const theSitesBuildSeesNothing: Check = (synthesis) =>
  resourcesOfType(synthesis, "command:local:Command").flatMap(({ name, inputs }) =>
    Object.keys(fields(inputs["environment"])).map((variable) => `${name} gets ${variable}.`),
  );

/** The host name of the site. */
export function theSiteIsReachedAs(host: string): Check {
  return (synthesis) => {
    const found = resourcesOfType(synthesis, "aws:cloudfront/distribution:Distribution").map(
      ({ inputs }) => inputs["aliases"],
    );
    return Bun.deepEquals(found, [[host]]) ? [] : [`The site is reached as ${JSON.stringify(found)}.`];
  };
}

function siteName({ app }: Synthesis): string {
  return `${app.name}-${app.stage}-site`;
}

function server(synthesis: Synthesis): SynthesisedResource | undefined {
  const name = siteName(synthesis);
  return resourcesOfType(synthesis, "aws:lambda/function:Function").find((lambda) => physicalName(lambda) === name);
}
