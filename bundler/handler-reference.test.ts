import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BundleError } from "./bundle-error.ts";
import { findHandler } from "./handler-reference.ts";

describe("a handler string", () => {
  let root: string;

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), "handler-reference-"));
    await Bun.write(join(root, "functions/categories/create.ts"), "");
    await Bun.write(join(root, "page.tsx"), "");
  });

  afterAll(() => rm(root, { recursive: true }));

  test("names a source file and its export", async () => {
    expect(await findHandler("functions/categories/create.handler", root)).toEqual({
      file: join(root, "functions/categories/create.ts"),
      exportName: "handler",
    });
    expect(await findHandler("page.main", root)).toEqual({ file: join(root, "page.tsx"), exportName: "main" });
  });

  test("without a source file is refused", async () => {
    const error = await findHandler("functions/categories/destroy.handler", root).catch((reason: unknown) => reason);

    expect(error).toMatchObject({ name: "BundleError", code: "HANDLER_NOT_FOUND" });
  });

  test.each(["create", "create.", ".handler", "a/../b.handler", "../b.handler", "/etc/b.handler", "a.b.c", "a.1x", ""])(
    "%p is malformed",
    async (handler) => {
      const error = await findHandler(handler, root).catch((reason: unknown) => reason);

      expect(error).toMatchObject({ name: "BundleError", code: "HANDLER_MALFORMED" });
    },
  );

  test("never leads out of the root, whatever it is", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: fc.constantFrom(".", "/", "\\", "a", "page", "$", "\0", "é") }),
        async (text) => {
          const found = await findHandler(text, root).catch((reason: unknown) => reason);
          if (!(found instanceof BundleError)) expect(found).toMatchObject({ file: join(root, "page.tsx") });
        },
      ),
      { numRuns: 200 },
    );
  });
});
