/*
 * A Cloudflare Worker that answers a public name and passes each request on to one of several backends. It uses what every
 * runtime has (Request, Response, fetch), and nothing of Node.
 */
import { problem } from "./problem.ts";
import { route } from "./route.ts";
import { type RouterBindings, readSettings, type Settings } from "./settings.ts";
import { Verdicts } from "./verdicts.ts";

const verdicts = new Verdicts();

export default {
  async fetch(request: Request, bindings: RouterBindings): Promise<Response> {
    let settings: Settings;
    try {
      settings = readSettings(bindings);
    } catch (error) {
      return problem(500, error instanceof Error ? error.message : String(error));
    }
    return await route(request, settings, verdicts);
  },
};
