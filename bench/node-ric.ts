import { delimiter, join } from "node:path";
import { InstallError, npmFolder } from "./npm-folder.ts";

/** A Node and the newest of AWS's runtime interface clients that supports it. */
export interface NodeRelease {
  readonly major: number;
  /** Of the npm packages that carry Node's executable and headers. */
  readonly node: string;
  /** Of `aws-lambda-ric`. */
  readonly ric: string;
}

/** Absolute paths. */
export interface NodeRic {
  /** Node's executable. */
  readonly node: string;
  /** The RIC's folder. */
  readonly ric: string;
  /** The module that is run, with the handler's name as its argument. */
  readonly entry: string;
}

/** RIC 4 asks for Node 22 or newer. */
export const nodeReleases: readonly NodeRelease[] = [
  { major: 20, node: "20.20.2", ric: "3.3.0" },
  { major: 22, node: "22.23.3", ric: "4.0.2" },
  { major: 24, node: "24.21.0", ric: "4.0.2" },
];

/**
 * Installs a Node and a runtime interface client (RIC), which compiles an addon: CMake, make, a C++ compiler and Python
 * must be there; for RIC 3 autoconf, automake and libtool as well. The addon uses Node-API, so one build serves every
 * Node.
 *
 * @throws InstallError
 */
export async function installNodeRic(
  release: NodeRelease,
  cacheDir: string,
  onProgress: (line: string) => void,
): Promise<NodeRic> {
  if (process.platform !== "linux") throw new InstallError("the RIC's addon is built on Linux only");
  const nodePackage = `node-linux-${process.arch}`;
  const nodeModules = await npmFolder(join(cacheDir, `node-${release.node}`), {
    packages: { [nodePackage]: release.node },
    onInstall: () => onProgress(`Node ${release.node}: installing`),
  });
  const node = join(nodeModules, nodePackage);

  const ricModules = await npmFolder(join(cacheDir, `aws-lambda-ric-${release.ric}`), {
    packages: { "aws-lambda-ric": release.ric },
    trusted: ["aws-lambda-ric"],
    onInstall: () => onProgress(`aws-lambda-ric ${release.ric}: installing and compiling, about half a minute`),
    environment: {
      ...process.env,
      PATH: [join(node, "bin"), process.env["PATH"]].join(delimiter),
      // The headers come with Node's package, and need not be downloaded.
      npm_config_nodedir: node,
    },
  });
  const ric = join(ricModules, "aws-lambda-ric");
  return {
    node: join(node, "bin/node"),
    ric,
    entry: join(ric, release.ric.startsWith("3.") ? "bin/index.mjs" : "index.mjs"),
  };
}
