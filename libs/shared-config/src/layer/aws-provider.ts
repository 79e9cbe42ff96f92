import { AsyncLocalStorage } from "node:async_hooks";
import { Provider } from "@pulumi/aws/provider.js";
import * as pulumi from "@pulumi/pulumi";
import type { Environment } from "../resolve.ts";

/**
 * Sends every AWS resource and look-up of a stack, children of remote components included, through one provider for
 * the environment's region and account, so that neither a forgotten option nor a shell's AWS_REGION can lead elsewhere.
 * A resource that names another provider keeps it. The provider comes to exist with the first resource that needs it.
 */
export function useEnvironmentProvider({ aws }: Environment): void {
  let provider: Provider | undefined;
  // Transforms are called by the engine, outside the program's async context, in which Pulumi keeps stack and project.
  const inProgram = AsyncLocalStorage.snapshot();
  const shared = () => {
    provider ??= inProgram(
      () =>
        new Provider("aws", {
          region: aws.region,
          ...(aws.accountId === undefined ? {} : { allowedAccountIds: [aws.accountId] }),
        }),
    );
    return provider;
  };
  pulumi.runtime.registerResourceTransform(({ type, props, opts, custom }) => {
    if (!custom || !type.startsWith("aws:") || hasProvider(opts)) return undefined;
    return { props, opts: { ...opts, provider: shared() } };
  });
  pulumi.runtime.registerInvokeTransform(({ token, args, opts }) => {
    if (!token.startsWith("aws:") || opts.provider !== undefined) return undefined;
    return { args, opts: { ...opts, provider: shared() } };
  });
}

function hasProvider(options: pulumi.CustomResourceOptions): boolean {
  return options.provider !== undefined;
}
