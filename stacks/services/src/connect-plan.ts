import { internalAddress, type Service } from "@strata/shared-config";

/** A port that other services reach by a name. Source: Amazon ECS API Reference, ServiceConnectService. */
export interface ConnectService {
  readonly portName: string;
  readonly discoveryName: string;
  readonly clientAlias: { readonly dnsName: string; readonly port: number }[];
}

type Connecting = Pick<Service, "exposure" | "port" | "calls">;

/** Whether a service's tasks are in the environment's Service Connect namespace: it is called there, or calls. */
export function isConnected({ exposure, calls }: Connecting): boolean {
  return exposure === "internal" || Object.keys(calls).length > 0;
}

/** What an internal service offers under its key; nothing for one that only calls others. */
export function planConnect(key: string, { exposure, port }: Connecting): ConnectService[] {
  if (exposure !== "internal" || port === undefined) return [];
  return [{ portName: key, discoveryName: key, clientAlias: [{ dnsName: key, port }] }];
}

/** The address of an internal service, for other services; undefined for one that is not internal. */
export function internalUrl(key: string, service: Connecting): string | undefined {
  return service.exposure === "internal" ? internalAddress(key, service.port)?.url : undefined;
}
