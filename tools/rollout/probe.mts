import { describeError } from "../../libs/shared-config/src/index.ts";
import { requireEngine, runLayer } from "../engine/src/index.ts";
import { openWorld, rehearsalEnvironment, startCloud, stopCloud } from "../rehearsal/src/index.ts";

const root = "/work/main";
const world = await openWorld(process.env.PROBE_ROOT ?? root);
const cloud = await startCloud(world);
Object.assign(process.env, rehearsalEnvironment(world, cloud.port));
const engine = await requireEngine(root);
const [op = "deploy", env = "threa-prod", ...layers] = process.argv.slice(2);
for (const layer of layers) {
  try {
    const out = await runLayer(engine, {
      root,
      layer: layer as never,
      environment: env,
      operation: op as never,
      config: {},
      onEvent: (e) => {
        if (process.env.VERBOSE) console.log(JSON.stringify(e).slice(0, 1500));
        if (e.resourcePreEvent && process.env.LIST)
          console.log(e.resourcePreEvent.metadata.op, e.resourcePreEvent.metadata.urn);
      },
    });
    console.log(layer, JSON.stringify(out, null, 1));
  } catch (e) {
    console.log(layer, describeError(e));
  }
}
await stopCloud(world);
