import { describe, expect, it } from "vitest";
import { isPackage, lastError, supportsToolchains } from "../src/install/go-output.ts";
import { inOrder } from "../src/install/move-into-place.ts";

describe("what Go prints during a build", () => {
  it("is a package when it is a bare path", () => {
    const packages = ["internal/abi", "fmt", "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi", "gopkg.in/yaml.v3"];
    expect(packages.filter(isPackage)).toEqual(packages);
  });

  it("is no package when it is a message or a heading", () => {
    const messages = ["# github.com/x/y", "go: downloading github.com/x v1.0.0", "x.go:3:1: undefined: y", ""];
    expect(messages.filter(isPackage)).toEqual([]);
  });

  it("tells a Go that fetches newer toolchains from one that does not", () => {
    expect(supportsToolchains("go version go1.26.8 linux/amd64")).toBe(true);
    expect(supportsToolchains("go version go1.21rc2 linux/amd64")).toBe(true);
    expect(supportsToolchains("go version go1.20.14 linux/amd64")).toBe(false);
    expect(supportsToolchains("something else")).toBe(false);
  });

  it("ends with the reason for a failure", () => {
    const stderr = "internal/abi\n# github.com/x/y\nwrite /tmp/b001: no space left on device\nfmt\n";
    expect(lastError(stderr, new Error("exit 1"))).toBe("write /tmp/b001: no space left on device");
    expect(lastError("", new Error("exit 1\nmore"))).toBe("exit 1");
  });
});

describe("a finished installation", () => {
  it("gets the CLI last, so that whoever finds it finds its language hosts too", () => {
    expect(inOrder(["pulumi", "pulumi-language-go", "pulumi-language-nodejs-host", "pulumi-analyzer-policy"])).toEqual([
      "pulumi-language-nodejs-host",
      "pulumi-analyzer-policy",
      "pulumi-language-go",
      "pulumi",
    ]);
  });
});
