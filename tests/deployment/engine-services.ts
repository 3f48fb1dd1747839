import { createRequire } from "node:module";
import { computedState } from "../../synth/evaluation/computed-state.ts";
import { plainObject } from "../../synth/evaluation/plain-value.ts";
import { answerProviderFunction } from "../../synth/evaluation/provider-functions.ts";
import { urnOf } from "../../synth/evaluation/urn.ts";
import type { JsonObject } from "../../synth/json.ts";
import type { Stack, StateResource } from "./engine-files.ts";

// oxlint-disable typescript/no-explicit-any -- The boundary: gRPC messages of Pulumi, installed by SST.

export interface EngineServices {
  /** Where the services are reached: host and port. */
  readonly address: string;
  /** What the program has logged as an error. */
  readonly errors: readonly string[];
  /** The stack, with what the program has returned, and the links that it has declared. */
  state(): readonly StateResource[];
  stop(): void;
}

/** Marks an object as a secret. Source: the Pulumi repository, sdk/nodejs/runtime/rpc.ts. */
const signature = "4dabf18193072939515e22adb298388d";

const secret = (value: string) => ({ [signature]: "1b47061264138c4ac30d75fd1eb44270", value });

/** SST takes the outputs from the first resource of a state, and the types of links from these. */
const keptTypes = new Set(["pulumi:pulumi:Stack", "sst:sst:LinkRef"]);

/** What Pulumi keeps of a value that it has encrypted: its shape. */
function masked(value: unknown, isSecret = false): unknown {
  if (typeof value === "string") return isSecret ? "[secret]" : value;
  if (Array.isArray(value)) return value.map((item) => masked(item, isSecret));
  if (typeof value !== "object" || value === null) return value;
  const fields: Readonly<Record<string, unknown>> = { ...value };
  if (fields[signature] === secret("")[signature]) return masked(fields["value"], true);
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, masked(field, isSecret)]));
}

/**
 * Serves the two interfaces that a program has to Pulumi's engine, over gRPC: every resource is said to exist, with the
 * state that synth makes up for it.
 *
 * @param main Path of the program; Pulumi is what it would import.
 * @param onResource Told of each resource before the program is.
 */
export async function startEngineServices(
  stack: Stack,
  main: string,
  onResource: (resource: { type: string; name: string; inputs: JsonObject }) => void,
): Promise<EngineServices> {
  const require = createRequire(main);
  const { Server, ServerCredentials } = require("@grpc/grpc-js");
  const { Struct } = require("google-protobuf/google/protobuf/struct_pb.js");
  const { Empty } = require("google-protobuf/google/protobuf/empty_pb.js");
  const resource = require("@pulumi/pulumi/proto/resource_pb.js");
  const provider = require("@pulumi/pulumi/proto/provider_pb.js");
  const engine = require("@pulumi/pulumi/proto/engine_pb.js");

  const account = { id: "123456789012", region: process.env["SST_AWS_REGION"] ?? "" };
  const errors: string[] = [];
  let root = "";
  const types = new Map<string, string>();
  const outputs = new Map<string, JsonObject>();

  const server = new Server();
  server.addService(require("@pulumi/pulumi/proto/resource_grpc_pb.js").ResourceMonitorService, {
    supportsFeature({ request }: any, callback: any) {
      answer(callback, new resource.SupportsFeatureResponse(), { setHassupport: request.getId() === "secrets" });
    },
    invoke({ request }: any, callback: any) {
      const found = answerProviderFunction(request.getTok(), plainObject(request.getArgs().toJavaScript()), account);
      const result = Struct.fromJavaScript(plainObject(Object(found)));
      answer(callback, new provider.InvokeResponse(), { setReturn: result });
    },
    registerResource({ request }: any, callback: any) {
      const [type, name, isCustom] = [request.getType(), request.getName(), request.getCustom()];
      const inputs = request.getObject()?.toJavaScript() ?? {};
      onResource({ type, name, inputs: plainObject(inputs) });
      const state = isCustom
        ? { ...inputs, ...computedState(type, name, plainObject(inputs), { account, secret }) }
        : {};
      const urn = urnOf(stack, request.getParent(), type, name);
      types.set(urn, type);
      answer(callback, new resource.RegisterResourceResponse(), {
        setUrn: urn,
        setId: isCustom ? `${name}-id` : "",
        setObject: Struct.fromJavaScript(state),
      });
    },
    registerResourceOutputs({ request }: any, callback: any) {
      outputs.set(request.getUrn(), plainObject(Object(masked(request.getOutputs().toJavaScript()))));
      answer(callback, new Empty());
    },
    signalAndWaitForShutdown(_: unknown, callback: any) {
      answer(callback, new Empty());
    },
  });
  server.addService(require("@pulumi/pulumi/proto/engine_grpc_pb.js").EngineService, {
    log({ request }: any, callback: any) {
      if (request.getSeverity() === engine.LogSeverity.ERROR) errors.push(request.getMessage());
      answer(callback, new Empty());
    },
    getRootResource(_: unknown, callback: any) {
      answer(callback, new engine.GetRootResourceResponse(), { setUrn: root });
    },
    setRootResource({ request }: any, callback: any) {
      root = request.getUrn();
      answer(callback, new engine.SetRootResourceResponse());
    },
  });

  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error: Error | null, bound: number) =>
      error ? reject(error) : resolve(bound),
    );
  });
  const state = () =>
    [...types].flatMap(([urn, type]) => {
      const found = keptTypes.has(type) ? outputs.get(urn) : undefined;
      return found ? [{ urn, type, outputs: found }] : [];
    });
  return { address: `127.0.0.1:${port}`, errors, state, stop: () => server.forceShutdown() };
}

/** Fills a message by its setters and sends it. */
function answer(callback: any, message: any, values: Readonly<Record<string, unknown>> = {}): void {
  for (const [setter, value] of Object.entries(values)) message[setter](value);
  callback(null, message);
}
