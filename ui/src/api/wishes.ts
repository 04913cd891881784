import type { MaintenancePolicy } from './policies.ts';

/** A network interface as it is asked for: public, of a VLAN, or in a subnet. */
export interface InterfaceWish {
  readonly purpose: 'public' | 'vlan' | 'vpc';
  readonly label?: string;
  readonly ipam_address?: string;
  readonly subnet_id?: number;
  readonly ipv4?: { readonly nat_1_1: 'any' };
}

export interface MachineWish {
  readonly region: string;
  readonly type: string;
  /** Left out where a backup is what it begins with. */
  readonly image?: string;
  readonly backup_id?: number;
  readonly backups_enabled?: boolean;
  readonly private_ip?: boolean;
  readonly firewall_id?: number;
  readonly placement_group?: { readonly id: number };
  /** The account's where it is left out. */
  readonly maintenance_policy?: MaintenancePolicy;
  /** Enabled where there is room for it, where it is left out. */
  readonly disk_encryption?: 'enabled' | 'disabled';
  readonly interfaces?: readonly InterfaceWish[];
  readonly label: string;
  readonly booted: boolean;
  readonly root_pass?: string;
  readonly authorized_keys?: readonly string[];
  /** Users of the account whose keys are put in as well. */
  readonly authorized_users?: readonly string[];
  readonly tags?: readonly string[];
  readonly stackscript_id?: number;
  /** The one that was read; whichever there is where it is left out. */
  readonly stackscript_revision?: number;
  readonly stackscript_data?: Readonly<Record<string, string>>;
  /** Base64. */
  readonly metadata?: { readonly user_data: string };
}
