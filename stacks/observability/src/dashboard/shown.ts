import type { Environment } from "@strata/shared-config";
import type { Text, Watched } from "../watched.ts";

/** `T` with every value found out. */
type Known<T> = T extends Text ? string : T extends readonly (infer Item)[] ? readonly Known<Item>[] : KnownKeys<T>;
type KnownKeys<T> = T extends object ? { readonly [Key in keyof T]: Known<T[Key]> } : T;

/** What a dashboard shows, all of it known. */
export interface Shown extends Omit<KnownKeys<Watched>, "publicUrls"> {
  readonly region: string;
  readonly environment: Environment["name"];
  readonly containerInsights: boolean;
  readonly publicUrls: readonly string[];
  readonly alarmArns: readonly string[];
}
