import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { ProxyAnswer } from "@strata/moto";

/** ECR as far as it is asked whether an image is there, with a docker that pushes to it. */
export interface StandInRegistry {
  /** The docker comes first. */
  readonly path: string;
  /** Answers DescribeImages. */
  readonly describeImages: ProxyAnswer;
  /** References that were pushed, in order. */
  readonly pushed: () => readonly string[];
}

/** @param folder where its files lie */
export function openRegistry(folder: string): StandInRegistry {
  const [bin, log] = [join(folder, "bin"), join(folder, "pushed")];
  mkdirSync(bin);
  writeFileSync(join(bin, "docker"), `#!/bin/sh\n[ "$1" = push ] && echo "$2" >> '${log}'\nexit 0\n`);
  chmodSync(join(bin, "docker"), 0o755);
  const pushed = () => (existsSync(log) ? readFileSync(log, "utf8").trimEnd().split("\n") : []);
  return {
    path: `${bin}${delimiter}${process.env.PATH}`,
    pushed,
    describeImages: ({ body: { repositoryName, imageIds } }) => {
      const [{ imageTag }] = Array.isArray(imageIds) ? imageIds : [{}];
      const isThere = pushed().some((reference) => reference.endsWith(`/${repositoryName}:${imageTag}`));
      return isThere
        ? { status: 200, body: { imageDetails: [{ repositoryName, imageTags: [imageTag] }] } }
        : { status: 400, body: { __type: "ImageNotFoundException", message: `no ${repositoryName}:${imageTag}` } };
    },
  };
}
