const SMALLEST = 32_768;
const MOST_KEPT = 64;

const free = new Map<number, Buffer[]>();

/**
 * Room for a letter on its way, at least as large as asked. Letters by the thousand, each in memory of its own outside the heap, made a process grow
 * by 100 MB a round; a few dozen rooms do for all of them.
 */
export function takeRoom(length: number): Buffer {
  let size = SMALLEST;
  while (size < length) size *= 2;
  return free.get(size)?.pop() ?? Buffer.allocUnsafeSlow(size);
}

/** Gives room back for another letter. Only for one whose text is known to have arrived. */
export function giveRoomBack(room: Buffer): void {
  const rooms = free.get(room.length) ?? [];
  free.set(room.length, rooms);
  if (rooms.length < MOST_KEPT) rooms.push(room);
}
