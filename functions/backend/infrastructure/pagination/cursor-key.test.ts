import { expect, test } from "bun:test";
import { ConfigurationError } from "../configuration-error.ts";
import { cursorKeyFrom } from "./cursor-key.ts";

test("is 32 bytes in base64, with or without the line break of the command that made it", () => {
  const bytes = new Uint8Array(32).fill(7);
  expect(cursorKeyFrom(bytes.toBase64())).toEqual(bytes);
  expect(cursorKeyFrom(`${bytes.toBase64()}\n`)).toEqual(bytes);
});

test.each(["", "hunter2!", new Uint8Array(31).toBase64(), new Uint8Array(33).toBase64()])(
  "is refused otherwise, without being shown: %j",
  (value) => {
    const read = () => cursorKeyFrom(value);
    expect(read).toThrow(ConfigurationError);
    expect(read).toThrow('The secret "CursorKey" must be 32 bytes in base64.');
    expect(read).not.toThrow("hunter2");
  },
);
