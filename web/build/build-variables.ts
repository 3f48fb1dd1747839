/**
 * What the site's build sees of the environment: no credentials, and nothing else that could end in the site's files or,
 * where SST runs the build, unencrypted in its state.
 */
export const buildVariables = ["CI", "HOME", "PATH", "TMPDIR"] as const;

/** The variables of an environment that the site's build may see. */
export function buildEnvironment(environment: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    buildVariables.flatMap((name) => {
      const value = environment[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
