/**
 * How far a step is.
 *
 * @typedef {object} Progress
 * @property {string} title for example `building the Pulumi engine`
 * @property {number} elapsedMs
 * @property {number} [done]
 * @property {number} [total]
 * @property {string} [unit] what is counted
 */

/** A terminal's line is drawn this often, in milliseconds: often enough to look alive. */
const REDRAW = 250;

/** Without a terminal there is one line for each tenth of a step. */
const PARTS = 10;

/**
 * @param {number} ms
 * @returns {string} for example `12 s` or `1 min 3 s`
 */
export function duration(ms) {
  const seconds = Math.round(ms / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/**
 * @param {Progress} progress
 * @returns {string} for example `building the Pulumi engine: 512 of 1686 packages, 1 min 3 s`
 */
export function progressLine({ title, elapsedMs, done, total, unit }) {
  const counted =
    done === undefined || total === undefined ? "" : `${Math.min(done, total)} of ${total} ${unit ?? ""}, `;
  return `${title}: ${counted}${duration(elapsedMs)}`;
}

/**
 * Whether a step has come into another tenth.
 *
 * @param {number} before
 * @param {number} done
 * @param {number} total
 */
export function isMilestone(before, done, total) {
  return Math.floor((before * PARTS) / total) < Math.floor((done * PARTS) / total);
}

/**
 * Shows steps one after the other: in a terminal as one live line each, elsewhere as a few plain lines.
 *
 * @param {Pick<NodeJS.WriteStream, "write" | "isTTY" | "columns">} stream
 * @param {() => number} [now] clock, in milliseconds
 */
export function createReporter(stream, now = Date.now) {
  /** @type {{ title: string, startedAt: number, done?: number, total?: number, unit?: string } | undefined} */
  let step;
  /** @type {NodeJS.Timeout | undefined} */
  let timer;

  const line = () => (step === undefined ? "" : progressLine({ ...step, elapsedMs: now() - step.startedAt }));
  const draw = () => {
    stream.write(`\r\u001b[2K${line().slice(0, Math.max((stream.columns ?? 80) - 1, 20))}`);
  };
  const end = () => {
    clearInterval(timer);
    if (stream.isTTY && step !== undefined) stream.write("\r\u001b[2K");
    const ended = step;
    step = undefined;
    return ended;
  };

  return {
    /** @param {string} title */
    start(title) {
      if (step !== undefined) this.done();
      step = { title, startedAt: now() };
      if (!stream.isTTY) return void stream.write(`${title}\n`);
      draw();
      timer = setInterval(draw, REDRAW);
      timer.unref();
    },
    /**
     * @param {number} done
     * @param {number} total
     * @param {string} unit
     */
    update(done, total, unit) {
      if (step === undefined) return;
      const before = step.total === total ? (step.done ?? 0) : 0;
      Object.assign(step, { done, total, unit });
      if (!stream.isTTY && done < total && isMilestone(before, done, total)) stream.write(`  ${line()}\n`);
    },
    /** The step is done. */
    done() {
      const ended = end();
      if (ended !== undefined) stream.write(`${ended.title}: done in ${duration(now() - ended.startedAt)}\n`);
    },
    /**
     * The step is over without success.
     *
     * @param {string} [why] when nobody else says it
     */
    stop(why) {
      end();
      if (why !== undefined) stream.write(`${why}\n`);
    },
  };
}

/** @typedef {ReturnType<typeof createReporter>} Reporter */
