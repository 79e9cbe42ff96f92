import type * as pulumi from "@pulumi/pulumi";
import { describeError, StrataError } from "../errors.ts";
import { currentCarrier } from "./given-upstreams.ts";

/**
 * A hook of the engine, whose known errors reach whoever runs the program: as they are a tool, and by hand as text, since the
 * engine takes nothing but a message.
 * @param act see Pulumi's documentation, "Resource hooks"; it is called in no preview
 */
export function inHook(act: pulumi.ResourceHookFunction): pulumi.ResourceHookFunction {
  const carrier = currentCarrier();
  return async (args) => {
    try {
      await act(args);
    } catch (error) {
      carrier?.noteError(error);
      if (!(error instanceof StrataError)) throw error;
      throw new Error(describeError(error), { cause: error });
    }
  };
}
