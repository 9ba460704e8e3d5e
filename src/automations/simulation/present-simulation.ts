import type { ListedSimulation } from './list-simulations.ts';

/** A simulation as pages show it; who may not be seen by name is still counted. */
export function presentSimulation({ row, isLost }: ListedSimulation, names: ReadonlyMap<number, string>) {
  const { found } = row;
  return {
    id: row.id,
    status: isLost ? 'failed' : row.status,
    asked: row.asked,
    revision: row.revision,
    chosen: row.chosen,
    played: row.played,
    createdAt: row.created_at,
    found: found && {
      ...found,
      stuck: found.stuck.filter(({ recordId }) => names.has(recordId)).map((one) => ({ ...one, name: names.get(one.recordId)! })),
    },
  };
}
