import { headerKey } from '../header-key.ts';
import { ACTIVECAMPAIGN } from './activecampaign.ts';
import { GOOGLE_CONTACTS } from './google-contacts.ts';
import { HIGHLEVEL } from './highlevel.ts';
import { HUBSPOT } from './hubspot.ts';
import { MAILCHIMP } from './mailchimp.ts';
import { ONTRAPORT } from './ontraport.ts';
import { fit, type Preset } from './preset.ts';

const PRESETS: readonly Preset[] = [...HUBSPOT, ...MAILCHIMP, ...GOOGLE_CONTACTS, ...HIGHLEVEL, ...ONTRAPORT, ...ACTIVECAMPAIGN];

/** The product whose export the headers of a file are, the one they fit best. */
export function knownExport(columns: readonly string[]): Preset | undefined {
  const headers = new Set(columns.map(headerKey));
  let best: { preset: Preset; fits: number } | undefined;
  for (const preset of PRESETS) {
    const fits = fit(preset, headers);
    if (fits > (best?.fits ?? 0)) best = { preset, fits };
  }
  return best?.preset;
}

export const presetByKey = (key: string | null): Preset | undefined => PRESETS.find((preset) => preset.key === key);
