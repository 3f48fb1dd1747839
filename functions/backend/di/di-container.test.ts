import { describe, expect, test } from "bun:test";
import { DIContainer } from "./di-container.ts";
import { DIError } from "./di-error.ts";
import type { Resolver } from "./resolver.ts";
import { Token } from "./token.ts";

const number = new Token<"number", number>("number");
const text = new Token<"text", string>("text");
const list = new Token<"list", number[]>("list");

test("makes a service when it is first asked for, and once", () => {
  let made = 0;
  const container = new DIContainer().bind(list, () => {
    made += 1;
    return [made];
  });
  expect(made).toBe(0);
  expect(container.resolve(list)).toBe(container.resolve(list));
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
    .bind(number, () => 7)
    .bind(text, (container) => `seven is ${container.resolve(number)}`);
  expect(container.resolve(text)).toBe("seven is 7");
});

test("two containers share nothing", () => {
  const make = () => new DIContainer().bind(list, () => []);
  expect(make().resolve(list)).not.toBe(make().resolve(list));
});

test("a factory that fails is run again", () => {
  let attempts = 0;
  const container = new DIContainer().bind(number, () => {
    attempts += 1;
    if (attempts === 1) throw new Error("not yet");
    return attempts;
  });
  expect(() => container.resolve(number)).toThrow("not yet");
  expect(container.resolve(number)).toBe(2);
});

describe("override", () => {
  test("replaces a service for all who need it, and its factory never runs", () => {
    const container = new DIContainer()
      .bind(number, (): number => {
        throw new Error("must not run");
      })
      .bind(text, (container) => String(container.resolve(number)))
      .override(number, 8);
    expect(container.resolve(text)).toBe("8");
  });

  test("is refused when the service is in use", () => {
    const container = new DIContainer().bind(number, () => 7);
    container.resolve(number);
    expect(() => container.override(number, 8)).toThrow(
      new DIError("OVERRIDDEN_TOO_LATE", "number is in use already. Override it before anything resolves it."),
    );
  });
});

describe("where types were cast away", () => {
  test("a circle is named", () => {
    const container = new DIContainer().bind(number, () => 7).bind(text, (container) => `${container.resolve(number)}`);
    const circular = container.bind(number, (container) => container.resolve(text).length);
    expect(() => circular.resolve(number)).toThrow(
      new DIError("CYCLE", "Services need each other in a circle: number → text → number."),
    );
  });

  test("an unbound token is named", () => {
    const container = new DIContainer() as unknown as Resolver<typeof text>;
    expect(() => container.resolve(text)).toThrow(
      new DIError("UNBOUND", "Nothing is bound to text. Bind it in functions/backend/di."),
    );
  });
});
