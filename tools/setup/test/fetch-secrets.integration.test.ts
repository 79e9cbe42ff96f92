import { createServer } from "node:http";
import { join } from "node:path";
import { execa } from "execa";
import { expect, it } from "vitest";
import { makeCloudWorkspace } from "../../rollout/test/cloud-workspace.ts";
import { REPOSITORY } from "../../rollout/test/engine-workspace.ts";

const STRATA = join(REPOSITORY, "tools", "cli", "src", "main.ts");
const VALUE = JSON.stringify({
  public_key: "relay-public",
  secret_key: "relay-private",
  id: "01234567-89ab-cdef-0123-456789abcdef",
  sentry_dsn: "https://0a1b2c@o1.ingest.sentry.io/2",
});

it("RUN-073: what the vault holds is a secret of the stack afterwards, and a preview has the relay's resources with it", async () => {
  const server = createServer((_, response) => response.end(JSON.stringify({ value: VALUE })));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    const address = server.address();
    const port = (typeof address === "object" ? address : null)?.port ?? 0;
    const { variables } = await makeCloudWorkspace({});
    const env = {
      ...variables,
      "STRATA__data__secrets__entries__sentry-relay__fetch__url": `http://127.0.0.1:${port}/relay`,
    };
    const strata = async (...words: readonly string[]) =>
      (await execa(process.execPath, [STRATA, ...words], { cwd: REPOSITORY, env })).stdout;
    const source = [
      'import { makeStack, requireEngine, setStackSecret } from "@strata/engine";',
      `const place = ${JSON.stringify({ root: REPOSITORY, layer: "data", environment: "runlayer-prod" })};`,
      `const engine = await requireEngine(place.root);`,
      "await makeStack(engine, place);",
      'await setStackSecret(engine, place, "strata:data.secrets.entries.auth-api-key.value", "sk_test_1");',
    ].join("\n");
    const options = { cwd: join(REPOSITORY, "tools", "cli"), env };
    await execa(process.execPath, ["--input-type=module", "-e", source], options);

    expect(await strata("fetch-secrets", "runlayer-prod")).toBe("sentry-relay: set");
    const plan = JSON.parse(await strata("plan", "runlayer-prod", "network", "data", "--json"));
    expect(JSON.stringify(plan)).toContain("sentry-relay");
    expect(JSON.stringify(plan)).not.toContain("relay-private");
  } finally {
    server.close();
  }
});
