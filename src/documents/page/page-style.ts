import { DEPTHS, FAMILIES, surfaceOf, type FullLook } from '../rules/drawing.ts';
import { inkOn, readableOn, type Shade } from '../rules/colours.ts';

const BAD: Shade = { light: '#B3372F', dark: '#EE8379' };

/** A declaration for browsers that know one shade only, and for those that know both. */
export const shaded = (property: string, { light, dark }: Shade): string =>
  light === dark ? `${property}:${light}` : `${property}:${light};${property}:light-dark(${light},${dark})`;

/** The whole style of a page. Everything hangs on `.qs`, so that it can stand in somebody else's page. */
export function pageStyle(look: FullLook): string {
  const sheet = surfaceOf(look.sheet, DEPTHS.sheet, look);
  const around = surfaceOf(look.background, DEPTHS.around, look);
  const onAccent = { light: inkOn(sheet.accent.light), dark: inkOn(sheet.accent.dark) };
  const bad = { light: readableOn(BAD.light, sheet.ground.light), dark: readableOn(BAD.dark, sheet.ground.dark) };
  const tokens: Record<string, Shade> = {
    sheet: sheet.ground,
    ink: sheet.ink,
    faint: sheet.faint,
    accent: sheet.accent,
    'on-accent': onAccent,
    line: sheet.line,
    bad,
    around: around.ground,
  };
  const values = (pick: (shade: Shade) => string): string =>
    Object.entries(tokens)
      .map(([name, shade]) => `--qs-${name}:${pick(shade)}`)
      .join(';');
  return `.qs{${values(({ light }) => light)};color-scheme:light dark}
@supports (color:light-dark(#000,#fff)){.qs{${values(({ light, dark }) => `light-dark(${light},${dark})`)}}}
.qs.qs-light{color-scheme:light}
.qs{box-sizing:border-box;max-width:${look.width}px;margin:0 auto;padding:40px 32px;background:var(--qs-sheet);color:var(--qs-ink);border-radius:10px;font:16px/1.5 ${FAMILIES[look.font]};overflow-wrap:anywhere}
.qs h1,.qs h2,.qs h3{font-family:${FAMILIES[look.headingFont]}}
${RULES}`;
}

/** The ground around a hosted page. */
export function groundStyle(look: FullLook): string {
  const { ground } = surfaceOf(look.background, DEPTHS.around, look);
  return `html{color-scheme:light dark;${shaded('background', ground)}}body{margin:0;padding:clamp(0px,5vw,56px) 0 56px}@media (max-width:640px){body{padding:0}.qs{border-radius:0!important;min-height:100vh}}`;
}

const RULES = `.qs *,.qs *::before{box-sizing:border-box}
.qs h1{font-size:clamp(26px,5vw,34px);line-height:1.2;margin:0 0 16px;font-weight:650;text-wrap:balance}
.qs h2{font-size:20px;line-height:1.3;margin:0 0 12px;font-weight:650}
.qs h3{font-size:16px;line-height:1.4;margin:0 0 8px;font-weight:650}
.qs p{margin:0 0 16px}
.qs ul,.qs ol{margin:0 0 16px;padding-inline-start:24px}
.qs a{color:var(--qs-accent);text-underline-offset:2px}
.qs img{max-width:100%;height:auto;vertical-align:top}
.qs hr{border:0;border-top:1px solid var(--qs-line);margin:8px 0 24px}
.qs table{max-width:100%}
.qs-c{text-align:center}.qs-r{text-align:end}
.qs-block{margin:0 0 16px}
.qs-small{font-size:13px}.qs-large{font-size:18px}
.qs-button{display:inline-block;padding:10px 20px;border:0;border-radius:6px;background:var(--qs-accent);color:var(--qs-on-accent)!important;font:inherit;font-weight:600;line-height:1.5;text-decoration:none;cursor:pointer;min-height:44px;transition:filter .15s}
.qs-button:hover{filter:brightness(1.08)}
.qs-button[disabled]{opacity:.65;cursor:progress}
.qs-wide{display:block;width:100%;text-align:center}
.qs :focus-visible{outline:3px solid var(--qs-accent);outline-offset:2px}
.qs-section{margin:0 -32px;padding:0 32px}
.qs-columns{display:grid;gap:0 24px;grid-template-columns:var(--qs-columns,1fr)}
.qs-columns>div{min-width:0}
.qs-social{display:flex;flex-wrap:wrap;gap:4px 16px;list-style:none;padding:0!important}
.qs-social.qs-c{justify-content:center}.qs-social.qs-r{justify-content:flex-end}
.qs-field{margin:0 0 20px}
.qs-field[hidden]{display:none}
.qs-field>label:not(.qs-tick),.qs legend{display:block;font-weight:600;margin:0 0 6px;padding:0}
.qs fieldset{border:0;margin:0;padding:0;min-width:0}
.qs-help{color:var(--qs-faint);font-size:14px;margin:-2px 0 8px!important}
.qs-star,.qs-error{color:var(--qs-bad)}
.qs-error{font-size:14px;margin:6px 0 0!important}
.qs-alert{border:1px solid var(--qs-bad);border-radius:6px;padding:10px 14px;color:var(--qs-bad)}
.qs input:not([type=checkbox]):not([type=color]):not([type=file]),.qs select,.qs textarea{display:block;width:100%;min-height:44px;padding:9px 12px;border:1px solid color-mix(in srgb,var(--qs-ink) 45%,var(--qs-sheet));border-radius:6px;background:var(--qs-sheet);color:var(--qs-ink);font:inherit}
.qs textarea{resize:vertical}
.qs input[type=file]{max-width:100%;font:inherit;font-size:14px}
.qs input[type=color]{width:64px;height:44px;padding:4px;border:1px solid var(--qs-line);border-radius:6px;background:none}
.qs ::placeholder{color:var(--qs-faint);opacity:1}
.qs [aria-invalid=true]{border-color:var(--qs-bad)!important}
.qs-tick{display:flex;gap:10px;align-items:flex-start;padding:6px 0;font-weight:400;cursor:pointer}
.qs-tick input{flex:none;width:20px;height:20px;margin:2px 0 0;accent-color:var(--qs-accent)}
.qs-part{display:block;margin:0 0 10px}
.qs-part span{display:block;font-size:14px;color:var(--qs-faint)}
.qs-away{position:absolute!important;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
@media (max-width:640px){.qs{padding:28px 20px}.qs-section{margin:0 -20px;padding-left:20px;padding-right:20px}.qs-columns{grid-template-columns:1fr}.qs-desktop{display:none!important}}
@media (min-width:641px){.qs-phone{display:none!important}}
@media (prefers-reduced-motion:reduce){.qs *{transition:none!important}}`;
