import { afterAll, expect, test } from 'vitest';
import { makeAccount, type TestSeat } from '../../../test/factories.ts';
import { testDatabase } from '../../../test/harness.ts';
import { everyone } from '../../app/kernel/viewer.ts';
import { eventKinds } from '../../app/registry.ts';
import { recordEvent } from '../../ledger/index.ts';
import { createRecord, recordById, updateRecord } from '../../records/index.ts';
import type { ScoreRow } from '../queries/scores.ts';
import { bandOf } from '../rules/score.ts';
import { scoreSettingsSchema, type EventLine, type ScoreLine, type ScoreSettings } from '../rules/score-settings.ts';
import { addToScore } from './add-to-score.ts';
import { createScore } from './create-score.ts';
import { loadScore } from './load-score.ts';
import { sweepScores } from './sweep-scores.ts';
import { updateScore } from './update-score.ts';

const SEED = Number(process.env['SEED'] ?? 20261123);
const ROUNDS = process.env['QUAYSIDE_DEEP'] ? 12 : 3;
const on = testDatabase({ now: '2026-03-02T09:00:00Z' });
const ZONE = 'America/New_York';
const CONTACT = 0;
afterAll(() => process.stdout.write(`random scores: seed ${SEED}\n`));

function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
}

const NAMES = ['Ada', 'Grace', 'Joan', 'Mary'];
const KINDS = ['email.clicked', 'email.opened', 'note.added'];

/** What has happened to one record, as plainly as it can be kept. */
interface Life {
  id: number;
  name: string;
  happened: { kind: string; subject: number; day: string }[];
  added: { points: number; day: string }[];
}

const dayIn = (at: Date): string => new Intl.DateTimeFormat('en-CA', { timeZone: ZONE }).format(at);
const daysFrom = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

/** The score of one record worked out alone, day by day, period by period. */
function plainScore({ lines, decay, floor, cap }: ScoreSettings, life: Life, today: string): number {
  const left = (points: number, day: string): number => {
    let micro = 1_000_000;
    if (decay)
      for (let passed = decay.days; passed <= daysFrom(day, today); passed += decay.days)
        micro = Math.floor((micro * (100 - decay.percent)) / 100);
    return points * micro;
  };
  let micro = life.added.reduce((sum, { points, day }) => sum + left(points, day), 0);
  let explicit = 0;
  for (const line of lines) {
    if (line.is === 'criteria') {
      if ((line.criteria as { values: string[] }).values.includes(life.name)) explicit += line.points;
      continue;
    }
    const perDay = new Map<string, number>();
    let ever = 0;
    for (const event of life.happened) {
      if (event.kind !== line.event || (line.subject && !line.subject.includes(event.subject))) continue;
      const today_ = perDay.get(event.day) ?? 0;
      if ((line.perDay !== null && today_ >= line.perDay) || (line.most !== null && ever >= line.most)) continue;
      perDay.set(event.day, today_ + 1);
      ever++;
      micro += left(line.points, event.day);
    }
  }
  return Math.max(floor, Math.min(cap, explicit + Math.floor((micro + 500_000) / 1_000_000)));
}

function randomModel(random: (below: number) => number, lastId: number): ScoreSettings {
  const lines = Array.from({ length: 1 + random(5) }, (_, place): ScoreLine => {
    const id = lastId + place + 1;
    const points = random(2) === 0 ? 1 + random(40) : -1 - random(20);
    if (random(3) === 0)
      return { id, is: 'criteria', points, criteria: { field: 1, operator: 'is', values: [NAMES[random(NAMES.length)]!] } };
    const limit = (): number | null => (random(2) === 0 ? null : 1 + random(4));
    const line: EventLine = { id, is: 'event', points, event: KINDS[random(KINDS.length)]!, most: limit(), perDay: limit() };
    return random(2) === 0 ? line : { ...line, subject: [1 + random(2)] };
  });
  const decay = random(4) === 0 ? null : { percent: 1 + random(100), days: 1 + random(5) };
  return scoreSettingsSchema.parse({ lines, decay, floor: -random(50), cap: 60 + random(100) });
}

test('every score is what working it out record by record gives, whatever happens when and however often the model changes', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    on.clock.moveTo('2026-03-02T09:00:00Z');
    await playRound(randomFrom(SEED + round), await makeAccount(on, { timeZone: ZONE }), `round ${round}`);
  }
}, 120_000);

async function playRound(random: (below: number) => number, owner: TestSeat, where: string): Promise<void> {
  const run = <T>(work: Parameters<typeof on.database.account<T>>[1]): Promise<T> => on.database.account(owner.accountId, work);
  const settle = (): Promise<number> => on.settle(owner.accountId);
  const lives: Life[] = [];
  let settings = randomModel(random, 0);
  let score: ScoreRow | undefined;

  const born = async (): Promise<void> => {
    const name = NAMES[random(NAMES.length)]!;
    const id = await run((db) => createRecord(db, owner.actor, owner.ids, { objectId: CONTACT, values: { 1: name } }));
    lives.push({ id, name, happened: [], added: [] });
  };
  const happen = async (): Promise<void> => {
    const life = lives[random(lives.length)]!;
    const kind = KINDS[random(KINDS.length)]!;
    const subject = 1 + random(2);
    const times = 1 + random(3);
    const known = eventKinds().find((one) => one.kind === kind)!;
    await run(async (db) => {
      for (let time = 0; time < times; time++) {
        await recordEvent(db, owner.actor, {
          kind: known,
          record: { objectId: CONTACT, id: life.id },
          subject: { type: 'email', id: subject },
        });
      }
    });
    for (let time = 0; time < times; time++) life.happened.push({ kind, subject, day: dayIn(on.clock.now()) });
  };
  const steps: (() => Promise<unknown>)[] = [
    born,
    happen,
    happen,
    happen,
    async () => {
      const life = lives[random(lives.length)]!;
      life.name = NAMES[random(NAMES.length)]!;
      await run((db) => updateRecord(db, owner.actor, { objectId: CONTACT, id: life.id, values: { 1: life.name } }));
    },
    async () => {
      if (!score) return;
      const life = lives[random(lives.length)]!;
      const points = random(2) === 0 ? 7 : -5;
      const scoreId = score.id;
      await run((db) => addToScore(db, owner.actor, { scoreId, points, recordIds: [life.id], causeIds: [null] }));
      life.added.push({ points, day: dayIn(on.clock.now()) });
    },
    async () => {
      // Everything that happened is read before a day ends: what is read later counts for its own day, but behind what was read before it.
      await settle();
      on.clock.moveBy((1 + random(9 * 24)) * 3_600_000);
    },
    // The model changes, and the sweep begins, while events are still to be read.
    async () => {
      if (random(3) > 0) return;
      if (!score) {
        score = await run((db) => createScore(db, owner.actor, everyone, owner.ids, { objectId: CONTACT, name: 'Lead score', settings }));
      } else {
        const { id } = score;
        const { revision, settings: kept } = await run((db) => loadScore(db, id));
        settings = { ...randomModel(random, kept.lastId), bands: kept.bands };
        await run((db) => updateScore(db, owner.actor, everyone, id, { settings, revision }));
      }
      if (random(2) === 0) await sweepScores(on.database, owner.accountId);
    },
  ];

  await born();
  for (let step = 0; step < 120; step++) {
    await steps[random(steps.length)]!();
    if (!score || random(4) > 0) continue;
    await settle();
    const { id, field_id, band_field_id, settings: kept } = await run((db) => loadScore(db, score!.id));
    for (const life of lives) {
      const record = (await run((db) => recordById(db, CONTACT, life.id)))!;
      const expected = plainScore(kept, life, dayIn(on.clock.now()));
      const stands = [record.values[String(field_id)], record.values[String(band_field_id)]];
      expect(stands, `${where}, step ${step}, record ${life.id}, score ${id}, seed ${SEED}`).toEqual([
        expected,
        bandOf(kept.bands, expected).id,
      ]);
    }
  }
}
