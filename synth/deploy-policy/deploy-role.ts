import type { Grant } from "./grants-by-type.ts";

/** A role that GitHub Actions deploys with: one for each of the repository's environments. */
export interface DeployRole {
  /** The environment's name; only its jobs may take the role. */
  readonly environment: string;
  /** The stages that the role may touch, as IAM matches names: `*` stands for anything. */
  readonly stages: string;
  /** One of these stages: what the role may do is derived from what this one consists of. */
  readonly stage: string;
  /** What its workflow does besides deploying. */
  readonly besides?: readonly Grant[];
}

/** Finds the stages whose pull request is closed, by their tags: `.github/scripts/reap-previews.sh`. */
const findStages: Grant = { on: "Everything", actions: ["tag:GetResources"] };

/** The roles of the workflows in `.github/workflows`. */
export const deployRoles: readonly DeployRole[] = [
  { environment: "dev", stages: "dev", stage: "dev" },
  { environment: "test", stages: "test", stage: "test" },
  { environment: "prod", stages: "prod", stage: "prod" },
  { environment: "preview", stages: "pr-*", stage: "pr-1", besides: [findStages] },
];
