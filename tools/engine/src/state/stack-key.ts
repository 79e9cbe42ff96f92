/** Where a backend that keeps objects keeps a stack's state. */
export function stackKey(layer: string, environment: string): string {
  return `.pulumi/stacks/${layer}/${environment}.json`;
}
