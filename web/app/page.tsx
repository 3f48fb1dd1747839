import { Suspense, type ReactNode } from "react";
import { apiAddress } from "../status/api-address.ts";
import { readSiteFacts } from "../status/site-facts.ts";
import { ApiStatus, ApiStatusLoading } from "./api-status.tsx";
import { Facts } from "./facts.tsx";

export default function StatusPage(): ReactNode {
  // Here and not below: a site without its link answers 500, which it no longer can once the page has begun to stream.
  const address = apiAddress();
  const { stage, build, runtime, region } = readSiteFacts();
  return (
    <>
      <h1>Service status</h1>
      <section aria-labelledby="api">
        <h2 id="api">API</h2>
        <Suspense fallback={<ApiStatusLoading />}>
          <ApiStatus address={address} />
        </Suspense>
      </section>
      <section aria-labelledby="site">
        <h2 id="site">This site</h2>
        <Facts
          facts={[
            ["Stage", stage],
            ["Region", region],
            ["Runtime", runtime],
            ["Build", <code key="build">{build}</code>],
          ]}
        />
      </section>
      <p>
        <a href="/">Look again</a>
      </p>
    </>
  );
}
