import { describe, expect, test } from "bun:test";
import { bunLicences, parseLicencePage } from "./bun-licences.ts";

const page = `---
title: License
---

Bun statically links JavaScriptCore (and WebKit), which is LGPL-2 licensed.

## Linked libraries

| Library | License |
| ------- | ------- |
| [\`brotli\`](https://github.com/google/brotli) | MIT |
| [\`boringssl\`](https://boringssl.example/boringssl/) | [several licenses](https://boringssl.example/LICENSE) |
| [\`libuv\`](https://github.com/libuv/libuv) (on Windows) | MIT |
| A fork of [\`uWebsockets\`](https://github.com/jarred-sumner/uwebsockets) | Apache 2.0 licensed |

## Polyfills

| Package | License |
| ------- | ------- |
| [\`assert\`](https://npmjs.com/package/assert) | MIT |
`;

describe("Bun's licence page", () => {
  test("names what a Bun for Linux carries", () => {
    expect(parseLicencePage(page)).toEqual([
      { name: "JavaScriptCore", kind: "linked", url: "https://github.com/oven-sh/webkit", licence: "LGPL-2" },
      { name: "brotli", kind: "linked", url: "https://github.com/google/brotli", licence: "MIT" },
      {
        name: "boringssl",
        kind: "linked",
        url: "https://boringssl.example/boringssl/",
        licence: "several licenses",
        licenceUrl: "https://boringssl.example/LICENSE",
      },
      {
        name: "uWebsockets",
        kind: "linked",
        url: "https://github.com/jarred-sumner/uwebsockets",
        licence: "Apache 2.0 licensed",
      },
      { name: "assert", kind: "polyfill", url: "https://npmjs.com/package/assert", licence: "MIT" },
    ]);
  });

  test.each([
    ["without the linked libraries", page.replace("## Linked libraries", "## Libraries")],
    ["without the polyfills", page.replace("## Polyfills", "## Packages")],
    ["without JavaScriptCore", page.replace("LGPL-2 licensed", "licensed otherwise")],
    ["with a row of another shape", page.replace("[`brotli`](https://github.com/google/brotli)", "brotli")],
  ])("is refused %s, rather than half read", (_, changed) => {
    expect(() => parseLicencePage(changed)).toThrow(/^the page/);
  });

  test("is there for the pinned version, and names the libraries that matter most", async () => {
    const { page: shipped, components } = await bunLicences();

    const names = components.map(({ name }) => name);
    expect(names).toContain("JavaScriptCore");
    expect(names).toContain("boringssl");
    expect(names).toContain("libicu");
    expect(names).not.toContain("libuv");
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
    expect(shipped).toContain("Bun itself is MIT-licensed.");
  });
});
