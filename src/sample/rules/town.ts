/** The people and firms round Saltmarsh Sailing School: where they live, what they are called. All of them are made up. */
export const GIVEN_NAMES =
  'Ada Aisha Alba Amara Amélie Anders Anneke Astrid Beatriz Ben Björn Bruno Camille Carys Chidi Chloé Dana Diego Ebba Eilidh Elif Emeka Enzo Erik Esme Fatima Femke Finn Freya Gwen Hana Hanno Hiro Ida Ines Ingrid Isla Ivo Jonas Juno Kaito Karim Katja Kofi Lars Layla Lea Leila Liam Linnea Lucía Lukas Maja Malik Marek Marta Mateo Maya Mei Mila Nadia Nia Niels Noor Nora Olu Omar Oscar Pernille Priya Rafael Ravi Rosa Rune Sadia Sam Selma Sofia Søren Tariq Theo Tilda Tomás Una Vera Viktor Wren Yara Yusuf Zofia'.split(
    ' ',
  );

export const FAMILY_NAMES =
  'Abara Adeyemi Ahlgren Ashdown Bakker Bauer Becker Bergström Blackwood Bosch Brandt Byrne Cabrera Castell Dahl Delacroix Demir Dubois Egede Falk Farouk Fenwick Ferreira Fischer Fontaine Garnett Gauthier Haddad Hagen Hale Hartley Hayashi Heath Hofmann Holloway Ibarra Iqbal Jansen Jensen Kaplan Keane Khan Kirkby Kowalska Kraus Kuroda Lang Larkin Leclerc Lindqvist Lowe Marchetti Marsh Mbeki Meyer Moreau Munro Nakamura Navarro Novak Nwosu Okafor Olsen Ortega Osei Palmer Park Pereira Petrov Quist Rahman Reyes Rossi Sadler Santos Sato Sharma Silva Sorensen Stone Tanaka Thorne Torres Vance Varga Visser Vogel Wallace Weber Whitlock Yılmaz Zhang'.split(
    ' ',
  );

export const TOWNS: readonly { city: string; country: string; zone: string }[] = [
  { city: 'Saltmarsh', country: 'GB', zone: 'Europe/London' },
  { city: 'Saltmarsh', country: 'GB', zone: 'Europe/London' },
  { city: 'Saltmarsh', country: 'GB', zone: 'Europe/London' },
  { city: 'Hythe Quay', country: 'GB', zone: 'Europe/London' },
  { city: 'Norwich', country: 'GB', zone: 'Europe/London' },
  { city: 'Ipswich', country: 'GB', zone: 'Europe/London' },
  { city: 'Rotterdam', country: 'NL', zone: 'Europe/Amsterdam' },
  { city: 'Kiel', country: 'DE', zone: 'Europe/Berlin' },
  { city: 'Aarhus', country: 'DK', zone: 'Europe/Copenhagen' },
  { city: 'Nantes', country: 'FR', zone: 'Europe/Paris' },
  { city: 'Valencia', country: 'ES', zone: 'Europe/Madrid' },
  { city: 'Boston', country: 'US', zone: 'America/New_York' },
];

export const FIRMS =
  'Anchor & Rye Bakery|Beacon Analytics|Blue Heron Press|Brightwater Dental|Causeway Legal|Copper Kettle Roasters|Dune Architects|Eastgate Logistics|Fenland Robotics|Gannet Games|Harbour Light Hotel|Ironbridge Tools|Kestrel Health|Lantern Studio|Longshore Insurance|Marsh & Meadow Foods|Millrace Software|North Pier Capital|Oyster Bay Ceramics|Pilot House Brewery|Quarry Lane School|Redshank Engineering|Saltbox Homes|Seagrass Skincare|Shingle Street Media|Skylark Travel|Slipway Fitness|Spindrift Energy|Stonecrop Gardens|Tidewater Clinic|Tern Valley Schools|Two Rivers Council|Underwood & Daughters|Vane Instruments|Waterline Design|Westerly Bank|Whimbrel Wines|Wickham Cycles|Windmill Publishing|Yarrow Pharmacy'.split(
    '|',
  );

export const NOTES: readonly string[] = [
  'Rang about dates in May. Wants a course together with a sister; call back on Thursday.',
  'Nervous about deep water. Suggested the taster afternoon first.',
  'Asked whether the certificate counts abroad. Sent the table of equivalents.',
  'Has sailed dinghies as a child, skip the first day.',
  'Vegetarian, and allergic to nuts: note for the galley.',
  'Would like to bring the team again next summer, about twelve people.',
  'Left the jacket on board; it is in the office.',
  'Prefers weekends. Works shifts at the hospital.',
];

export const OUTCOMES: readonly string[] = ['Booked', 'Interested, but later', 'No answer', 'Not interested'];
