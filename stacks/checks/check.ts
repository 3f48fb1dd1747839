import type { Synthesis } from "../../synth/synthesis.ts";

/** Says in one sentence each what is wrong with a deployment; nothing where it is as it should be. */
export type Check = (synthesis: Synthesis) => string[];
