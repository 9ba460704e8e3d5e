import type { ComponentType } from 'react';
import { later } from './later.tsx';

const StoppedBand = later(async () => (await import('../email/stopped-band.tsx')).StoppedBand);

/** A band above every screen, for what must not be overlooked. It returns null while there is nothing to say. Append yours. */
export const bands: readonly ComponentType[] = [StoppedBand];
