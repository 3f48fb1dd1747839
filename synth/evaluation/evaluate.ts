import { homedir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { stringOr } from "../json.ts";
import type { App } from "../synthesis.ts";
import { type Account, exampleAccountId } from "./account.ts";
import { type AppInput, resolveApp } from "./app.ts";
import { computedState } from "./computed-state.ts";
import { EngineCalls } from "./engine-calls.ts";
import type { EvaluationAnswer, EvaluationRequest } from "./evaluation-request.ts";
import { duplicateUrns } from "./failure.ts";
import { fixPhysicalNames } from "./physical-names.ts";
import { plainObject } from "./plain-value.ts";
import { type Mocks, Platform } from "./platform.ts";
import { answerProviderFunction } from "./provider-functions.ts";
import { Recording } from "./recording.ts";
import { recordingMonitor } from "./recording-monitor.ts";

/** What `sst.config.ts` exports. */
interface Config {
  app(input: { readonly stage: string }): Promise<AppInput> | AppInput;
  run: () => Promise<unknown>;
}

/** What AWS's tools take where no region is set. */
const defaultRegion = "us-east-1";

/**
 * Evaluates `sst.config.ts` with the real components, once in a process: they keep state in their modules.
 *
 * @returns What reads the result. It is complete when the event loop is empty, which is also when Pulumi's own language
 * host takes a program for complete.
 * @throws Whatever the configuration throws.
 */
export async function evaluate(request: EvaluationRequest): Promise<() => EvaluationAnswer> {
  const { root, stage, dev, work, secrets } = request;
  const platform = new Platform(root);
  fixPhysicalNames();
  for (const [name, value] of Object.entries(secrets)) process.env[`SST_SECRET_${name}`] = value;

  defineGlobals({
    $config: (config: Config) => config,
    $dev: dev,
    $cli: {
      // SST's command line says so for `sst dev` as well.
      command: "deploy",
      dev,
      paths: { home: join(homedir(), ".config", "sst"), root, work, platform: platform.folder },
      state: { version: {} },
    },
  });
  const config: Config = (await import(pathToFileURL(join(root, "sst.config.ts")).href)).default;
  const app = resolveApp(await config.app({ stage }), stage, dev);
  const account = { id: exampleAccountId, region: stringOr(app.providers["aws"]?.["region"], defaultRegion) };
  process.env["SST_AWS_REGION"] = account.region;

  const recording = new Recording();
  for (const value of Object.values(secrets)) recording.secretValues.add(value);
  await imitateEngine(platform, app, account, recording);
  await imitateCommandLine(platform, new EngineCalls(account, work, recording));
  defineGlobals({ $app: app, ...programGlobals(platform) });
  const { $transform, $asset } = await platform.components();
  defineGlobals({ sst: await platform.sst(), $transform, $asset });

  const run = await platform.run();
  await platform.pulumi.runtime.runInPulumiStack(() => run(config.run));
  return () => {
    if (recording.duplicates.length > 0) return duplicateUrns(recording.duplicates);
    return { kind: "synthesis", synthesis: { app, ...recording.finish() } };
  };
}

/** Has Pulumi register resources and call provider functions here instead of at its engine. */
async function imitateEngine(platform: Platform, app: App, account: Account, recording: Recording): Promise<void> {
  const { pulumi, settings, closureSerializer } = platform;
  const secret = (value: string): unknown => {
    recording.secretValues.add(value);
    return pulumi.secret(value);
  };
  const mocks: Mocks = {
    call({ token, inputs }) {
      recording.lookups.push({ token, inputs: plainObject(inputs) });
      try {
        return answerProviderFunction(token, inputs, account);
      } catch (error) {
        // Pulumi tells of an error what its engine puts into this property.
        throw Object.assign(new Error("lookup failed", { cause: error }), { details: messageOf(error) });
      }
    },
    newResource({ type, name, inputs, custom, id }) {
      const state = { ...inputs, ...computedState(type, name, inputs, { account, secret }) };
      return { id: custom === true ? id || `${name}-id` : undefined, state };
    },
  };
  await pulumi.runtime.setMocks(mocks, app.name, app.stage, false);
  settings.setMockOptions(recordingMonitor(platform, mocks, app, recording), app.name, app.stage, false);
  // It would need V8's inspector, which Bun has not got, and what it makes is not run here.
  closureSerializer.serializeFunction = async () => ({ text: "", exportName: "handler", containsSecrets: false });

  for (const [provider, args] of Object.entries(app.providers)) {
    for (const [key, value] of Object.entries(args)) {
      if (key === "version" || key === "package") continue;
      pulumi.runtime.setConfig(`${provider}:${key}`, typeof value === "string" ? value : JSON.stringify(value));
    }
  }
}

async function imitateCommandLine(platform: Platform, calls: EngineCalls): Promise<void> {
  const rpc = await platform.rpc();
  rpc.call = async (method, args) => calls.answer(method, plainObject(args));
}

/** Source: SST's platform, src/shim/run.js, and one import for each provider. */
function programGlobals(platform: Platform): Record<string, unknown> {
  const { pulumi } = platform;
  return {
    $util: pulumi,
    $output: pulumi.output,
    $apply: pulumi.output,
    $resolve: pulumi.all,
    $interpolate: pulumi.interpolate,
    $concat: pulumi.concat,
    $jsonParse: pulumi.jsonParse,
    $jsonStringify: pulumi.jsonStringify,
    $secrets: {},
    ...platform.providers(),
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function defineGlobals(values: Readonly<Record<string, unknown>>): void {
  Object.assign(globalThis, values);
}
