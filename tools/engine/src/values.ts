/** What states and events hold, for who only reads them: without the Pulumi SDK, which takes half a second to load. */
export { storedResource } from "./state/stored-resource.ts";
