import { expect, test } from "vitest";
import { planQueries } from "../src/query-plan.ts";

test("a query is saved for errors, their number over time, and slow requests", () => {
  expect(planQueries().map(({ name }) => name)).toEqual(["errors", "errors over time", "slowest requests"]);
});

test("each query is a chain of commands, the first of which names what it reads", () => {
  for (const { query } of planQueries()) {
    const commands = query.split("\n| ").map((command) => command.split(" ")[0]);
    expect(commands[0]).toBe("fields");
    expect(["filter", "sort", "stats", "limit"]).toEqual(expect.arrayContaining(commands.slice(1)));
  }
});
