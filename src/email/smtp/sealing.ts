import { seal, unseal } from '../../app/sealing.ts';

const PURPOSE = 'quayside mail passwords';

/** Seals a mail server's password so that the database alone does not give it away. */
export const sealPassword = (secretKey: string, password: string): string => seal(secretKey, PURPOSE, password);

/** The password again; undefined when it was sealed under another key of the installation, or changed. */
export const unsealPassword = (secretKey: string, sealed: string): string | undefined => unseal(secretKey, PURPOSE, sealed);
