import {
  asTree,
  environmentJsonSchema,
  listProducts,
  productTerms,
  SECRET_PATTERNS,
  valueAt,
} from "@strata/shared-config";
import { settingRows } from "./settings-rows.ts";
import { VARIABLES } from "./variables.ts";

/** Where the reference stands. */
export const REFERENCE_FILE = "docs/configuration.md";

/** A section of the reference: more of them are more rows here. */
interface Section {
  readonly title: string;
  readonly lines: (root: string) => readonly string[];
}

const SECTIONS: readonly Section[] = [
  { title: "Environment variables", lines: variableLines },
  { title: "Settings", lines: settingLines },
  { title: "Secrets of the stacks", lines: secretLines },
  { title: "What each product asks for", lines: productLines },
];

/** Every setting, secret and variable, as Markdown. */
export function referenceText(root: string): string {
  return `${[
    "<!-- Generated: strata config reference --write -->",
    "",
    "# Configuration reference",
    "",
    "How to set up an environment is in [self-hosting.md](self-hosting.md); where one value comes from says",
    "`strata config explain <environment> <path>`.",
    ...SECTIONS.flatMap(({ title, lines }) => ["", `## ${title}`, "", ...lines(root)]),
  ].join("\n")}\n`;
}

function variableLines(): readonly string[] {
  return table(
    ["variable", "what it does"],
    VARIABLES.map(({ name, what }) => [code(name), what]),
  );
}

function settingLines(): readonly string[] {
  return [
    "A path stands in `environments/<name>.yaml`. The same path with `strata:` before it is the key of a stack's config, which is",
    "stronger, for changes in a hurry: `cd stacks/services && pulumi config set strata:services.api.desiredCount 4 -s <environment>`.",
    "",
    ...table(
      ["path", "takes", "default", "what it does"],
      settingRows(environmentJsonSchema()).map(({ path, takes, initial, what }) => [
        code(path),
        takes,
        initial === "" ? "" : code(initial),
        what,
      ]),
    ),
  ];
}

function secretLines(): readonly string[] {
  return [
    "Never in a file: `pulumi config set --secret strata:<path> -s <environment>` in the folder of the layer asks for the value.",
    "A `*` is a key of your own.",
    "",
    ...SECRET_PATTERNS.map((pattern) => `- ${code(`strata:${pattern}`)}, in \`stacks/${pattern.split(".")[0]}\``),
  ];
}

function productLines(root: string): readonly string[] {
  return listProducts(root).flatMap((product, index) => {
    const { required, settings } = productTerms(root, product, "prod");
    const secrets = entryKeys(settings);
    return [
      ...(index === 0 ? [] : [""]),
      `### ${product}`,
      "",
      "Settings that a production environment has to give: " +
        `${required.length === 0 ? "none" : required.map(code).join(", ")}.`,
      "",
      `Entries of its secret store: ${secrets.length === 0 ? "none" : secrets.map(code).join(", ")}.`,
      "",
      ...table(["service", "variables of its container"], containerRows(settings)),
    ];
  });
}

/** The variables that each service's container gets, plain ones and secrets. */
function containerRows(settings: ReturnType<typeof productTerms>["settings"]): readonly (readonly string[])[] {
  const services = asTree(settings.services);
  return Object.keys(services).map((service) => {
    const names = ["environment", "secrets"].flatMap((kind) => {
      return Object.keys(asTree(valueAt(services, [service, kind])));
    });
    return [code(service), names.sort().map(code).join(", ")];
  });
}

function entryKeys(settings: ReturnType<typeof productTerms>["settings"]): readonly string[] {
  return Object.keys(asTree(valueAt(settings, ["data", "secrets", "entries"])));
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)];
}

/** A pipe is escaped in a code span as well; `<` is text there, and elsewhere it could begin HTML. */
function cell(text: string): string {
  const spans = text.replaceAll("|", "\\|").replaceAll("\n", " ").trim().split("`");
  return spans.map((span, index) => (index % 2 === 1 ? span : span.replaceAll("<", "\\<"))).join("`");
}

function code(text: string): string {
  return `\`${text}\``;
}
