import { Refusal } from "../operations/cloud.ts";
import type { FunctionRules } from "./rule.ts";

/** Functions of the component packages. */
export const components: FunctionRules = {
  // The engine tells a component's children which AWS provider they belong to, and the package's functions nothing.
  "awsx:ec2:getDefaultVpc": () => {
    throw new Refusal(
      "awsx:ec2:getDefaultVpc cannot be rehearsed: it is not told a region. Use the component awsx.ec2.DefaultVpc",
    );
  },
};
