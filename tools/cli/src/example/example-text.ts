import { environmentJsonSchema, type ProductTerms } from "@strata/shared-config";
import { settingsExample } from "./settings-example.ts";

/** Where the example of all settings stands. It does not end in .yaml: it is no environment. */
export const EXAMPLE_FILE = "environments/settings.example";

/** Every setting there is, commented out, for whoever writes an environment's file. */
export function exampleOfAll(): string {
  return textOf([
    "# Every setting of an environment, with its default or, in <>, what it takes. Generated: strata config example --write",
    "# The same for one product, with what it sets and what it asks for: strata config example <product>",
    ...settingsExample(environmentJsonSchema(), { settings: {}, required: [] }),
  ]);
}

/** An environment's file of a product, to be filled in: what it has to give stands open. */
export function exampleOf(product: string, tier: string, { settings, required }: ProductTerms): string {
  const { properties, ...schema } = environmentJsonSchema();
  const { product: _product, tier: _tier, ...others } = properties ?? {};
  return textOf([
    "# yaml-language-server: $schema=./schema.json",
    `# ${product}, tier ${tier}: what has no # has to be filled in; what has one is as it stands unless the # goes.`,
    `product: ${product}`,
    `tier: ${tier}`,
    ...settingsExample({ ...schema, properties: others }, { settings, required }),
  ]);
}

function textOf(lines: readonly string[]): string {
  return `${lines.join("\n")}\n`;
}
