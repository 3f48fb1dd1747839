import { join } from "node:path";

/** DynamoDB Local 3 is compiled for Java 17. */
const oldestVersion = 17;

/** The `java` of `JAVA_HOME` or `PATH` when it is Java 17 or newer, otherwise undefined. */
export async function findJava(environment: NodeJS.ProcessEnv): Promise<string | undefined> {
  const home = environment["JAVA_HOME"];
  const path = environment["PATH"];
  const candidates = [
    home ? Bun.which(join(home, "bin", "java")) : null,
    // An empty PATH would make Bun search its own.
    path ? Bun.which("java", { PATH: path }) : null,
  ];
  for (const java of candidates) {
    if (java !== null && (await majorVersion(java)) >= oldestVersion) return java;
  }
  return undefined;
}

/** 0 when the program does not run: macOS ships a `java` that only says that there is none. */
async function majorVersion(java: string): Promise<number> {
  const child = Bun.spawn([java, "-version"], { stdin: "ignore", stdout: "ignore", stderr: "pipe" });
  const [output, code] = await Promise.all([child.stderr.text(), child.exited]);
  return code === 0 ? parseMajorVersion(output) : 0;
}

/** The major version in the output of `java -version`; 0 when there is none. Before Java 9 it is `1.<major>`. */
export function parseMajorVersion(output: string): number {
  const [, first, second] = /version "(\d+)(?:\.(\d+))?/.exec(output) ?? [];
  return Number((first === "1" ? second : first) ?? 0);
}
