export { installMoto, MOTO_VERSION } from "./install-moto.ts";
export { type Moto, startMoto } from "./start-moto.ts";
export {
  type MotoProxy,
  type ProxiedAnswer,
  type ProxiedCall,
  type ProxyAnswer,
  startMotoProxy,
} from "./start-moto-proxy.ts";
