/** A version of a package that a {@link FakeRegistry} has. */
export interface PublishedPackage {
  readonly name: string;
  readonly version: string;
  /** Files of the tarball by path, below `package/`. */
  readonly files: Readonly<Record<string, string | Uint8Array>>;
}

interface Tarball extends Omit<PublishedPackage, "files"> {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly integrity: string;
}

/** An npm registry on this machine: package documents with the newest published version as `latest`, and tarballs. */
export class FakeRegistry implements AsyncDisposable {
  /** Tarballs handed out. */
  downloads = 0;
  readonly #tarballs: readonly Tarball[];
  readonly #server: Bun.Server<undefined>;

  private constructor(tarballs: readonly Tarball[], token: string | undefined) {
    this.#tarballs = tarballs;
    this.#server = Bun.serve({
      hostname: "127.0.0.1",
      port: 0,
      fetch: ({ url, headers }) => {
        if (token !== undefined && headers.get("authorization") !== `Bearer ${token}`) {
          return new Response("{}", { status: 401 });
        }
        return this.#answer(decodeURIComponent(new URL(url).pathname.slice(1)));
      },
    });
  }

  /** @param token Where given, only requests that carry it are answered. */
  static async start(packages: readonly PublishedPackage[], token?: string): Promise<FakeRegistry> {
    return new FakeRegistry(await Promise.all(packages.map(pack)), token);
  }

  get address(): string {
    return this.#server.url.href;
  }

  /** Integrity of a published version. */
  integrity(name: string, version: string): string {
    const found = this.#tarballs.find((tarball) => tarball.name === name && tarball.version === version);
    if (found === undefined) throw new Error(`${name} ${version} is not published`);
    return found.integrity;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server.stop(true);
  }

  #answer(path: string): Response {
    const tarball = this.#tarballs.find((one) => path === tarballPath(one));
    if (tarball) {
      this.downloads += 1;
      return new Response(tarball.bytes);
    }
    const published = this.#tarballs.filter(({ name }) => name === path);
    if (published.length === 0) return new Response("{}", { status: 404 });
    const versions = published.map((one) => {
      const { name, version, integrity } = one;
      return [version, { name, version, dist: { tarball: `${this.address}${tarballPath(one)}`, integrity } }] as const;
    });
    const latest = published
      .map(({ version }) => version)
      .sort(Bun.semver.order)
      .at(-1);
    return Response.json({ name: path, "dist-tags": { latest }, versions: Object.fromEntries(versions) });
  }
}

async function pack({ name, version, files }: PublishedPackage): Promise<Tarball> {
  const manifest = { "package/package.json": JSON.stringify({ name, version }) };
  const content = Object.entries(files).map(([path, text]) => [`package/${path}`, text] as const);
  const archive = new Bun.Archive({ ...manifest, ...Object.fromEntries(content) }, { compress: "gzip" });
  const bytes = new Uint8Array(await archive.bytes());
  return { name, version, bytes, integrity: integrityOf(bytes) };
}

function tarballPath({ name, version }: Tarball): string {
  return `${name}/-/${name.replace(/^@[^/]+\//, "")}-${version}.tgz`;
}

function integrityOf(bytes: Uint8Array): string {
  return `sha512-${new Bun.CryptoHasher("sha512").update(bytes).digest("base64")}`;
}
