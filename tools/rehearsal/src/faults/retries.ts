/*
 * How long the real AWS provider goes on by itself, in virtual seconds. Jitter has its middle value: nothing here is
 * random.
 */

/** Requests that the provider sends before it gives up (`maxRetries`). Source: the provider's documentation. */
export const MOST_ATTEMPTS = 25;

/** Longest wait between two of them. Source: terraform-provider-aws, internal/conns/config.go (`maxBackoff`). */
const LONGEST_BACKOFF_S = 300;

/** How long a call waits for a new role or resource to be known. Source: internal/service/iam (`propagationTimeout`). */
const PROPAGATION_S = 120;

/** Waits of terraform-plugin-sdk's retry loop: from 0.1 s, doubled, at most 10 s. Source: helper/retry/state.go. */
const FIRST_WAIT_S = 0.1;
const LONGEST_WAIT_S = 10;

/**
 * Seconds spent on so many throttled answers. Source: aws-sdk-go-v2, aws/retry/jitter_backoff.go: a random part of
 * 2^n seconds, the whole longest wait once 2^n is past it.
 */
export function throttledSeconds(answers: number): number {
  let seconds = 0;
  // After the last of the attempts nothing is waited for.
  for (let attempt = 0; attempt < Math.min(answers, MOST_ATTEMPTS - 1); attempt++) {
    seconds += 2 ** attempt > LONGEST_BACKOFF_S ? LONGEST_BACKOFF_S : 2 ** attempt / 2;
  }
  return seconds;
}

/** What a retry loop makes of a resource that is refused so many times. */
export interface Propagation {
  readonly seconds: number;
  /** Refusals that the loop took. Fewer than there are: it has given up. */
  readonly refusals: number;
}

/** Waits until a resource is known, or the time for it is up. */
export function awaitPropagation(refusals: number): Propagation {
  let seconds = 0;
  let taken = 0;
  for (let wait = FIRST_WAIT_S; taken < refusals && seconds + wait <= PROPAGATION_S; taken++) {
    seconds += wait;
    wait = Math.min(wait * 2, LONGEST_WAIT_S);
  }
  return { seconds: Math.round(seconds * 10) / 10, refusals: taken };
}
