import type { ProblemType } from "../manifest/problem-type.ts";

export const entryExists = {
  code: "entry-exists",
  status: 409,
  description: "The transcript has another entry with this id; `details` has the id and its sequence.",
} as const satisfies ProblemType;

export const sessionEnded = {
  code: "session-ended",
  status: 409,
  description: "The session has ended, and with it its transcript.",
} as const satisfies ProblemType;

export const transcriptPosition = {
  code: "transcript-position",
  status: 409,
  description: "The transcript does not end at `after`; `details.lastSequence` is where it ends.",
} as const satisfies ProblemType;

export const transcriptFull = {
  code: "transcript-full",
  status: 409,
  description: "The transcript has as many entries as one can have.",
} as const satisfies ProblemType;
