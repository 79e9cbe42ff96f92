import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { parseSync, Visitor } from "oxc-parser";
import { isProgramFile, programFiles } from "../read-layers.ts";

/** Where a program first names something: `stacks/services/src/placement.ts:14`. */
export type Places = ReadonlyMap<string, string>;

/**
 * Every name and text in a layer's program, without its comments, and where each is first. An output that the program
 * consumes is among them, however it reaches it: as a member, in a pattern, or in a type. The reverse does not hold: another
 * thing may have the same name.
 */
export async function programNames(root: string, folder: string): Promise<Places> {
  const files = programFiles(root, folder);
  return namesOf(
    await Promise.all(files.map(async (file) => ({ file, text: await readFile(join(root, file), "utf8") }))),
  );
}

/** As {@link programNames}, of a commit. A folder that is not there has none. */
export async function programNamesAt(root: string, commit: string, folder: string): Promise<Places> {
  const list = await execa("git", ["ls-tree", "-r", "--name-only", commit, `${folder}/`], { cwd: root });
  const files = list.stdout.split("\n").filter(isProgramFile);
  return namesOf(
    await Promise.all(
      files.map(async (file) => {
        const { stdout } = await execa("git", ["show", `${commit}:${file}`], { cwd: root });
        return { file, text: stdout };
      }),
    ),
  );
}

function namesOf(files: readonly { readonly file: string; readonly text: string }[]): Places {
  const places = new Map<string, string>();
  for (const { file, text } of files) {
    const note = (name: string, start: number) => {
      if (!places.has(name)) places.set(name, `${file}:${text.slice(0, start).split("\n").length}`);
    };
    const parsed = parseSync(file, text, { preserveParens: false });
    new Visitor({
      Identifier: ({ name, start }) => note(name, start),
      Literal: ({ value, start }) => (typeof value === "string" ? note(value, start) : undefined),
      TemplateElement: ({ value, start }) => note(value.cooked ?? value.raw, start),
    }).visit(parsed.program);
  }
  return places;
}
