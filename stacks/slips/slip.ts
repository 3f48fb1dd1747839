import { checksByStage, checksOfEveryStage } from "../checks/checks.ts";

/** What has to find the slips: all checks of production. */
export const checks = { ...checksOfEveryStage, ...checksByStage.prod };
export type CheckName = keyof typeof checks;

/** A mistake that is easily made in a stack, as a replacement of text in one file. */
export interface Slip {
  readonly slip: string;
  /** Relative to the repository. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** The check that has to find it, and what it has to say. */
  readonly foundBy: CheckName;
  readonly problem: RegExp;
}
