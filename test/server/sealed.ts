/* Files that nobody may write, root included, as on a volume that was mounted for reading only. */
import { execFileSync } from 'node:child_process';
import { closeSync, existsSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Seals a database with what is beside it (`+`), or opens it again (`-`). */
export function seal(file: string, sign: '+' | '-'): void {
  const files = ['', '-wal', '-shm'].map((end) => file + end).filter((name) => existsSync(name));
  execFileSync('chattr', [`${sign}i`, ...files], { stdio: 'ignore' });
}

/** Whether files in a folder can be sealed: it takes root, and a file system that knows of it and obeys (tmpfs only knows). */
export function canSeal(folder: string): boolean {
  const probe = join(folder, 'probe');
  closeSync(openSync(probe, 'w'));
  try {
    seal(probe, '+');
    try {
      closeSync(openSync(probe, 'a'));
      return false;
    } catch {
      return true;
    } finally {
      seal(probe, '-');
    }
  } catch {
    return false;
  } finally {
    rmSync(probe, { force: true });
  }
}
