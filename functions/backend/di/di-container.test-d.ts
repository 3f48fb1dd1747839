/** Nothing here runs: the compiler checks it, and fails where an expected error is none. */
import { DIContainer } from "./di-container.ts";
import type { Resolver } from "./resolver.ts";
import { Token } from "./token.ts";

const number = new Token<"number", number>("number");
const text = new Token<"text", string>("text");

const container = new DIContainer().bind(number, () => 7);

export const typed: number = container.resolve(number);

// @ts-expect-error A service has its token's type.
export const mistyped: string = container.resolve(number);

// @ts-expect-error Nothing is bound to TEXT.
container.resolve(text);

// @ts-expect-error What is bound must be of the token's type.
container.bind(text, () => 7);

// @ts-expect-error A factory can only use what was bound before it.
new DIContainer().bind(text, (container) => String(container.resolve(number))).bind(number, () => 7);

// @ts-expect-error Only what is bound can be overridden.
container.override(text, "text");

// @ts-expect-error An override must be of the token's type.
container.override(number, "text");

export const narrower: Resolver<typeof number> = container.bind(text, () => "text");

// @ts-expect-error A container that lacks a binding cannot stand for one that has it.
export const wider: Resolver<typeof number | typeof text> = container;

// @ts-expect-error Nor can a container.
export const widerContainer: DIContainer<typeof number | typeof text> = container;

// @ts-expect-error A token of the same type is not the same token.
container.resolve(new Token<"other", number>("other"));
