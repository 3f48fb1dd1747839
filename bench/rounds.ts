/**
 * Measures every subject once a round, so that whatever else the machine does meets all of them. Each round begins with
 * another subject: none always follows the same neighbour. The first round brings everything into the page cache and
 * does not count.
 */
export async function interleave<Subject, Sample>(
  subjects: readonly Subject[],
  rounds: number,
  measure: (subject: Subject) => Promise<Sample>,
  onRound: (round: number) => void = () => undefined,
): Promise<Map<Subject, Sample[]>> {
  const samples = new Map<Subject, Sample[]>(subjects.map((subject) => [subject, []]));
  for (let round = 0; round <= rounds; round += 1) {
    onRound(round);
    const first = round % Math.max(1, subjects.length);
    for (const subject of [...subjects.slice(first), ...subjects.slice(0, first)]) {
      const sample = await measure(subject);
      if (round > 0) samples.get(subject)?.push(sample);
    }
  }
  return samples;
}
