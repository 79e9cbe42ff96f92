import { expandNames } from "./load/tree.ts";
import type { EnvironmentSettings } from "./schema/environment.ts";

type Settings = EnvironmentSettings["services"][string];

/** Where a service is reached by other services: by its key, through Service Connect. */
export interface InternalAddress {
  readonly host: string;
  readonly port: number;
  readonly url: string;
}

/**
 * The services that are deployed, with their names, and what they know of one another. A service goes that is not
 * enabled, or that requires a secret which is switched off; a variable goes that asks for such a secret; and so does
 * what a service is told of one that is gone.
 */
export function resolveServices(settings: EnvironmentSettings) {
  const { entries } = settings.data.secrets;
  const off = (entry: string) => entries[entry]?.presence === "off";
  const present = Object.entries(settings.services).filter(
    ([, service]) => service.enabled && !service.requires.some(off),
  );
  const withoutOff = <Reference extends object>(secrets: Record<string, Reference>) =>
    Object.fromEntries(
      Object.entries(secrets).filter(([, reference]) => !("secret" in reference && off(String(reference.secret)))),
    );
  const services = Object.fromEntries(
    present.map(([key, service]) => {
      const names = namesOf(settings, key, service);
      return [
        key,
        {
          ...service,
          ...names,
          secrets: withoutOff(service.secrets),
          containers: Object.fromEntries(
            Object.entries(service.containers).map(([container, one]) => [
              container,
              {
                ...one,
                secrets: withoutOff(one.secrets),
                logGroup:
                  one.logGroup === undefined
                    ? `${names.logGroup}-${container}`
                    : `${one.logGroup}${settings.naming.suffix}`,
              },
            ]),
          ),
          calls: Object.fromEntries(
            Object.entries(service.calls)
              .filter(
                ([callee]) => settings.services[callee] === undefined || present.some(([each]) => each === callee),
              )
              .map(([callee, call]) => [
                callee,
                {
                  ...call,
                  secrets: withoutOff(call.secrets),
                  environment: told(call.environment, internalAddress(callee, settings.services[callee]?.port)),
                },
              ]),
          ),
        },
      ];
    }),
  );
  return { services, serviceKeys: Object.keys(settings.services) };
}

/** The address of an internal service. A service without a port has none: a check says so. */
export function internalAddress(key: string, port: number | undefined): InternalAddress | undefined {
  return port === undefined ? undefined : { host: key, port, url: `http://${key}:${port}` };
}

function told(environment: Record<string, string>, address: InternalAddress | undefined): Record<string, string> {
  if (address === undefined) return environment;
  const names = { ...address, port: String(address.port) };
  return Object.fromEntries(
    Object.entries(environment).map(([variable, text]) => [variable, String(expandNames(text, names))]),
  );
}

function namesOf({ naming, app }: EnvironmentSettings, key: string, service: Settings) {
  const base = naming.base ?? app;
  const name = service.name ?? `${base}-${key}`;
  const family = `${service.family ?? name}${naming.suffix}`;
  return {
    name: `${name}${naming.suffix}`,
    family,
    role: service.role === undefined ? `${family}-task` : `${service.role}${naming.suffix}`,
    logGroup: `${service.logGroup ?? `/ecs/${name}`}${naming.suffix}`,
  };
}
