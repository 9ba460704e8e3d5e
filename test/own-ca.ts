import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';

export interface ServerCertificate {
  cert: string;
  key: string;
  /** Where both stand, for servers that read files. */
  certFile: string;
  keyFile: string;
}

export interface OwnCa {
  certificateFor(host: string): ServerCertificate;
  /** From now on this process believes this authority, beside those it knows. */
  trust(): void;
  distrust(): void;
  remove(): void;
}

/** An authority of the test's own, made by openssl, that signs certificates for any host name. */
export function makeOwnCa(): OwnCa {
  const folder = mkdtempSync(join(tmpdir(), 'qs-ca-'));
  const openssl = (...args: string[]): void => void execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' });
  const known = getCACertificates('default');
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  openssl('req', '-x509', ...newKey, '-keyout', 'ca.key', '-out', 'ca.pem', '-subj', '/CN=Harbour authority', '-days', '2');
  return {
    certificateFor(host) {
      openssl('req', ...newKey, '-keyout', `${host}.key`, '-out', `${host}.csr`, '-subj', `/CN=${host}`);
      writeFileSync(join(folder, 'names'), `subjectAltName=DNS:${host}`);
      const signed = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-extfile', 'names', '-days', '1'];
      openssl('x509', '-req', '-in', `${host}.csr`, '-out', `${host}.pem`, ...signed);
      const [certFile, keyFile] = [join(folder, `${host}.pem`), join(folder, `${host}.key`)];
      return { cert: readFileSync(certFile, 'utf8'), key: readFileSync(keyFile, 'utf8'), certFile, keyFile };
    },
    trust: () => setDefaultCACertificates([...known, readFileSync(join(folder, 'ca.pem'), 'utf8')]),
    distrust: () => setDefaultCACertificates(known),
    remove() {
      setDefaultCACertificates(known);
      rmSync(folder, { recursive: true });
    },
  };
}
