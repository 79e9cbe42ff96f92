import { expect, it } from "vitest";
import { makeWorkspace } from "../../rollout/test/workspace.ts";
import { readRequest, requireEnvironment, requireLayer } from "../src/executors/options.ts";

it("reads one setting or several, and leaves commas and equal signs in a value alone", () => {
  const configOf = (config?: string | readonly string[]) =>
    readRequest("/workspace", "deploy", ["network"], {
      environment: "threa-prod",
      ...(config === undefined ? {} : { config }),
    }).config;
  expect(configOf()).toEqual({});
  expect(configOf("services.app.memory=1024")).toEqual({ "services.app.memory": "1024" });
  expect(configOf(["a.b=x,y", "c=k=v"])).toEqual({ "a.b": "x,y", c: "k=v" });
});

it.each(["memory", "=1024"])("refuses %s, which is not a path and a value", (setting) => {
  const refused = { environment: "threa-prod", config: [setting] };
  expect(() => readRequest("/workspace", "deploy", ["network"], refused)).toThrow(
    `--config ${setting} is not a path and a value`,
  );
});

it("lists the environments when none was chosen", async () => {
  const root = await makeWorkspace({});
  expect(() => requireEnvironment(root, "deploy", undefined)).toThrow(
    expect.objectContaining({ code: "ENVIRONMENT_UNKNOWN", hint: expect.stringContaining("threa-prod") }),
  );
  expect(requireEnvironment(root, "deploy", "threa-prod")).toBe("threa-prod");
});

it("refuses a project that is no layer", () => {
  expect(() => requireLayer("api")).toThrow("the folder api is not a layer's");
});

it("takes --preview of a deploy and of a destroy for what changes nothing, and refuses one of a refresh", async () => {
  const root = await makeWorkspace({});
  const options = { environment: "threa-prod", preview: true };
  expect(readRequest(root, "destroy", ["data"], options)).not.toHaveProperty("preview");
  expect(readRequest(root, "destroy", ["data"], options).operation).toBe("preview-destroy");
  expect(readRequest(root, "deploy", ["data"], options).operation).toBe("preview");
  expect(readRequest(root, "destroy", ["data"], { ...options, preview: false }).operation).toBe("destroy");
  expect(() => readRequest(root, "refresh", ["data"], options)).toThrow("refresh has no preview");
});
