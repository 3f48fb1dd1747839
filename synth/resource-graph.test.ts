import { describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import { formatMermaid } from "./format-mermaid.ts";
import type { Graph } from "./graph.ts";
import type { JsonObject } from "./json.ts";
import { resourceGraph } from "./resource-graph.ts";
import type { SynthesisedResource } from "./synthesis.ts";
import { resource, synthesisWith, urn } from "./testing/synthesis.ts";

const region = "eu-central-1:123456789012";
const lambdaArn = (name: string) => `arn:aws:lambda:${region}:function:${name}`;

/** A function with its role, as SST makes them. */
function lambda(name: string, statements: readonly JsonObject[] = []): SynthesisedResource[] {
  const policy = JSON.stringify({ Statement: statements });
  const component = urn("sst:aws:Function", name);
  return [
    resource("aws:iam/role:Role", `${name}Role`, { name: `${name}-role`, inlinePolicies: [{ policy }] }, component),
    resource(
      "aws:lambda/function:Function",
      `${name}Function`,
      {
        name,
        role: `arn:aws:iam::123456789012:role/${name}-role`,
        layers: [`arn:aws:lambda:${region}:layer:app-dev-bun:1`],
      },
      component,
    ),
  ];
}

function route(name: string, routeKey: string): SynthesisedResource[] {
  return [
    resource("aws:apigatewayv2/integration:Integration", `${name}Integration`, { integrationUri: lambdaArn(name) }),
    resource("aws:apigatewayv2/route:Route", `${name}Route`, {
      routeKey,
      target: `integrations/${name}Integration-id`,
    }),
  ];
}

function labelled({ nodes, edges }: Graph): string[] {
  const labels = new Map(nodes.map(({ id, label }) => [id, label]));
  return edges.map(({ from, to, label }) => `${labels.get(from)} -${label ?? ""}> ${labels.get(to)}`);
}

const api = resource("aws:apigatewayv2/api:Api", "ApiApi", { name: "app-dev-api" });

describe("resourceGraph", () => {
  test("routes of the same resource are one node behind the API", () => {
    const resources = [
      api,
      ...lambda("list"),
      ...route("list", "GET /things"),
      ...lambda("get"),
      ...route("get", "GET /things/{id}"),
      ...lambda("rest"),
      ...route("rest", "$default"),
    ];
    expect(labelled(resourceGraph(synthesisWith({ resources })))).toEqual([
      "Client -HTTPS> HTTP API",
      "HTTP API -> /things<br>2 functions",
      "HTTP API -> $default",
    ]);
  });

  test("functions stand in the frame of their layer", () => {
    const layer = resource("aws:lambda/layerVersion:LayerVersion", "Bun", {
      layerName: "app-dev-bun",
      description: "Bun 1",
    });
    const { nodes } = resourceGraph(synthesisWith({ resources: [layer, ...lambda("main")] }));
    expect(nodes.find(({ kind }) => kind === "function")?.frame).toBe("Lambda, on the layer Bun 1");
  });

  test("an authorizer is asked by the API", () => {
    const authorizer = resource("aws:apigatewayv2/authorizer:Authorizer", "Token", {
      authorizerUri: `arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/${lambdaArn("check")}/invocations`,
    });
    const graph = resourceGraph(synthesisWith({ resources: [api, authorizer, ...lambda("check")] }));
    expect(labelled(graph)).toContain("HTTP API -who is it?> authorizer");
  });

  test("what a role allows on a table and its indexes is the edge to it", () => {
    const table = resource(
      "aws:dynamodb/table:Table",
      "ThingsTable",
      { name: "app-dev-Things" },
      urn("sst:aws:Dynamo", "Things"),
    );
    const arn = `arn:aws:dynamodb:${region}:table/app-dev-Things`;
    const resources = [
      table,
      ...lambda("reader", [{ Effect: "Allow", Action: ["dynamodb:Query"], Resource: [`${arn}/index/byName`] }]),
      ...lambda("writer", [{ Effect: "Allow", Action: ["dynamodb:PutItem"], Resource: arn }]),
      ...lambda("editor", [{ Effect: "Allow", Action: ["dynamodb:GetItem", "dynamodb:UpdateItem"], Resource: [arn] }]),
      ...lambda("other", [{ Effect: "Allow", Action: ["dynamodb:GetItem"], Resource: [`${arn}Else`] }]),
    ];
    expect(labelled(resourceGraph(synthesisWith({ resources })))).toEqual([
      "reader -reads> Things",
      "writer -writes> Things",
      "editor -reads, writes> Things",
    ]);
  });

  test("a secret is linked to those who read it", () => {
    const graph = resourceGraph(
      synthesisWith({
        resources: [resource("sst:sst:Secret", "Key"), ...lambda("signer"), ...lambda("other")],
        functionBuilds: [
          { functionId: "signer", handler: "", runtime: "", links: { Key: { value: "x" } }, encryptionKey: "" },
          { functionId: "other", handler: "", runtime: "", links: {}, encryptionKey: "" },
        ],
      }),
    );
    expect(labelled(graph)).toEqual(["signer -> Key"]);
  });

  test("alarms go to the topic, and from there to who subscribed", () => {
    const resources = [
      resource("aws:cloudwatch/metricAlarm:MetricAlarm", "Errors"),
      resource("aws:cloudwatch/metricAlarm:MetricAlarm", "Throttles"),
      resource("aws:sns/topic:Topic", "Alarms", { name: "app-dev-alarms" }),
      resource("aws:sns/topicSubscription:TopicSubscription", "Mail", {
        protocol: "email",
        topic: `arn:aws:sns:${region}:app-dev-alarms`,
      }),
    ];
    expect(labelled(resourceGraph(synthesisWith({ resources })))).toEqual([
      "2 alarms -> SNS topic",
      "SNS topic -> email",
    ]);
  });

  test("a site is reached by the client, and reaches its server, which asks the API", () => {
    const resources = [
      resource("aws:cloudfront/distribution:Distribution", "Cdn"),
      ...lambda("app-dev-server"),
      resource("aws:lambda/permission:Permission", "Permission", {
        principal: "cloudfront.amazonaws.com",
        function: "app-dev-server",
      }),
      { ...api, parent: urn("sst:aws:ApiGatewayV2", "Api") },
    ];
    const links = { Api: { url: "https://example.com" } };
    const build = { functionId: "app-dev-server", handler: "", runtime: "", links, encryptionKey: "" };
    expect(labelled(resourceGraph(synthesisWith({ resources, functionBuilds: [build] })))).toEqual([
      "Client -HTTPS> HTTP API",
      "server -HTTPS> HTTP API",
      "Client -HTTPS> CloudFront",
      "CloudFront -> server",
    ]);
  });
});

test("static files come from the bucket that CloudFront may read, and from no other", () => {
  const policy = JSON.stringify({ Statement: [{ Principal: { Service: "cloudfront.amazonaws.com" } }] });
  const resources = [
    resource("aws:cloudfront/distribution:Distribution", "Cdn"),
    resource("aws:s3/bucket:Bucket", "Assets", { bucket: "assets" }),
    resource("aws:s3/bucketPolicy:BucketPolicy", "AssetsPolicy", { bucket: "assets", policy }),
    resource("aws:s3/bucket:Bucket", "Reports", { bucket: "reports" }),
    resource("aws:s3/bucketPolicy:BucketPolicy", "ReportsPolicy", { bucket: "reports", policy: "{}" }),
  ];
  expect(labelled(resourceGraph(synthesisWith({ resources })))).toEqual([
    "Client -HTTPS> CloudFront",
    "CloudFront -static files> S3",
  ]);
});

test("a function with a URL of its own is reached by the client", () => {
  const url = resource("aws:lambda/functionUrl:FunctionUrl", "Url", { functionName: "stream" });
  const graph = resourceGraph(synthesisWith({ resources: [...lambda("stream"), ...lambda("other"), url] }));
  expect(labelled(graph)).toEqual(["Client -HTTPS> stream"]);
});

describe("formatMermaid", () => {
  test("draws nodes by their kind, frames around them, and edges", () => {
    const graph: Graph = {
      nodes: [
        { id: "client", kind: "client", label: "Client" },
        { id: "f", kind: "function", label: "f", frame: "Lambda" },
        { id: "g", kind: "function", label: "g", frame: "Lambda" },
        { id: "t", kind: "table", label: "T" },
      ],
      edges: [
        { from: "client", to: "f" },
        { from: "f", to: "t", label: "reads" },
      ],
    };
    expect(formatMermaid(graph)).toBe(`flowchart LR
  client(["Client"])
  t[("T")]
  subgraph frame1["Lambda"]
    f["f"]
    g["g"]
  end
  client --> f
  f -->|"reads"| t
`);
  });

  test("a label cannot end its quotes", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (label) => {
        const [, node = ""] = formatMermaid({ nodes: [{ id: "a", kind: "function", label }], edges: [] }).split(
          /\n {2}(?=a\[)/,
        );
        expect(node.split('"').length).toBe(3);
      }),
      { numRuns: 100 },
    );
  });
});
