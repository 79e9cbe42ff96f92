export { installMoto, MOTO_VERSION } from "./install-moto.ts";
export { type Moto, startMoto } from "./start-moto.ts";
