import { base64 } from '../../../../util/base64.ts';
import type { MaintenancePolicy } from '../../../../api/policies.ts';
import type { SshKey } from '../../../../api/tenant.ts';
import type { InterfaceWish, MachineWish } from '../../../../api/wishes.ts';
import { encryptionOf } from '../encryption.ts';
import type { CopyKind, CopyWish } from '../snippets.ts';

export const SOURCES = ['os', 'image', 'script', 'backup', 'clone'] as const;
/** What a machine begins with. */
export type Source = (typeof SOURCES)[number];

export const sourceOf = (text: string | null): Source => SOURCES.find((source) => source === text) ?? 'os';

/** Whether what it begins with has its users already. */
export const keepsUsers = (source: Source): boolean => source === 'backup' || source === 'clone';

/** The form as it is typed. */
export interface Wish {
  readonly region: string;
  readonly image: string;
  readonly own?: string;
  readonly type: string;
  readonly label: string;
  readonly keys?: readonly number[];
  /** Users of the account whose keys are put in as well. */
  readonly users?: readonly string[];
  readonly root_pass?: string;
  /** As typed. */
  readonly user_data?: string;
  readonly tags?: readonly string[];
  readonly booted: boolean;
  readonly script?: number;
  /** What the script asks for, by name. */
  readonly asked?: Readonly<Record<string, string | undefined>>;
  /** The machine that a backup or a copy is of. */
  readonly of?: number;
  readonly backup?: number;
  /** How a copy's disks are made; as the host finds best when none is chosen. */
  readonly copy?: CopyKind;
  readonly backups_enabled?: boolean;
  readonly private_ip?: boolean;
  readonly firewall?: number;
  readonly group?: number;
  /** The account's when none is chosen. */
  readonly policy?: MaintenancePolicy;
  /** None where the region has no host for it. */
  readonly encrypted?: boolean;
  readonly subnet?: number;
  readonly nat?: boolean;
  readonly vlan?: readonly string[];
  readonly ipam?: string;
}

/** What was filled in; the rest is as the script has it. */
function given(asked: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(asked).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== ''),
  );
}

/** In a subnet it has a public address by translation or none; beside a VLAN it keeps its own. */
export function interfacesOf(values: Partial<Wish>): readonly InterfaceWish[] | undefined {
  const [vlan] = values.vlan ?? [];
  if (values.subnet === undefined && vlan === undefined) return undefined;
  const first: InterfaceWish =
    values.subnet === undefined
      ? { purpose: 'public' }
      : {
          purpose: 'vpc',
          subnet_id: values.subnet,
          ...(values.nat === false ? {} : { ipv4: { nat_1_1: 'any' } }),
        };
  if (vlan === undefined) return [first];
  return [first, { purpose: 'vlan', label: vlan, ...(values.ipam ? { ipam_address: values.ipam } : {}) }];
}

function beginning(values: Partial<Wish>, source: Source): Partial<MachineWish> {
  switch (source) {
    case 'os':
      return { image: values.image ?? '' };
    case 'image':
      return { image: values.own ?? '' };
    case 'script':
      return {
        image: values.image ?? '',
        ...(values.script === undefined
          ? {}
          : { stackscript_id: values.script, stackscript_data: given(values.asked ?? {}) }),
      };
    case 'backup':
      return values.backup === undefined ? {} : { backup_id: values.backup };
    case 'clone':
      return {};
  }
}

const encryption = ({ encrypted }: Partial<Wish>): Pick<MachineWish, 'disk_encryption'> =>
  encrypted === undefined ? {} : { disk_encryption: encryptionOf(encrypted) };

/** The body that asks for a machine. */
export function bodyOf(values: Partial<Wish>, source: Source, keys: readonly SshKey[]): MachineWish {
  const chosenKeys = keys.filter((key) => values.keys?.includes(key.id)).map((key) => key.ssh_key);
  const interfaces = interfacesOf(values);
  const users = keepsUsers(source)
    ? {}
    : {
        ...(chosenKeys.length > 0 ? { authorized_keys: chosenKeys } : {}),
        ...(values.users && values.users.length > 0 ? { authorized_users: values.users } : {}),
        ...(values.root_pass ? { root_pass: values.root_pass } : {}),
        ...(values.user_data ? { metadata: { user_data: base64(values.user_data) } } : {}),
      };
  return {
    region: values.region ?? '',
    type: values.type ?? '',
    ...beginning(values, source),
    label: values.label ?? '',
    booted: source === 'backup' ? false : (values.booted ?? true),
    ...users,
    ...(values.tags && values.tags.length > 0 ? { tags: values.tags } : {}),
    ...(values.backups_enabled ? { backups_enabled: true } : {}),
    ...(values.private_ip ? { private_ip: true } : {}),
    ...(values.firewall === undefined ? {} : { firewall_id: values.firewall }),
    ...(values.group === undefined ? {} : { placement_group: { id: values.group } }),
    ...(values.policy === undefined ? {} : { maintenance_policy: values.policy }),
    ...encryption(values),
    ...(interfaces ? { interfaces } : {}),
  };
}

/** The body that asks for a copy; its disks and configurations are all of the other's. */
export function copyOf(values: Partial<Wish>): CopyWish {
  return {
    label: values.label ?? '',
    region: values.region ?? '',
    type: values.type ?? '',
    ...(values.backups_enabled ? { backups_enabled: true } : {}),
    ...(values.private_ip ? { private_ip: true } : {}),
    ...(values.group === undefined ? {} : { placement_group: { id: values.group } }),
    ...encryption(values),
    ...(values.copy ? { copy: values.copy } : {}),
  };
}

const LABEL_MOST = 64;

/** A label made of what it begins with and where it stands, that nothing has yet. */
export function suggestedLabel(name: string, region: string, taken: ReadonlySet<string>): string {
  const words = `${name}-${region}`.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  const stem = `${/^[a-z]/.test(words) ? '' : 'm-'}${words}`.replaceAll(/^-+|-+$/g, '').slice(0, LABEL_MOST - 4);
  let number = 1;
  while (taken.has(`${stem}-${number}`)) number += 1;
  return `${stem.replace(/-$/, '')}-${number}`;
}
