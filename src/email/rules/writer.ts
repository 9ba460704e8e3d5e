import type { Actor } from '../../app/kernel/actor.ts';

/** The user who writes a message; nobody where a program or the product itself does. */
export const writerOf = (actor: Actor): number | null => (actor.type === 'user' ? Number(actor.id) : null);
