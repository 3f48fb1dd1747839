import * as v from "valibot";

/** A schema action by which an object may have one of these entries, but not several. */
export function atMostOneOf<Input extends Record<string, unknown>>(...keys: readonly (keyof Input & string)[]) {
  return v.rawCheck<Input>(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const { value: input } = dataset;
    const [first, ...others] = keys.filter((key) => input[key] !== undefined);
    for (const key of others) {
      const message = `Cannot be combined with ${first}: send one of ${keys.join(", ")}.`;
      addIssue({ message, path: [{ type: "object", origin: "value", input, key, value: input[key] }] });
    }
  });
}
