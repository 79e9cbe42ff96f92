/** A response of the router itself, where no backend gives one. */
export function problem(status: number, error: string): Response {
  return Response.json({ error }, { status, headers: { "cache-control": "no-store" } });
}
