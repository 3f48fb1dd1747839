const passedOn = ["CI", "HOME", "PATH"];

/**
 * What the site's build sees of an environment: no credentials, and nothing else that could end in the site's files.
 */
export function buildEnvironment(environment: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    passedOn.flatMap((name) => {
      const value = environment[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
