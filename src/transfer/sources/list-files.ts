import type Client from 'ssh2-sftp-client';
import { Problem } from '../../app/kernel/problem.ts';
import type { SeenFile } from '../queries/source-files.ts';
import { fitsPattern } from '../rules/source-schedule.ts';

/** The files of a folder that fit a pattern, oldest first. Refuses `no_such_folder`. */
export async function listFiles(sftp: Client, folder: string, pattern: string): Promise<SeenFile[]> {
  const found = await sftp.list(folder).catch((error: Error & { code?: unknown }) => {
    if (/no such|not exist|permission|denied|failure/i.test(error.message)) {
      throw new Problem('no_such_folder', `There is no folder “${folder}” on the server, or it may not be read. Check its name.`);
    }
    throw error;
  });
  return found
    .filter(({ type, name }) => type === '-' && fitsPattern(name, pattern))
    .map(({ name, size, modifyTime }) => ({ fileName: name, fileSize: size, modifiedAt: new Date(modifyTime) }))
    .sort((a, b) => a.modifiedAt.getTime() - b.modifiedAt.getTime() || a.fileName.localeCompare(b.fileName));
}
