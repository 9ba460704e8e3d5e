/** The countries and territories of ISO 3166-1, by their two-letter codes; their names come from the language. */
export const COUNTRY_CODES: readonly string[] = (
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL ' +
  'CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW ' +
  'GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF ' +
  'MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO ' +
  'RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC ' +
  'VE VG VI VN VU WF WS YE YT ZA ZM ZW'
).split(' ');

const ALSO_CALLED: Readonly<Record<string, string>> = {
  usa: 'US',
  'u.s.': 'US',
  'u.s.a.': 'US',
  'united states of america': 'US',
  uk: 'GB',
  'great britain': 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  'northern ireland': 'GB',
  holland: 'NL',
  'czech republic': 'CZ',
  uae: 'AE',
  turkey: 'TR',
  'south korea': 'KR',
  'ivory coast': 'CI',
};

const namesOf = new Map<string, ReadonlyMap<string, string>>();

/** A country's code, from its code, its name in the given language or in English, or what else it is often called. */
export function parseCountry(text: string, locale: string): string | undefined {
  const word = text.trim().toLowerCase();
  if (word.length === 2 && COUNTRY_CODES.includes(word.toUpperCase())) return word.toUpperCase();
  return countryNames(locale).get(word) ?? countryNames('en').get(word) ?? ALSO_CALLED[word];
}

function countryNames(locale: string): ReadonlyMap<string, string> {
  let names = namesOf.get(locale);
  if (!names) {
    const display = new Intl.DisplayNames([locale], { type: 'region' });
    names = new Map(COUNTRY_CODES.map((code) => [(display.of(code) ?? code).toLowerCase(), code]));
    namesOf.set(locale, names);
  }
  return names;
}
