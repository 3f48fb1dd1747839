import { expect, test } from "bun:test";
import { defaultPort } from "../../local/command-line.ts";
import { buildEnvironment } from "./build-environment.ts";
import { devEnvironment } from "./dev-environment.ts";

test("a build sees where programs and the home folder are, and no credentials", () => {
  const environment = { PATH: "/bin", HOME: "/home/ada", AWS_SECRET_ACCESS_KEY: "secret", NPM_TOKEN: "secret" };
  expect(buildEnvironment(environment)).toEqual({ PATH: "/bin", HOME: "/home/ada" });
});

test("under development the site is linked to the local API", () => {
  const { SST_RESOURCE_Api: link = "" } = devEnvironment({});
  expect(JSON.parse(link)).toMatchObject({ url: `http://127.0.0.1:${defaultPort}` });
});

test("under `sst dev` it is linked to the API that SST names", () => {
  const link = JSON.stringify({ url: "https://api.example.com" });
  expect(devEnvironment({ SST_RESOURCE_Api: link })).toMatchObject({ SST_RESOURCE_Api: link });
});
