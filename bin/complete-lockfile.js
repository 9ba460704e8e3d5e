// Completes package-lock.json after npm install. npm leaves out the packages for other systems that a registry does not serve, and npm ci
// then refuses the lockfile on every machine. Their versions are pinned by the packages that ask for them, and their names say what
// they are for. With --check nothing is written.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './parts/install.js';

const SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const C_LIBRARIES = { gnu: 'glibc', gnueabihf: 'glibc', musl: 'musl', musleabihf: 'musl' };
const PROCESSORS = ['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64'];

/** Entries for the optional packages that other entries ask for and the lockfile lacks, by their place in node_modules. */
export function missingEntries(packages) {
  const missing = {};
  for (const [path, asking] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(asking.optionalDependencies || {})) {
      if (!isPresent(packages, path, name)) missing[`node_modules/${name}`] = entryOf(name, version, asking);
    }
  }
  return missing;
}

/** As Node looks for it: beside the asking package's own packages, then one level further out, and so on. */
function isPresent(packages, path, name) {
  for (let place = path; ; place = place.slice(0, Math.max(0, place.lastIndexOf('node_modules/') - 1))) {
    if (packages[`${place ? `${place}/` : ''}node_modules/${name}`]) return true;
    if (place === '') return false;
  }
}

function entryOf(name, version, asking) {
  const words = name.split(/[/.-]/);
  const system = SYSTEMS.find((word) => words.includes(word));
  const processor = PROCESSORS.find((word) => words.includes(word));
  const library = Object.keys(C_LIBRARIES).find((word) => words.includes(word));
  if (!system || !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)) {
    throw new Error(
      `${name}@${version} is missing from package-lock.json and its name does not say for which system it is: run npm install.`,
    );
  }
  return {
    version,
    ...(processor ? { cpu: [processor] } : {}),
    ...(asking.dev ? { dev: true } : {}),
    ...(asking.license ? { license: asking.license } : {}),
    optional: true,
    os: [system],
    ...(library && system === 'linux' ? { libc: [C_LIBRARIES[library]] } : {}),
  };
}

const file = join(ROOT, 'package-lock.json');
const lockfile = JSON.parse(readFileSync(file, 'utf8'));
const missing = missingEntries(lockfile.packages);
const count = Object.keys(missing).length;
if (process.argv.includes('--check')) {
  process.stdout.write(
    count === 0
      ? 'The lockfile is complete.\n'
      : `package-lock.json lacks ${count} packages, such as ${Object.keys(missing)[0]}: run node bin/complete-lockfile.js\n`,
  );
  process.exitCode = count === 0 ? 0 : 1;
} else if (count > 0) {
  const all = Object.entries(Object.assign({}, lockfile.packages, missing)).sort(([a], [b]) => a.localeCompare(b, 'en'));
  writeFileSync(file, `${JSON.stringify({ ...lockfile, packages: Object.fromEntries(all) }, null, 2)}\n`);
  process.stdout.write(`${count} packages added to package-lock.json.\n`);
}
