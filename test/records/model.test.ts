import { describe, expect, it } from 'vitest';
import { randomFrom } from '../criteria/random.ts';
import { testDatabase } from '../harness.ts';
import { differences } from './compare.ts';
import { makeModelWorld } from './model-world.ts';
import { randomSteps, takeStep, type Step } from './model-steps.ts';
import { seedOf } from '../seed.ts';

const SEED = seedOf(20_261_122);
const SEQUENCES = Number(process.env.MODEL_SEQUENCES ?? (process.env.QUAYSIDE_DEEP ? 150 : 3));
const STEPS = process.env.QUAYSIDE_DEEP ? 80 : 45;
/** Compared after so many steps, and at the end. */
const LOOKED_AFTER = 9;
/** So many shorter sequences are tried to say in fewer steps what went wrong. */
const SHRINKING = Number(process.env.MODEL_SHRINKING ?? 60);
const test = testDatabase();

/** Takes the steps in an account of their own. Gives what was wrong first, with the steps up to there; undefined where nothing was. */
async function wrongAfter(steps: readonly Step[], every = LOOKED_AFTER): Promise<{ wrong: string; steps: Step[] } | undefined> {
  const world = await makeModelWorld(test);
  for (const [at, step] of steps.entries()) {
    const taken = steps.slice(0, at + 1);
    const answer = await takeStep(world, step).catch((error: Error) => `${step.kind} broke: ${error.stack ?? error.message}`);
    if (answer !== undefined) return { wrong: answer, steps: taken };
    if (at % every !== every - 1 && at !== steps.length - 1) continue;
    const [first] = await differences(world);
    if (first !== undefined) return { wrong: first, steps: taken };
  }
  return undefined;
}

/** Leaves steps out as long as something still goes wrong. */
async function shrunk(found: { wrong: string; steps: Step[] }): Promise<{ wrong: string; steps: Step[] }> {
  let least = found;
  let tries = SHRINKING;
  for (let size = Math.ceil(found.steps.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < least.steps.length && tries > 0; tries--) {
      const fewer = await wrongAfter([...least.steps.slice(0, at), ...least.steps.slice(at + size)]).catch(() => undefined);
      if (fewer) least = fewer;
      else at += size;
    }
  }
  return least;
}

describe('whatever people do with records', () => {
  it(
    `ends where a simple model of it ends, in ${SEQUENCES} sequences of ${STEPS} steps (seed ${SEED})`,
    async () => {
      for (let sequence = 0; sequence < SEQUENCES; sequence++) {
        const found = await wrongAfter(randomSteps(randomFrom(SEED + sequence), STEPS));
        if (found === undefined) continue;
        const least = await shrunk(found);
        expect.fail(`MODEL_SEED=${SEED + sequence}: ${least.wrong}\nafter\n${least.steps.map((step) => JSON.stringify(step)).join('\n')}`);
      }
    },
    120_000 + SEQUENCES * 20_000,
  );
});
