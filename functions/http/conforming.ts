import * as v from "valibot";

/** A schema action out of a domain rule: the rule's message is the issue's message. */
export function conforming(problemOf: (text: string) => string | null) {
  return v.rawCheck<string>(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const message = problemOf(dataset.value);
    if (message !== null) addIssue({ message });
  });
}
