export type { FunctionFacts } from "./function-facts.ts";
export type { ResourceFacts } from "./resource-facts.ts";
export { openSdkFacts, type SdkFacts } from "./sdk.ts";
export type { Properties, PropertyFacts, Shape } from "./shape.ts";
export { parseToken, type Token } from "./token.ts";
