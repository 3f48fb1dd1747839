import { expect, test } from "bun:test";
import * as fc from "fast-check";
import { parseEntityTags, toEntityTag } from "./entity-tag.ts";
import { HttpException } from "./http-exception.ts";

test("a version's tag is strong", () => {
  expect(toEntityTag(3)).toBe('"3"');
});

test.each([
  ["*", "*"],
  [" * ", "*"],
  ['"3"', [{ weak: false, opaque: "3" }]],
  ['W/"3"', [{ weak: true, opaque: "3" }]],
  ['""', [{ weak: false, opaque: "" }]],
  ['"a,b"', [{ weak: false, opaque: "a,b" }]],
  [
    '"1", W/"2" ,"3"',
    [
      { weak: false, opaque: "1" },
      { weak: true, opaque: "2" },
      { weak: false, opaque: "3" },
    ],
  ],
  [
    ', "1",, "2" ,',
    [
      { weak: false, opaque: "1" },
      { weak: false, opaque: "2" },
    ],
  ],
] as const)("reads %s", (value, tags) => {
  expect(parseEntityTags("if-match", value)).toEqual(tags);
});

test.each(["", " ", ",", "3", '"3', '3"', '"1" "2"', 'w/"3"', 'W / "3"', '*, "1"', '"a b"', '"\u0001"'])(
  "refuses %j",
  (value) => {
    expect(() => parseEntityTags("if-match", value)).toThrow(HttpException);
  },
);

test("reads any list of tags that it is given", () => {
  const opaque = fc.stringMatching(/^[!#-~\u0080-\u00ff]{0,8}$/);
  const tag = fc.record({ weak: fc.boolean(), opaque });
  const separator = fc.constantFrom(",", ", ", " ,", "\t,\t", ",,", ", , ");
  fc.assert(
    fc.property(fc.array(tag, { minLength: 1, maxLength: 6 }), separator, (tags, separator) => {
      const value = tags.map(({ weak, opaque }) => `${weak ? "W/" : ""}"${opaque}"`).join(separator);
      expect(parseEntityTags("if-match", value)).toEqual(tags);
    }),
    { numRuns: 200 },
  );
});

test("reads or refuses any other value", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[W/"*, \t3ab]{0,15}$/), (value) => {
      try {
        parseEntityTags("if-match", value);
      } catch (error) {
        expect(error).toBeInstanceOf(HttpException);
      }
    }),
    { numRuns: 200 },
  );
});
