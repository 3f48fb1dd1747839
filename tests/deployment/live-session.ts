import { join } from "node:path";
import { stringOr } from "../../synth/json.ts";
import type { AppSyncStandIn } from "./app-sync-stand-in.ts";
import type { Deployer, RecordedResource, RunningCommand } from "./deployer.ts";
import { LiveStub } from "./live-stub.ts";

/** One of a stage's outputs, which SST prints once it is deployed. */
const output = "transcriptStream: ";

/** `bun run dev:aws` at work in a clone. */
export class LiveSession implements AsyncDisposable {
  readonly #deployer: Deployer;
  readonly #command: RunningCommand;
  readonly #certificate: string;
  readonly #stage: string;
  readonly #watchers = new Set<() => void>();
  #output = "";

  /**
   * Resolves when the stage is deployed.
   *
   * @throws Error when it cannot be: `sst dev` then waits for an edit.
   */
  static async start(deployer: Deployer, { certificate }: AppSyncStandIn, stage: string): Promise<LiveSession> {
    // Not basic: SST 4.17.1 then sometimes misses its own first request to deploy.
    const command = deployer.start(["dev/run.ts", "--stage", stage, "--mode", "mono"]);
    const session = new LiveSession(deployer, command, certificate, stage);
    await Promise.race([session.printed(output), session.#failed("✕")]);
    return session;
  }

  private constructor(deployer: Deployer, command: RunningCommand, certificate: string, stage: string) {
    this.#deployer = deployer;
    this.#command = command;
    this.#certificate = certificate;
    this.#stage = stage;
    for (const stream of [command.process.stdout, command.process.stderr]) void this.#read(stream);
  }

  /** Resolves when a text has been printed so many times. */
  async printed(text: string, times = 1): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const watch = () => {
      if (this.#output.split(text).length > times) resolve();
    };
    this.#watchers.add(watch);
    watch();
    const ended = this.#command.process.exited.then((code) => {
      throw new Error(`sst dev ended with exit code ${code}; it printed:\n${this.#output}`);
    });
    await Promise.race([promise, ended]);
    this.#watchers.delete(watch);
  }

  /**
   * What a function answers to an event.
   *
   * @throws Error where SST cannot bundle it, and would leave its caller waiting.
   */
  async invoke(stub: LiveStub, event: unknown): Promise<string> {
    const { endpoint, text } = await Promise.race([stub.invoke(event), this.#failed("Build Error")]);
    if (endpoint === "error") throw new Error(text);
    return text;
  }

  /** A new instance of what was deployed instead of a function of the manifest. */
  async stub(name: string): Promise<LiveStub> {
    const { folder } = this.#deployer;
    const program = join(folder, ".sst", "platform", "dist", "bridge", "bootstrap");
    return LiveStub.start(program, await this.resource("aws:lambda/function:Function", name), {
      SSL_CERT_FILE: this.#certificate,
    });
  }

  /** The resource of a type that has a name in the account which begins with that of app and stage, and this one. */
  async resource(type: string, name: string): Promise<RecordedResource> {
    const beginning = `draht-${this.#stage}-${name}`;
    const found = (await this.#command.resources()).find(
      ({ inputs, ...resource }) => resource.type === type && stringOr(inputs["name"], "").startsWith(beginning),
    );
    if (!found) throw new Error(`sst dev created no ${type} ${beginning}`);
    return found;
  }

  /** Ends it as Ctrl-C does, and resolves with its exit code. */
  async stop(): Promise<number> {
    this.#command.process.kill("SIGINT");
    return await this.#command.process.exited;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  /** Rejects with all output when this has been printed. */
  async #failed(text: string): Promise<never> {
    await this.printed(text);
    throw new Error(this.#output);
  }

  async #read(stream: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    for await (const chunk of stream) {
      this.#output += decoder.decode(chunk, { stream: true });
      for (const watch of this.#watchers) watch();
    }
  }
}
