import { describe, expect, it } from "vitest";
import { parseS3Url } from "../src/store/s3-url.ts";

describe("the URL of an S3 backend", () => {
  it("names a bucket, a folder in it, and how both are reached", () => {
    const url = "s3://states/team/a?region=eu-central-1&endpoint=localhost:9000&s3ForcePathStyle=true&disableSSL=true";
    expect(parseS3Url(url)).toMatchObject({
      bucket: "states",
      prefix: "team/a/",
      place: "s3://states/team/a",
      region: "eu-central-1",
      endpoint: "http://localhost:9000",
      pathStyle: true,
      plainHttp: true,
    });
  });

  it("asks for nothing where it says nothing", () => {
    expect(parseS3Url("s3://states")).toEqual({
      bucket: "states",
      prefix: "",
      place: "s3://states",
      region: undefined,
      endpoint: undefined,
      profile: undefined,
      role: undefined,
      encryption: undefined,
      encryptionKey: undefined,
      pathStyle: false,
      plainHttp: false,
      dualStack: false,
      fips: false,
      accelerate: false,
      anonymous: false,
    });
  });

  it("takes an endpoint without a scheme for a safe one, and one with a scheme as it is", () => {
    expect(parseS3Url("s3://b?endpoint=minio:9000").endpoint).toBe("https://minio:9000");
    expect(parseS3Url("s3://b?endpoint=http://minio:9000&use_path_style=1").endpoint).toBe("http://minio:9000");
  });

  it("is shown without what a person should not see", () => {
    expect(parseS3Url("s3://key:secret@states/team?profile=admin").place).toBe("s3://states/team");
  });

  it("is refused with a parameter that the engine does not take", () => {
    expect(() => parseS3Url("s3://states?regoin=eu-central-1")).toThrow(
      expect.objectContaining({ code: "OPTION_INVALID", message: expect.stringContaining("did you mean region?") }),
    );
  });
});
