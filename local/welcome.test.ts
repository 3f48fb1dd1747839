import { expect, test } from "bun:test";
import { join } from "node:path";
import { welcome, type WelcomeOptions } from "./welcome.ts";

function welcomeOf(engine: WelcomeOptions["engine"]): string {
  const tokenFile = join(process.cwd(), "data", "secrets", "AdminToken");
  return welcome({
    url: "http://127.0.0.1:3000",
    functionUrls: [{ name: "streamPets", url: "http://127.0.0.1:3001" }],
    engine,
    tokenFile,
    storage: { kind: "memory" },
    milliseconds: 1,
  });
}

test("whoever uses AWS's DynamoDB Local is told that it listens on every interface", () => {
  expect(welcomeOf("dynamodb-local").split("\n").slice(3, 5)).toEqual([
    "Data: in memory, gone after the stop (dynamodb-local)",
    "Note: AWS's DynamoDB Local listens on every interface of this machine: on an open network, its data is open, too.",
  ]);
});

test.each(["dynoxide", "external"] as const)("with %s nothing is said of interfaces", (engine) => {
  expect(welcomeOf(engine)).not.toContain("interface");
});

test("the token is read from its file, so that it stands on no screen", () => {
  expect(welcomeOf("dynoxide")).toContain('\n  export DRAHT_TOKEN="$(cat data/secrets/AdminToken)"\n');
});

test("a function's URL is told, and that nobody is asked for leave there", () => {
  expect(welcomeOf("dynoxide").split("\n")[2]).toBe(
    "streamPets streams at http://127.0.0.1:3001 to whoever is on this machine; in AWS, to whom IAM allows it.",
  );
});
