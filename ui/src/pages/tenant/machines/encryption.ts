import { useEffect } from 'react';
import type { Machine, Region } from '../../../api/tenant.ts';
import type { FormHandle } from '../../../ui/index.ts';
import type { Wish } from './new/wish.ts';

export type DiskEncryption = 'enabled' | 'disabled';

export const encryptionOf = (encrypted: boolean): DiskEncryption => (encrypted ? 'enabled' : 'disabled');

export const encrypts = (region: Region | undefined): boolean =>
  region?.capabilities.includes('Disk Encryption') ?? false;

export const isEncrypted = (machine: Machine): boolean => machine.disk_encryption === 'enabled';

/** Disks are encrypted where that can be had; those of a copy, and of a backup, as those that they are of. */
export function useEncryption(handle: FormHandle<Wish>, region: Region | undefined, source: Machine | undefined): void {
  const offered = encrypts(region);
  const like = source === undefined ? undefined : isEncrypted(source);
  useEffect(() => {
    const nowhere = like === true ? false : undefined;
    handle.form.setFieldValue('encrypted', offered ? (like ?? true) : nowhere);
    // Where it is to stand and what it is of alone decide.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [region?.id, offered, like]);
}
