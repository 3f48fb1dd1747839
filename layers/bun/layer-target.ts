import { LayerError } from "./layer-error.ts";

/** Processor names as Node and Bun write them (`process.arch`). */
export type Architecture = "x64" | "arm64";

/** What Lambda runs. */
export type LambdaTarget = `linux-${Architecture}`;

/** What a layer can be compiled for: Lambda's two, and a developer's own machine to run the same bootstrap locally. */
export type LayerTarget = LambdaTarget | `darwin-${Architecture}` | `win32-${Architecture}`;

/**
 * The target of the machine that runs this.
 *
 * @throws LayerError on a system or processor that Bun has no executable for.
 */
export function hostTarget(): LayerTarget {
  const { platform, arch } = process;
  if (platform !== "linux" && platform !== "darwin" && platform !== "win32") {
    throw new LayerError(
      "HOST_UNSUPPORTED",
      `No layer can be built for the system ${platform}: use Linux, macOS or Windows.`,
    );
  }
  if (arch !== "x64" && arch !== "arm64") {
    throw new LayerError("HOST_UNSUPPORTED", `No layer can be built for the processor ${arch}: use x64 or arm64.`);
  }
  return `${platform}-${arch}`;
}

export function isLambdaTarget(target: LayerTarget): target is LambdaTarget {
  return target.startsWith("linux-");
}

export function architectureOf(target: LayerTarget): Architecture {
  return target.endsWith("-arm64") ? "arm64" : "x64";
}

/** The name Lambda has for a processor, in file names and in `CompatibleArchitectures`. */
export function lambdaArchitecture(architecture: Architecture): "x86_64" | "arm64" {
  return architecture === "x64" ? "x86_64" : "arm64";
}
