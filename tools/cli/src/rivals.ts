import { type Environment, listEnvironments, loadEnvironment, StrataError } from "@strata/shared-config";

/**
 * The other environments that give the same names in the same account and region, sorted: one account holds only one of
 * them at a time. A file that describes no environment is nobody's rival.
 * @param root the repository
 */
export function rivalsOf(root: string, environment: Environment): string[] {
  return listEnvironments(root).filter((name) => {
    if (name === environment.name) return false;
    const other = tryToLoad(root, name);
    return other !== undefined && sharesNames(environment, other);
  });
}

function sharesNames(one: Environment, other: Environment): boolean {
  const sameAccount =
    one.aws.accountId === undefined || other.aws.accountId === undefined || one.aws.accountId === other.aws.accountId;
  return sameAccount && one.aws.region === other.aws.region && one.cluster.name === other.cluster.name;
}

function tryToLoad(root: string, name: string): Environment | undefined {
  try {
    return loadEnvironment(root, name);
  } catch (error) {
    if (error instanceof StrataError) return undefined;
    throw error;
  }
}
