import {
  LocalWorkspace,
  type PulumiCommand,
  type PulumiFn,
  Stack,
  StackAlreadyExistsError,
} from "@pulumi/pulumi/automation/index.js";

/**
 * Tries of one request of the engine to S3, whose own 3 are lost once in 37 on a network that loses 3 of 10. The AWS
 * provider hears of it too, so it is that one's own default: `max_retries` of 25.
 */
const AWS_ATTEMPTS = "25";

/**
 * The Automation API's stack, without the CLI runs that nothing here needs: it would select the stack beforehand (0.3 s),
 * and ask for outputs twice and for the history afterwards (0.8 s), all of which the events hold already.
 *
 * @param folder the engine's working folder
 * @param secretsProvider how a stack that is made anew encrypts its secrets
 */
export async function openStack(
  pulumiCommand: PulumiCommand,
  folder: string,
  environment: string,
  secretsProvider: string | undefined,
  program: PulumiFn | undefined,
): Promise<Stack> {
  const workspace = await LocalWorkspace.create({
    workDir: folder,
    pulumiCommand,
    envVars: { PULUMI_SKIP_UPDATE_CHECK: "true", AWS_MAX_ATTEMPTS: process.env.AWS_MAX_ATTEMPTS ?? AWS_ATTEMPTS },
    ...(secretsProvider === undefined ? {} : { secretsProvider }),
    ...(program === undefined ? {} : { program }),
  });
  const select = workspace.selectStack;
  workspace.selectStack = async () => undefined;
  const stack = await Stack.select(environment, workspace);
  workspace.selectStack = select;
  stack.outputs = async () => ({});
  stack.info = async () => undefined;
  return stack;
}

/** Makes the stack, unless somebody else just did. Gives whether it was made here. */
export async function createStack(stack: Stack): Promise<boolean> {
  try {
    await stack.workspace.createStack(stack.name);
    return true;
  } catch (error) {
    if (error instanceof StackAlreadyExistsError) return false;
    throw error;
  }
}
