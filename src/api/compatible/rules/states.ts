const NAMES: Readonly<Record<string, string>> = Object.fromEntries(
  (
    'AL Alabama,AK Alaska,AZ Arizona,AR Arkansas,CA California,CO Colorado,CT Connecticut,DE Delaware,DC District of Columbia,FL Florida,GA Georgia,' +
    'HI Hawaii,ID Idaho,IL Illinois,IN Indiana,IA Iowa,KS Kansas,KY Kentucky,LA Louisiana,ME Maine,MD Maryland,MA Massachusetts,MI Michigan,' +
    'MN Minnesota,MS Mississippi,MO Missouri,MT Montana,NE Nebraska,NV Nevada,NH New Hampshire,NJ New Jersey,NM New Mexico,NY New York,' +
    'NC North Carolina,ND North Dakota,OH Ohio,OK Oklahoma,OR Oregon,PA Pennsylvania,RI Rhode Island,SC South Carolina,SD South Dakota,TN Tennessee,' +
    'TX Texas,UT Utah,VT Vermont,VA Virginia,WA Washington,WV West Virginia,WI Wisconsin,WY Wyoming,PR Puerto Rico,AB Alberta,BC British Columbia,' +
    'MB Manitoba,NB New Brunswick,NL Newfoundland and Labrador,NT Northwest Territories,NS Nova Scotia,NU Nunavut,ON Ontario,PE Prince Edward Island,' +
    'QC Quebec,SK Saskatchewan,YT Yukon,ACT Australian Capital Territory,NSW New South Wales,QLD Queensland,SA South Australia,TAS Tasmania,' +
    'VIC Victoria,AU_NT Northern Territory,AU_WA Western Australia'
  )
    .split(',')
    .map((one) => [one.slice(one.indexOf(' ') + 1).toLowerCase(), one.slice(0, one.indexOf(' '))]),
);

/** Two that share their letters with others: Canada's Northwest Territories, and Washington. */
const AUSTRALIAN = new Set(['NT', 'WA']);

/** A state as it is kept: of the United States, Canada and Australia by its letters, of others as it was written. */
export function stateOfWire(text: string, country: string | undefined): string {
  const code = NAMES[text.toLowerCase()] ?? text;
  return country === 'AU' && AUSTRALIAN.has(code.replace('AU_', '')) ? code.replace('AU_', '') : code;
}

/** A state as calls know it. */
export const wireState = (state: string | null, country: string | null): string | null =>
  state !== null && country === 'AU' && AUSTRALIAN.has(state) ? `AU_${state}` : state;
