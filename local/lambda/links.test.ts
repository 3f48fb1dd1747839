import { expect, test } from "bun:test";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { writeLinks, type Links } from "./links.ts";

const linkedResources = { Table: { name: "draht-local-Table", type: "sst.aws.Dynamo" }, Ünicode: { text: "łódź" } };

/** What the real `sst/resource` gives a process in this folder with these variables and no others. */
async function resolve(expression: string, folder: string, variables: Record<string, string>): Promise<string> {
  const sst = import.meta.resolve("sst/resource");
  const script = `const { Resource } = await import(${JSON.stringify(sst)}); console.log(JSON.stringify(${expression}));`;
  const child = Bun.spawn([process.execPath, "-e", script], {
    cwd: folder,
    env: variables,
    stdout: "pipe",
    stderr: "pipe",
  });
  const [stdout, stderr] = await Promise.all([child.stdout.text(), child.stderr.text(), child.exited]);
  return stdout + stderr;
}

async function linked(links: Links, folder: string): Promise<Record<string, string>> {
  return { ...(await writeLinks(folder, links)) };
}

test("sst/resource resolves what was linked", async () => {
  await using folder = await temporaryFolder();
  const variables = await linked(linkedResources, folder.path);

  const resolved = await resolve("[Resource.Table, Resource.Ünicode, Resource.App]", folder.path, variables);

  expect(JSON.parse(resolved)).toEqual([
    linkedResources.Table,
    linkedResources.Ünicode,
    { name: "draht", stage: "local" },
  ]);
});

test("sst/resource says what was not linked", async () => {
  await using folder = await temporaryFolder();
  const variables = await linked({}, folder.path);

  expect(await resolve("Resource.Table", folder.path, variables)).toContain(`"Table" is not linked`);
});

test("the key is new each time and the names are not readable in the file", async () => {
  await using folder = await temporaryFolder();

  const first = await writeLinks(folder.path, linkedResources);
  const second = await writeLinks(folder.path, linkedResources);

  expect(second.SST_KEY).not.toBe(first.SST_KEY);
  expect(Buffer.from(first.SST_KEY, "base64")).toHaveLength(32);
  expect(await Bun.file(`${folder.path}/resource.enc`).text()).not.toContain("draht-local");
});
