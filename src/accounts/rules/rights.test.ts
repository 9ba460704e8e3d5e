import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ObjectRights, Scope } from '../../app/kernel/viewer.ts';
import { ACCOUNT_RIGHTS, rightsSchema, type Exceptions, type Rights } from '../schema.ts';
import { DEFAULT_ROLES } from './default-roles.ts';
import { rightsBeyond, viewerFrom, wouldCircle, type SeatRights } from './rights.ts';

const SCOPES: Scope[] = ['none', 'own', 'team', 'all'];
const SECTIONS = ['hidden', 'view', 'edit'] as const;
const OBJECTS = [0, 149, 150, 10000];

const objectRights: fc.Arbitrary<ObjectRights> = fc.record({
  view: fc.constantFrom(...SCOPES),
  edit: fc.constantFrom(...SCOPES),
  delete: fc.constantFrom(...SCOPES),
  create: fc.boolean(),
  export: fc.boolean(),
  bulk: fc.boolean(),
  sections: fc.dictionary(fc.constantFrom('1', '2'), fc.constantFrom(...SECTIONS)),
});
const objects = fc.dictionary(fc.constantFrom(...OBJECTS.slice(0, 3).map(String)), objectRights);
const rights = fc.record({ account: fc.subarray([...ACCOUNT_RIGHTS]), objects, otherObjects: objectRights }) as fc.Arbitrary<Rights>;
const exceptions = fc.option(
  fc.record({ allow: fc.subarray([...ACCOUNT_RIGHTS]), withhold: fc.subarray([...ACCOUNT_RIGHTS]), objects }),
) as fc.Arbitrary<Exceptions | null>;
const seat = (rights: Rights, exceptions: Exceptions | null = null): SeatRights => ({
  userId: 1,
  teamIds: [1],
  isOwner: false,
  rights,
  exceptions,
});

/** Everything a viewer may, as plain words, worked out naively. */
function powers(of: SeatRights): Set<string> {
  const viewer = viewerFrom(of);
  const held = new Set<string>(ACCOUNT_RIGHTS.filter((right) => viewer.can(right)));
  for (const object of OBJECTS) {
    const on = viewer.on(object);
    for (const what of ['view', 'edit', 'delete'] as const) {
      for (const scope of SCOPES.slice(1, SCOPES.indexOf(on[what]) + 1)) held.add(`${object} ${what} ${scope}`);
    }
    for (const what of ['create', 'export', 'bulk'] as const) if (on[what]) held.add(`${object} ${what}`);
    for (const section of ['1', '2']) {
      for (const reach of SECTIONS.slice(1, SECTIONS.indexOf(on.sections[section] ?? 'edit') + 1))
        held.add(`${object} section ${section} ${reach}`);
    }
  }
  return held;
}

describe('rights', () => {
  test('that are not beyond the giver’s give no power the giver lacks, whatever the documents', () => {
    fc.assert(
      fc.property(rights, exceptions, rights, (own, except, given) => {
        const held = powers(seat(own, except));
        const allowed = rightsBeyond(seat(own, except), given).length === 0;
        const climbs = [...powers(seat(given))].some((power) => !held.has(power));
        expect(allowed && climbs).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  test('that are the giver’s own can always be given', () => {
    fc.assert(fc.property(rights, (own) => rightsBeyond(seat(own), own).length === 0));
  });

  test('of exceptions win over the role’s, and what is withheld is gone', () => {
    const own: Rights = rightsSchema.parse(DEFAULT_ROLES[1]!.rights);
    const none: ObjectRights = {
      view: 'own',
      edit: 'none',
      delete: 'none',
      create: false,
      export: false,
      bulk: false,
      sections: { 3: 'hidden' },
    };
    const viewer = viewerFrom(seat(own, { allow: ['privacy.erase'], withhold: ['users.manage'], objects: { 149: none } }));
    expect([viewer.can('privacy.erase'), viewer.can('users.manage'), viewer.on(149), viewer.on(0).view]).toEqual([
      true,
      false,
      none,
      'all',
    ]);
  });

  test('of the roles an account begins with are complete documents', () => {
    for (const role of DEFAULT_ROLES) expect(rightsSchema.parse(role.rights)).toEqual(role.rights);
  });
});

test('a role never comes to stand below itself', () => {
  const managers = new Map<number, number | null>([
    [1, null],
    [2, 1],
    [3, 2],
    [4, 2],
  ]);
  expect([wouldCircle(2, 3, managers), wouldCircle(2, 2, managers), wouldCircle(3, 4, managers), wouldCircle(4, 1, managers)]).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
