import { chmod, cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RuntimeApiStandIn } from "../../layers/bun/testing/runtime-api-stand-in.ts";
import { isJsonObject, stringOr } from "../../synth/json.ts";
import type { RecordedResource } from "./deployer.ts";

export interface LiveAnswer {
  readonly endpoint: "response" | "error";
  readonly text: string;
}

/**
 * What `sst dev` deploys instead of a function: SST's own program, which Lambda would run, under a Runtime API that a
 * test controls. It passes each invocation on to the developer's machine.
 */
export class LiveStub implements AsyncDisposable {
  readonly #api: RuntimeApiStandIn;
  readonly #process: Bun.Subprocess<"ignore", "pipe", "pipe">;
  readonly #output: Promise<string>;
  readonly #folder: string;
  #invocations = 0;

  /** SST ships the program for Lambda's x86_64 only. */
  static readonly runsHere = process.platform === "linux" && process.arch === "x64";

  /**
   * @param program Absolute path of SST's program.
   * @param resource The function; its variables are those that the program gets.
   * @param environment Added to them.
   */
  static async start(
    program: string,
    { name, inputs }: RecordedResource,
    environment: Readonly<Record<string, string>>,
  ): Promise<LiveStub> {
    const folder = await mkdtemp(join(tmpdir(), "draht-live-stub-"));
    const executable = join(folder, "bootstrap");
    await cp(program, executable);
    // The folders that Pulumi makes of it for Lambda are zipped by SST, with this mode.
    await chmod(executable, 0o755);
    const found = isJsonObject(inputs["environment"]) ? inputs["environment"]["variables"] : undefined;
    if (!isJsonObject(found)) throw new Error(`${name} has no variables`);
    const variables = Object.entries(found).map(([key, value]) => [key, stringOr(value, "")]);
    return new LiveStub(folder, executable, { ...Object.fromEntries(variables), ...environment });
  }

  private constructor(folder: string, executable: string, environment: Readonly<Record<string, string>>) {
    this.#folder = folder;
    this.#api = new RuntimeApiStandIn();
    const instance = crypto.randomUUID().replaceAll("-", "");
    this.#process = Bun.spawn([executable], {
      cwd: folder,
      env: {
        AWS_LAMBDA_RUNTIME_API: this.#api.address,
        AWS_LAMBDA_LOG_STREAM_NAME: `2026/01/01/[$LATEST]${instance}`,
        AWS_REGION: "eu-central-1",
        AWS_ACCESS_KEY_ID: "role",
        AWS_SECRET_ACCESS_KEY: "of-the-function",
        ...environment,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const { stdout, stderr } = this.#process;
    this.#output = Promise.all([stdout.text(), stderr.text()]).then((texts) => texts.join(""));
  }

  /** What the function answers to an event. */
  async invoke(event: unknown): Promise<LiveAnswer> {
    const requestId = `request-${++this.#invocations}`;
    this.#api.invoke({ requestId, event: JSON.stringify(event) });
    const ended = this.#process.exited.then(async (code) => {
      throw new Error(`the stub ended with exit code ${code}; it printed:\n${await this.#output}`);
    });
    const { endpoint, text } = await Promise.race([
      this.#api.until(() => this.#api.requests.find((request) => request.requestId === requestId)),
      ended,
    ]);
    if (endpoint !== "response" && endpoint !== "error") throw new TypeError(`${endpoint} has no request id`);
    return { endpoint, text };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#process.kill("SIGKILL");
    await this.#process.exited;
    this.#api[Symbol.dispose]();
    await rm(this.#folder, { recursive: true });
  }
}
