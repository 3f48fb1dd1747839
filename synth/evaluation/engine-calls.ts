import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { type JsonObject, stringOr } from "../json.ts";
import type { Account } from "./account.ts";
import { assetBucket } from "./provider-functions.ts";
import type { Recording } from "./recording.ts";

/** What SST's command line answers its components, a program in Go that no part of here runs. */
export class EngineCalls {
  readonly #account: Account;
  readonly #work: string;
  readonly #recording: Recording;

  /** @param work Absolute path of the folder for what is built. */
  constructor(account: Account, work: string, recording: Recording) {
    this.#account = account;
    this.#work = work;
    this.#recording = recording;
  }

  /** @throws Error as SST's command line does, or for a call that is not known here. */
  answer(method: string, args: JsonObject): unknown {
    switch (method) {
      case "Provider.Aws.Bootstrap":
        return this.#bootstrap(stringOr(args["region"], this.#account.region));
      case "Provider.Aws.Appsync":
        return { http: "https://appsync.invalid", realtime: "wss://appsync.invalid" };
      case "Runtime.AddTarget":
        return true;
      case "Runtime.Build":
        return this.#build(args);
      default:
        throw new TypeError(
          `The program asks SST for ${method}, and synth does not know the answer: add it to ${import.meta.filename}.`,
        );
    }
  }

  #bootstrap(region: string): unknown {
    return {
      asset: assetBucket(region),
      assetEcrRegistryId: this.#account.id,
      assetEcrUrl: `${this.#account.id}.dkr.ecr.${region}.amazonaws.com/sst-asset`,
      state: `sst-state-${region}`,
      appsyncHttp: "",
      appsyncRealtime: "",
    };
  }

  /** A bundle is taken as it is; without one, only the runtimes that SST knows can be built. */
  #build(args: JsonObject): unknown {
    this.#recording.addFunctionBuild(args);
    const { bundle, functionID, handler, runtime } = args;
    if (typeof bundle === "string") {
      // SST writes the links into the folder, and fails so when there is none.
      if (!existsSync(bundle)) throw new Error(`open ${join(bundle, "resource.enc")}: no such file or directory`);
      return { out: bundle, handler, errors: [], sourcemaps: [] };
    }
    const name = stringOr(runtime, "");
    if (!/^(nodejs|python|go$|rust$)/.test(name)) throw new Error(`Runtime not found: ${name}`);
    const out = join(this.#work, "artifacts", `${stringOr(functionID, "")}-src`);
    mkdirSync(out, { recursive: true });
    return { out, handler, errors: [], sourcemaps: [] };
  }
}
