/*
 * Where the answers come from: Anthropic API reference, "List models" and "Errors"; OpenAI API reference, "List models" and
 * "Error codes"; GitHub REST API reference, "Get the authenticated app" and "Check a token" (an unknown token is a 404, so
 * the pair of ID and secret was right; a wrong pair is a 401); RFC 6749, section 5.2, which Google's token endpoint follows;
 * Slack API, `oauth.v2.access`; Resend API reference, "Errors" (a key for sending alone is a good one, and answers 401);
 * E2B and Nango API reference. Modal has no call over HTTP.
 */
import type { CredentialTest, CredentialTests } from "./credential-test.ts";
import { githubAppToken } from "./github-app-token.ts";

/** A code that nobody ever gave out: with a right pair of ID and secret this is what is refused. */
const NO_CODE = "strata-credential-test";
const FORM = { "content-type": "application/x-www-form-urlencoded" };
const GITHUB = {
  accept: "application/vnd.github+json",
  "x-github-api-version": "2022-11-28",
  "user-agent": "strata-setup",
};

/** All of them, by the name that a product's file has. */
export const TESTS: CredentialTests = {
  anthropic: {
    party: "the Anthropic API",
    call: ({ key = "" }) => ({
      origin: "https://api.anthropic.com",
      path: "/v1/models?limit=1",
      method: "GET",
      headers: { "x-api-key": key, "anthropic-version": "2023-06-01" },
    }),
    verdicts: { good: ["200", "403", "429"], bad: ["401"] },
  },
  openai: bearer("the OpenAI API", "https://api.openai.com", "/v1/models", {
    good: ["200", "403", "429"],
    bad: ["401"],
  }),
  resend: bearer("the Resend API", "https://api.resend.com", "/domains", {
    good: ["200", "401 restricted_api_key", "429"],
    bad: ["401", "403 invalid_api_key", "400 validation_error"],
  }),
  nango: bearer("the Nango API", "https://api.nango.dev", "/integrations", { good: ["200", "429"], bad: ["401"] }),
  e2b: {
    party: "the E2B API",
    call: ({ key = "" }) => ({
      origin: "https://api.e2b.app",
      path: "/v2/sandboxes?limit=1",
      method: "GET",
      headers: { "x-api-key": key },
    }),
    verdicts: { good: ["200", "429"], bad: ["401", "403"] },
  },
  "github-app": {
    party: "GitHub, as the App",
    call: async ({ id = "", privateKey = "" }, now) => ({
      origin: "https://api.github.com",
      path: "/app",
      method: "GET",
      headers: { ...GITHUB, authorization: `Bearer ${await githubAppToken(id, privateKey, now)}` },
    }),
    verdicts: { good: ["200"], bad: ["401", "404"] },
  },
  "github-oauth": {
    party: "GitHub, as the OAuth app",
    call: ({ id = "", secret = "" }) => ({
      origin: "https://api.github.com",
      path: `/applications/${encodeURIComponent(id)}/token`,
      method: "POST",
      headers: { ...GITHUB, authorization: basic(id, secret), "content-type": "application/json" },
      body: JSON.stringify({ access_token: NO_CODE }),
    }),
    verdicts: { good: ["200", "404", "422"], bad: ["401"] },
  },
  "google-oauth": {
    party: "Google, as the OAuth client",
    call: ({ id = "", secret = "" }) => ({
      origin: "https://oauth2.googleapis.com",
      path: "/token",
      method: "POST",
      headers: FORM,
      body: form({
        client_id: id,
        client_secret: secret,
        code: NO_CODE,
        grant_type: "authorization_code",
        redirect_uri: "http://localhost",
      }),
    }),
    verdicts: {
      good: ["400 invalid_grant", "400 redirect_uri_mismatch"],
      bad: ["400 invalid_client", "401 invalid_client", "401"],
    },
  },
  "slack-oauth": {
    party: "Slack, as the app",
    call: ({ id = "", secret = "" }) => ({
      origin: "https://slack.com",
      path: "/api/oauth.v2.access",
      method: "POST",
      headers: FORM,
      body: form({ client_id: id, client_secret: secret, code: NO_CODE }),
    }),
    verdicts: { good: ["200 invalid_code"], bad: ["200 bad_client_secret", "200 invalid_client_id"] },
  },
};

function bearer(party: string, origin: string, path: string, verdicts: CredentialTest["verdicts"]): CredentialTest {
  return {
    party,
    call: ({ key = "" }) => ({
      origin,
      path,
      method: "GET",
      headers: { authorization: `Bearer ${key}`, "user-agent": "strata-setup" },
    }),
    verdicts,
  };
}

function basic(id: string, secret: string): string {
  return `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}`;
}

function form(fields: Readonly<Record<string, string>>): string {
  return new URLSearchParams(fields).toString();
}
