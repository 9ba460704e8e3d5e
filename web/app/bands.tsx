import type { ComponentType } from 'react';
import { StoppedBand } from '../email/stopped-band.tsx';

/** A band above every screen, for what must not be overlooked. It returns null while there is nothing to say. Append yours. */
export const bands: readonly ComponentType[] = [StoppedBand];
