export { type DeployedService, type DeployedServices, deployedServices, findService } from "./deployed-services.ts";
export { type Migration, migrate } from "./migrate.ts";
export { type ExecRequest, execWords } from "./open-shell.ts";
export type { OperateHost } from "./operate-host.ts";
export { type LogLine, type LogRequest, readLogs } from "./read-logs.ts";
export { type RefreshRequest, refreshServices } from "./refresh-services.ts";
export { type ServiceStatus, serviceStatus, type TaskStatus } from "./service-status.ts";
export { parseSpan } from "./span.ts";
