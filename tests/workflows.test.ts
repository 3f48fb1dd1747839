import { validate } from "@actions/languageservice";
import { describe, expect, test } from "bun:test";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { TextDocument } from "vscode-languageserver-textdocument";
import { repositoryRoot } from "./clone.ts";

interface Job {
  readonly if?: string;
  readonly "runs-on": string;
  readonly "timeout-minutes"?: number;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly environment?: string | { readonly name: string };
  readonly env?: Readonly<Record<string, string>>;
  readonly strategy?: { readonly matrix?: Readonly<Record<string, readonly string[]>> };
  readonly steps: readonly {
    readonly uses?: string;
    readonly run?: string;
    readonly with?: Readonly<Record<string, unknown>>;
  }[];
}

interface Workflow {
  readonly on: {
    readonly pull_request?: { readonly types: readonly string[] } | null;
    readonly push?: { readonly branches: readonly string[] };
    readonly schedule?: readonly { readonly cron: string }[];
    readonly workflow_dispatch?: {
      readonly inputs: { readonly stage: { readonly options: readonly string[] } };
    } | null;
  };
  readonly permissions?: Readonly<Record<string, string>>;
  readonly concurrency?: { readonly group: string; readonly "cancel-in-progress"?: boolean };
  readonly jobs: Readonly<Record<string, Job>>;
}

const folder = join(repositoryRoot, ".github", "workflows");
const files = await readdir(folder);
const sources = new Map(
  await Promise.all(files.map(async (file) => [file, await Bun.file(join(folder, file)).text()] as const)),
);

const images: ReadonlySet<string> = new Set(["ubuntu-24.04", "macos-15"]);

function workflow(file: string): Workflow {
  return Bun.YAML.parse(sources.get(file) ?? "") as Workflow;
}

describe.each(files)("%s", (file) => {
  const source = sources.get(file) ?? "";
  const { on, permissions, jobs } = workflow(file);

  test("GitHub's own validator finds nothing", async () => {
    const document = TextDocument.create(`file:///${file}`, "yaml", 1, source);
    const findings = await validate(document, {});
    expect(findings.map(({ message, range }) => [range.start.line + 1, message])).toEqual([]);
  });

  test("a script takes what it is given from its environment, where no text can become code", () => {
    const scripts = Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ run = [] }) => run));
    expect(scripts.filter((script) => script.includes("${{"))).toEqual([]);
    expect(scripts.filter((script) => /(?<!")\$\{?STAGE\b/.test(script))).toEqual([]);
  });

  test("a stage is named by the one who deploys or by a number, never by a branch", () => {
    const stages = Object.values(jobs).flatMap(({ env }) => env?.["STAGE"] ?? []);
    const allowed = new Set(["${{ inputs.stage }}", "pr-${{ github.event.pull_request.number }}"]);
    expect(stages.filter((stage) => !allowed.has(stage))).toEqual([]);
  });

  test("runs with the Bun that is pinned", () => {
    const scripts = Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ run = [] }) => run));
    const pinned = `npm install --global "$(node -p 'require("./package.json").packageManager')"`;
    expect(scripts.filter((script) => script.includes("npm install") && script !== pinned)).toEqual([]);
  });

  test("every action is pinned to a commit, with its release beside it", () => {
    const uses = source.split("\n").filter((line) => /^\s*(- )?uses:/.test(line));
    expect(uses.length).toBeGreaterThan(0);
    for (const line of uses) expect(line).toMatch(/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test("a job gets no permission that it does not name, and ends", () => {
    // A mapping: a word such as `write-all` grants everything.
    expect(permissions).toBeObject();
    expect(Object.values(permissions ?? {})).not.toContain("write");
    for (const job of Object.values(jobs)) expect(job["timeout-minutes"]).toBeGreaterThan(0);
  });

  test("signs in to AWS by OpenID Connect, in the one job that may, and keeps no other credentials", () => {
    expect(source).not.toMatch(/aws-(access-key-id|secret-access-key)|\$\{\{[^}]*\bsecrets\./);
    for (const { permissions: granted, steps } of Object.values(jobs)) {
      const signsIn = steps.some(({ uses }) => uses?.startsWith("aws-actions/"));
      expect(granted?.["id-token"] === "write").toBe(signsIn);
    }
  });

  test("leaves git's token to jobs that write, and installs what the lock file names", () => {
    for (const { permissions: granted, steps } of Object.values(jobs)) {
      const checkouts = steps.filter(({ uses }) => uses?.startsWith("actions/checkout@"));
      const kept = checkouts.filter((step) => step.with?.["persist-credentials"] !== false);
      expect(kept).toHaveLength(granted?.["contents"] === "write" ? checkouts.length : 0);
      const scripts = steps.flatMap(({ run = [] }) => run);
      expect(
        scripts.filter((script) => /\b(bun|npm) (install|ci|add)\b(?!.*(--global|--lockfile-only))/.test(script)),
      ).toEqual([]);
    }
  });

  test("code of a stranger's pull request never runs with this repository's rights", () => {
    expect(Object.keys(on)).not.toContain("pull_request_target");
    expect(Object.keys(on)).not.toContain("workflow_run");
  });

  test("runs on images that are named by their release", () => {
    for (const job of Object.values(jobs)) {
      const named = job["runs-on"].startsWith("$") ? (job.strategy?.matrix?.["os"] ?? []) : [job["runs-on"]];
      expect(named.filter((image) => !images.has(image))).toEqual([]);
    }
  });
});

describe("ci.yml", () => {
  const { on, jobs } = workflow("ci.yml");

  test("runs everything that decides what lands, before and after it has", () => {
    expect(on).toEqual({ push: { branches: ["main"] }, pull_request: null });
    expect(jobs["verify"]?.steps.map(({ run }) => run)).toContain("bash .ci/run");
  });
});

describe("deploy.yml", () => {
  const { on, concurrency, jobs } = workflow("deploy.yml");

  test("is started by hand, for one of the stages with facts of their own", () => {
    expect(Object.keys(on)).toEqual(["workflow_dispatch"]);
    expect(on.workflow_dispatch?.inputs.stage.options).toEqual(["dev", "test", "prod"]);
  });

  test("is never cancelled halfway, and runs once at a time for a stage", () => {
    expect(concurrency).toEqual({ group: "deploy-${{ inputs.stage }}", "cancel-in-progress": false });
  });

  test("deploys a stage with the settings and the approval of its own environment", () => {
    expect(jobs["deploy"]).toMatchObject({
      environment: { name: "${{ inputs.stage }}" },
      env: { STAGE: "${{ inputs.stage }}" },
    });
  });

  test("verifies before it deploys, deploys with a role of short life and asks what it deployed", () => {
    expect(jobs["deploy"]).toMatchObject({ needs: "verify", permissions: { "id-token": "write", contents: "read" } });
    const steps = jobs["deploy"]?.steps.map(({ uses, run }) => uses?.split("@")[0] ?? run) ?? [];
    const order = ["aws-actions/configure-aws-credentials", 'bun x sst deploy --stage "$STAGE"', "bun run smoke"];
    expect(steps.filter((step) => order.includes(step ?? ""))).toEqual(order);
  });
});

describe("preview.yml", () => {
  const { on, concurrency, jobs } = workflow("preview.yml");

  test("follows a pull request from its opening to its end, and looks every night for what is left", () => {
    expect(on.pull_request?.types).toEqual(["opened", "reopened", "synchronize", "closed"]);
    expect(on.schedule).toEqual([{ cron: expect.any(String) }]);
    expect(jobs["deploy"]?.if).toContain("github.event_name == 'pull_request' && github.event.action != 'closed'");
    expect(jobs["remove"]?.if).toContain("github.event_name == 'pull_request' && github.event.action == 'closed'");
    expect(jobs["reap"]?.if).toEndWith("github.event_name != 'pull_request'");
  });

  test("is never cancelled halfway, and no pull request waits for another", () => {
    const group = "preview-${{ github.event.pull_request.number || 'reap' }}";
    expect(concurrency).toEqual({ group, "cancel-in-progress": false });
  });

  test("touches the pull request's own stage, with the rights of previews alone", () => {
    for (const { environment } of Object.values(jobs)) {
      expect(typeof environment === "string" ? environment : environment?.name).toBe("preview");
    }
    for (const name of ["deploy", "remove"]) {
      const scripts = jobs[name]?.steps.flatMap(({ run = [] }) => run) ?? [];
      expect(scripts.filter((script) => script.includes("sst "))).toEqual([`bun x sst ${name} --stage "$STAGE"`]);
      expect(jobs[name]?.env).toEqual({ STAGE: "pr-${{ github.event.pull_request.number }}" });
    }
  });

  test("does nothing in a repository that has not switched it on", () => {
    for (const job of Object.values(jobs)) expect(job.if).toStartWith("vars.DRAHT_PREVIEWS == 'on' && ");
  });

  test("ends while the role's credentials are valid", () => {
    for (const job of Object.values(jobs)) expect(job["timeout-minutes"]).toBeLessThanOrEqual(60);
  });

  test("gives forks no credentials", () => {
    const own = "github.event.pull_request.head.repo.full_name == github.repository";
    for (const name of ["deploy", "remove"]) expect(jobs[name]?.if).toContain(own);
  });
});
