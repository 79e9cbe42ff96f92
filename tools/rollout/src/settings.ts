import { StrataError } from "@strata/shared-config";

/** `["a.b=1"]`, as `--config` gives them, as `{ "a.b": "1" }`. Throws ENVIRONMENT_INVALID for one without `=`. */
export function parseSettings(settings: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    settings.map((setting) => {
      const at = setting.indexOf("=");
      if (at > 0) return [setting.slice(0, at), setting.slice(at + 1)];
      throw new StrataError("ENVIRONMENT_INVALID", `--config ${setting} is not a path and a value`, {
        hint: "--config services.app.memory=1024",
        fault: "user",
      });
    }),
  );
}
