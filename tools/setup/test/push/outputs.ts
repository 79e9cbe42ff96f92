const REGISTRY = "123456789012.dkr.ecr.eu-south-2.amazonaws.com";

/** What the deployed layers of happyrobot-dev promise, as far as a push reads it. */
export const OUTPUTS = {
  cluster: {
    ecsClusterName: "happyrobot-fde",
    repositoryUrls: { api: `${REGISTRY}/happyrobot-api`, web: `${REGISTRY}/happyrobot-frontend` },
  },
  services: { serviceNames: { api: "happyrobot-api", web: "happyrobot-frontend" } },
} as const;
