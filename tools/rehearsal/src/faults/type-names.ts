import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";

const PACKAGES = ["aws", "cloudflare", "random"];

/**
 * The tokens of the installed SDKs' resource types, by the names of their files: good enough to find the one that was
 * meant, and what a pattern means. Sorted.
 */
export function typeNames(): readonly string[] {
  return PACKAGES.flatMap(typesOf).sort();
}

function typesOf(packageName: string): readonly string[] {
  const root = dirname(createRequire(import.meta.url).resolve(`@pulumi/${packageName}/package.json`));
  return readdirSync(root, { recursive: true, encoding: "utf8" }).flatMap((file) => {
    const path = /^(?!node_modules)(.+)\.d\.ts$/.exec(file)?.[1]?.replace(/_$/, "");
    if (path === undefined || /(^|\/)(index|get[A-Z]\w*|provider|utilities)$|^(types|config)\//.test(path)) return [];
    const name = path.slice(path.lastIndexOf("/") + 1);
    const module = path.includes("/") ? path : `index/${name}`;
    return [`${packageName}:${module}:${name.charAt(0).toUpperCase()}${name.slice(1)}`];
  });
}
