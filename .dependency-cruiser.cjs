// The import rules of the house. Each has a planted violation in test/structure that must be reported.
const ORDER = [
  'ledger',
  'accounts',
  'records',
  'criteria',
  'compliance',
  'transfer',
  'documents',
  'email',
  'inbox',
  'visits',
  'forms',
  'notifications',
  'leads',
  'webhooks',
  'automations',
  'api',
  'privacy',
  'sample',
];

const DOMAIN = 'src/(?!app/)[^/]+';
const TEST = '\\.test\\.tsx?$';
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

const tiers = ORDER.map((domain, tier) =>
  rule(
    `tier-${domain}`,
    'A domain imports only from the domains before it.',
    { path: `^src/${domain}/`, pathNot: TEST },
    { path: `^src/(${ORDER.slice(tier + 1).join('|') || '-'})/` },
  ),
);

module.exports = {
  forbidden: [
    ...tiers,
    rule(
      'door',
      'Other domains come in through the door, index.ts.',
      { path: '^src/((?!app/)[^/]+)/', pathNot: [TEST, `^${DOMAIN}/(schema\\.ts$|rules/)`] },
      { path: `^${DOMAIN}/`, pathNot: ['^src/$1/', `^${DOMAIN}/index\\.ts$`] },
    ),
    rule(
      'rules-door',
      'Pure rules, some of which the browser loads too, may also come in through the schema of the other domain.',
      { path: '^src/((?!app/)[^/]+)/rules/', pathNot: [TEST] },
      { path: `^${DOMAIN}/`, pathNot: ['^src/$1/', `^${DOMAIN}/(index|schema)\\.ts$`] },
    ),
    rule(
      'schema-door',
      'A schema, which the browser loads too, comes in through the schema of the other domain.',
      { path: '^src/((?!app/)[^/]+)/schema\\.ts$' },
      { path: `^${DOMAIN}/`, pathNot: ['^src/$1/', `^${DOMAIN}/schema\\.ts$`] },
    ),
    rule(
      'not-your-own-door',
      'Inside a domain, import the file itself.',
      { path: '^src/((?!app/)[^/]+)/', pathNot: TEST },
      { path: '^src/$1/index\\.ts$' },
    ),
    rule('known-domain', 'Every folder of src stands in ORDER.', {}, { path: '^src/[^/]+/', pathNot: `^src/(app|${ORDER.join('|')})/` }),
    rule('app-knows-no-domain', 'The machinery knows no domain.', { path: '^src/app/', pathNot: TEST }, { path: `^${DOMAIN}/` }),
    rule(
      'no-cycles',
      'Modules do not import each other in a circle.',
      { pathNot: TEST },
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
    rule(
      'pure',
      'Schemas and rules are pure: no database, clock or network.',
      { path: [`^${DOMAIN}/(schema|rules)\\.ts$`, `^${DOMAIN}/rules/`], pathNot: TEST },
      {
        pathNot: [
          'node_modules/(zod|temporal-polyfill|libphonenumber-js|sql-template-tag|rrule|jsep|tldts|isbot)/',
          '^src/app/kernel/',
          `^${DOMAIN}/(schema|rules|index)\\.ts$`,
          `^${DOMAIN}/rules/`,
        ],
        dependencyTypesNot: ['type-only'],
      },
    ),
    rule(
      'database-behind-db',
      'Only the database layer opens connections.',
      { path: '^src/', pathNot: ['^src/app/', TEST] },
      { path: 'node_modules/(pg|pg-copy-streams)/' },
    ),
    rule(
      'http-in-app',
      'Only the machinery knows the HTTP library.',
      { path: '^src/', pathNot: ['^src/app/', TEST] },
      { path: 'node_modules/(fastify|@fastify)/', dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'edges-are-leaves',
      'Routes, jobs and the manifest call operations; nothing calls them.',
      { path: `^${DOMAIN}/`, pathNot: ['/domain\\.ts$', TEST] },
      { path: `^${DOMAIN}/(routes|jobs|domain)\\.ts$` },
    ),
    rule(
      'web-sees-schemas-only',
      'The browser sees schemas and pure rules.',
      { path: '^web/', pathNot: TEST },
      { path: '^src/', pathNot: [`^${DOMAIN}/schema\\.ts$`, `^${DOMAIN}/rules(/|\\.ts$)`] },
    ),
    rule(
      'web-door',
      'A folder of the browser app is entered through its door.',
      { path: '^web/((?!app/|ui/)[^/]+)/', pathNot: TEST },
      { path: '^web/(?!app/|ui/)[^/]+/', pathNot: ['^web/$1/', '^web/[^/]+/index\\.tsx?$'] },
    ),
    rule('server-never-web', 'The server knows nothing of the browser app.', { path: '^src/' }, { path: '^web/' }),
    rule('no-test-code', 'Nothing ships test code.', { path: '^(src|web)/', pathNot: TEST }, { path: `${TEST}|^test/` }),
    rule('no-unresolved', 'Every import resolves.', {}, { couldNotResolve: true }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.(css|svg|png)$' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default', 'node'],
      extensions: ['.ts', '.tsx', '.js', '.json'],
    },
  },
};
