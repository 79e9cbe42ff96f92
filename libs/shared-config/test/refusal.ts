import { describeError, loadEnvironment } from "../src/index.ts";
import { PRODUCT, repository } from "./repository.ts";

/** What is said of shop-prod with settings on top, as YAML; "accepted" where nothing is. */
export function refusal(settings: string, product: string = PRODUCT): string {
  const files = {
    "products/shop.yaml": product,
    "environments/shop-prod.yaml": `product: shop\ntier: prod\n${settings}`,
  };
  try {
    loadEnvironment(repository(files), "shop-prod");
  } catch (error) {
    return describeError(error);
  }
  return "accepted";
}
