/** A trigger that events of some batches meet, by whom: none are named when it is one batch with too many. */
export interface Met {
  record_ids: number[] | null;
  event_ids: number[] | null;
  batch_ids: number[] | null;
}

/**
 * Parts what events of several batches meet so that within a part no record is brought by two batches, each part holding later batches than the one before:
 * such a part may be read as if it were one batch, and yet each record meets its events in the order of their batches.
 */
export function readableAtOnce<One extends Met>(all: readonly One[]): One[][] {
  const partOf = partsOfBatches(all);
  const parts = Math.max(0, ...partOf.values()) + 1;
  if (parts === 1) return [[...all]];
  return Array.from({ length: parts }, (_, part) => all.map((met) => within(met, (batchId) => partOf.get(batchId) === part))).map((mets) =>
    mets.filter(({ event_ids }) => event_ids!.length > 0),
  );
}

function partsOfBatches(all: readonly Met[]): Map<number, number> {
  const recordsOf = new Map<number, Set<number>>();
  for (const { record_ids, batch_ids } of all) {
    for (const [index, batchId] of (batch_ids ?? []).entries()) {
      const records = recordsOf.get(batchId) ?? new Set();
      recordsOf.set(batchId, records.add(record_ids![index]!));
    }
  }
  const partOf = new Map<number, number>();
  let part = 0;
  let brought = new Set<number>();
  for (const [batchId, records] of [...recordsOf].sort(([a], [b]) => a - b)) {
    if ([...records].some((record) => brought.has(record))) {
      part++;
      brought = new Set();
    }
    for (const record of records) brought.add(record);
    partOf.set(batchId, part);
  }
  return partOf;
}

function within<One extends Met>(met: One, isIn: (batchId: number) => boolean): One {
  const chosen = (numbers: number[] | null): number[] | null => numbers && numbers.filter((_, index) => isIn(met.batch_ids![index]!));
  return { ...met, record_ids: chosen(met.record_ids), event_ids: chosen(met.event_ids), batch_ids: chosen(met.batch_ids) };
}
