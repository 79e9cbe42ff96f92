import { answered, forwarded } from "./forward.ts";
import { problem } from "./problem.ts";
import type { Backend, Settings } from "./settings.ts";
import type { Verdicts } from "./verdicts.ts";

/**
 * With these Cloudflare itself answers where it did not reach a backend, or could not trust it.
 * Source: Cloudflare documentation, "5xx errors". 520 and 524 are not among them: the backend had the request.
 */
const UNREACHED = [521, 522, 523, 525, 526, 530];
/** Methods of which a repetition does no harm. Source: RFC 9110, 9.2.2. */
const IDEMPOTENT = ["GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"];

/**
 * Passes a request on to the first candidate that works. One that nobody answered goes to the next candidate, unless it
 * may have done something already, or its body is used up.
 * @returns the backend's response; 502 where the backend cannot be reached, 503 where none is healthy
 */
export async function route(request: Request, settings: Settings, verdicts: Verdicts): Promise<Response> {
  const { candidates, healthPath, verdictLasts } = settings;
  const tried: string[] = [];
  for (const backend of candidates) {
    const asked = verdictLasts !== undefined;
    if (asked && !(await verdicts.isHealthy(backend, healthPath, verdictLasts))) continue;
    const response = await reach(backend, request);
    if (response !== undefined) return answered(response, backend, request.url);
    verdicts.doubt(backend);
    tried.push(backend.key);
    if (!isRepeatable(request)) break;
  }
  if (tried.length > 0) return problem(502, `cannot reach ${tried.join(", ")}`);
  return problem(503, `no backend is healthy: ${candidates.map(({ key }) => key).join(", ")}`);
}

/** A backend's response, or undefined where the connection failed. */
async function reach(backend: Backend, request: Request): Promise<Response | undefined> {
  try {
    const response = await fetch(forwarded(request, backend));
    if (!UNREACHED.includes(response.status)) return response;
    await response.body?.cancel();
    console.warn(`${backend.key} cannot be reached: Cloudflare says ${response.status}`);
  } catch (error) {
    console.warn(`${backend.key} cannot be reached: ${String(error)}`);
  }
  return undefined;
}

function isRepeatable(request: Request): boolean {
  return IDEMPOTENT.includes(request.method) && request.body === null;
}
