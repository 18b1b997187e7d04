import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  existsSync,
  openSync,
  readSync,
  statfsSync,
  statSync,
} from 'node:fs';
import type { Database } from './sqlite-database.ts';

/* The file of a database as a file: whose it is, what its first bytes say, and whether there is room for it. */

/** Says whose file it is, in its header: "Glas". */
export const applicationId = 0x476c6173;

/** What the header of a database says (sqlite.org/fileformat2.html, 1.3). */
export interface Header {
  readonly application: number;
  /** How many migrations it has had. */
  readonly version: number;
  /** Whether what was written last stands in a log beside it. */
  readonly hasLog: boolean;
}

/** @returns Undefined for a file that is no database of SQLite, or none at all. */
export function headerOf(file: string): Header | undefined {
  const bytes = Buffer.alloc(100);
  try {
    const descriptor = openSync(file, 'r');
    try {
      if (readSync(descriptor, bytes) < bytes.length) return undefined;
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return undefined;
  }
  if (bytes.toString('latin1', 0, 16) !== 'SQLite format 3\0') return undefined;
  return { application: bytes.readUInt32BE(68), version: bytes.readUInt32BE(60), hasLog: bytes[18] === 2 };
}

/**
 * Whether lines may be missing from a file: the header says that there is a log beside it, which a server takes back when it stops,
 * and there is none. So it is a copy of a file in use, made without its log.
 */
export function isShortOf(file: string): boolean {
  // Looked at first: a file that is open has its log beside it, and must not be opened here (see `keepToOwner`).
  if (existsSync(`${file}-wal`)) return false;
  const header = headerOf(file);
  // A server of the first version left the header as it was.
  return header !== undefined && header.hasLog && header.version >= 2;
}

/**
 * Names and e-mail addresses are in it: nobody but the server reads it, and what SQLite puts beside it is as the file is. A file that
 * is there is not opened: closing it would end the locks that this process has on it, whichever thread took them, and another process
 * could take the log away under the server.
 */
export function keepToOwner(file: string): void {
  try {
    // Made here where there is none, so that it is at no moment anybody else's.
    closeSync(openSync(file, 'ax', 0o600));
  } catch {
    // There already; or not to be written, or in no folder, which opening it says.
  }
  for (const end of ['', '-wal', '-shm']) {
    try {
      if (statSync(file + end).mode & 0o077) chmodSync(file + end, 0o600);
    } catch {
      // Not there, or somebody else's, who knows who may read it.
    }
  }
}

/** Bytes below which a disk counts as full. */
const leastRoom = 1024 * 1024;

/** Why this process may not write a file now; undefined when it may, or there is none. */
function refusalOf(file: string): string | undefined {
  try {
    accessSync(file, constants.W_OK);
    return undefined;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? undefined : code;
  }
}

/** Whether this process may not write a database or what is beside it, as on a volume that has become read-only. */
export const isReadOnly = (file: string): boolean =>
  ['', '-wal', '-shm'].some((end) => refusalOf(file + end) !== undefined);

/**
 * Whether nobody may write the memory that all who have a database open share (its -shm), not even who has it open already: the
 * volume has become read-only, or the file was made immutable. Other rights count only when a file is opened.
 */
export function isFrozen(file: string): boolean {
  const refusal = refusalOf(`${file}-shm`);
  return refusal === 'EROFS' || refusal === 'EPERM';
}

/** What stands against writing that a small write would not meet. */
export function whyNotWritable({ file, identity }: Database): string | undefined {
  if (file === ':memory:') return undefined;
  try {
    const { dev, ino } = statSync(file);
    if (identity !== `${dev} ${ino}`) return 'another file was put in its place while it was open: restart the server';
  } catch {
    return 'its file was removed while it was open: stop the server and restore a backup';
  }
  const { bavail, bsize } = statfsSync(file);
  return bavail * bsize < leastRoom ? 'the disk is full' : undefined;
}
