import { findRoot } from "@strata/shared-config";

/** The repository that the tests run in. */
export const root = findRoot(import.meta.dirname) ?? "";
