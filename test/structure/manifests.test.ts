import { describe, expect, it } from 'vitest';
import { domains } from '../../src/domains.ts';
import type { Domain } from '../../src/app/kernel/domain.ts';

/** What is found by its name among all domains: of two of one name only one would ever be found. */
const NAMED: Readonly<Record<string, (domain: Domain) => readonly string[]>> = {
  'a kind of event': ({ events = [] }) => events.map(({ kind }) => kind),
  'an action': ({ actions = [] }) => actions.map(({ kind }) => kind),
  'a job': ({ jobs = [] }) => jobs.map(({ name }) => name),
  'a loop': ({ loops = [] }) => loops.map(({ name }) => name),
  'a follower': ({ followers = [] }) => followers.map(({ name }) => name),
  'a route': ({ routes = [] }) => routes.map(({ method, path }) => `${method} ${path}`),
};

describe('the manifests of the domains', () => {
  it.each(Object.entries(NAMED))('declare %s once', (_, namesOf) => {
    const declared = domains.flatMap((domain) => namesOf(domain).map((name) => ({ name, by: domain.name })));
    const counts = Map.groupBy(declared, ({ name }) => name);
    expect([...counts.values()].filter((one) => one.length > 1)).toEqual([]);
    expect(declared.length).toBeGreaterThan(0);
  });
});
