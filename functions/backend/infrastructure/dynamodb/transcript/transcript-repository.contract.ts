import { describe } from "bun:test";
import type { FixedClock } from "../../../testing/fixed-clock.ts";
import type { TranscriptRepositories } from "../../../testing/stored-transcript.ts";
import { describeTranscriptPage } from "./transcript-page.contract.ts";
import { describeTranscriptWriter } from "./transcript-writer.contract.ts";

/**
 * What every TranscriptRepository does.
 *
 * @param name Of the implementation.
 * @param createRepositories Gives empty repositories with this clock.
 */
export function describeTranscriptRepository(
  name: string,
  createRepositories: (clock: FixedClock) => Promise<TranscriptRepositories>,
): void {
  describe(`TranscriptRepository: ${name}`, () => {
    describeTranscriptWriter(createRepositories);
    describeTranscriptPage(createRepositories);
  });
}
