import { describe, expect, test } from "bun:test";
import { DIContainer } from "./di-container.ts";
import { DIError } from "./di-error.ts";
import type { Resolver } from "./resolver.ts";
import { Token } from "./token.ts";

const NUMBER = new Token<"number", number>("number");
const TEXT = new Token<"text", string>("text");
const LIST = new Token<"list", number[]>("list");

test("makes a service when it is first asked for, and once", () => {
  let made = 0;
  const container = new DIContainer().bind(LIST, () => {
    made += 1;
    return [made];
  });
  expect(made).toBe(0);
  expect(container.resolve(LIST)).toBe(container.resolve(LIST));
  expect(made).toBe(1);
});

test("keeps a service whose value is undefined or null", () => {
  const NOTHING = new Token<"nothing", null | undefined>("nothing");
  let made = 0;
  const container = new DIContainer().bind(NOTHING, () => {
    made += 1;
    return undefined;
  });
  container.resolve(NOTHING);
  container.resolve(NOTHING);
  expect(made).toBe(1);
});

test("gives a factory what was bound before", () => {
  const container = new DIContainer()
    .bind(NUMBER, () => 7)
    .bind(TEXT, (container) => `seven is ${container.resolve(NUMBER)}`);
  expect(container.resolve(TEXT)).toBe("seven is 7");
});

test("two containers share nothing", () => {
  const make = () => new DIContainer().bind(LIST, () => []);
  expect(make().resolve(LIST)).not.toBe(make().resolve(LIST));
});

test("a factory that fails is run again", () => {
  let attempts = 0;
  const container = new DIContainer().bind(NUMBER, () => {
    attempts += 1;
    if (attempts === 1) throw new Error("not yet");
    return attempts;
  });
  expect(() => container.resolve(NUMBER)).toThrow("not yet");
  expect(container.resolve(NUMBER)).toBe(2);
});

describe("override", () => {
  test("replaces a service for all who need it, and its factory never runs", () => {
    const container = new DIContainer()
      .bind(NUMBER, (): number => {
        throw new Error("must not run");
      })
      .bind(TEXT, (container) => String(container.resolve(NUMBER)))
      .override(NUMBER, 8);
    expect(container.resolve(TEXT)).toBe("8");
  });

  test("is refused when the service is in use", () => {
    const container = new DIContainer().bind(NUMBER, () => 7);
    container.resolve(NUMBER);
    expect(() => container.override(NUMBER, 8)).toThrow(
      new DIError("OVERRIDDEN_TOO_LATE", "number is in use already. Override it before anything resolves it."),
    );
  });
});

describe("where types were cast away", () => {
  test("a circle is named", () => {
    const container = new DIContainer().bind(NUMBER, () => 7).bind(TEXT, (container) => `${container.resolve(NUMBER)}`);
    const circular = container.bind(NUMBER, (container) => container.resolve(TEXT).length);
    expect(() => circular.resolve(NUMBER)).toThrow(
      new DIError("CYCLE", "Services need each other in a circle: number → text → number."),
    );
  });

  test("an unbound token is named", () => {
    const container = new DIContainer() as unknown as Resolver<typeof TEXT>;
    expect(() => container.resolve(TEXT)).toThrow(
      new DIError("UNBOUND", "Nothing is bound to text. Bind it in functions/backend/di."),
    );
  });
});
