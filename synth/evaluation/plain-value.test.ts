import { describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import { plainValue } from "./plain-value.ts";

const signature = "4dabf18193072939515e22adb298388d";

describe("plainValue", () => {
  test("a secret is its value, also within another", () => {
    const secret = { [signature]: "1b47061264138c4ac30d75fd1eb44270" };
    const given = { key: { ...secret, value: { inner: { ...secret, value: "hidden" } } } };
    expect(plainValue(given)).toEqual({ key: { inner: "hidden" } });
  });

  test("an asset or archive is where it comes from", () => {
    const asset = { [signature]: "c44067f5952c0a294b673a41bacd8c17" };
    const archive = { [signature]: "0def7320c3a5731c473e5ecbe6d01bc7" };
    expect(plainValue({ ...asset, path: "/a.zip" })).toEqual({ $asset: "/a.zip" });
    expect(plainValue({ ...asset, uri: "https://example.com/a" })).toEqual({ $asset: "https://example.com/a" });
    expect(plainValue({ ...asset, text: "content" })).toEqual({ $asset: "content" });
    expect(plainValue({ ...archive, path: "/folder" })).toEqual({ $archive: "/folder" });
    expect(plainValue({ ...archive, assets: { a: { ...asset, path: "/a" } } })).toEqual({
      $archive: { a: { $asset: "/a" } },
    });
  });

  test("a resource is its URN", () => {
    const urn = "urn:pulumi:dev::app::aws:sns/topic:Topic::T";
    expect(plainValue([{ [signature]: "5cf8f73096256a8f31e491e813e4eb8e", urn }])).toEqual([urn]);
  });

  test("what JSON has no word for is left out, or null in a list", () => {
    expect(plainValue({ absent: undefined, list: [undefined, () => {}, Symbol("s")] })).toEqual({
      list: [null, null, null],
    });
  });

  test("JSON stays as it is", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        expect(JSON.stringify(plainValue(JSON.parse(text)))).toBe(text);
      }),
    );
  });
});
