import type { Page } from './page.ts';
import { query } from './page.ts';
import { create, get, post, put, remove, send } from './http.ts';
import type { MaintenancePolicy } from './policies.ts';
import type { MachineWish } from './wishes.ts';

/** The tenant API speaks the published v4 shapes; only the fields the UI shows are named. */
export interface Machine {
  readonly id: number;
  readonly label: string;
  readonly status: MachineStatus;
  readonly type: string | null;
  readonly region: string;
  readonly image: string | null;
  readonly ipv4: readonly string[];
  readonly ipv6: string | null;
  readonly specs: {
    readonly disk: number;
    readonly memory: number;
    readonly vcpus: number;
    readonly gpus: number;
    readonly transfer: number;
  };
  /** Above what its tenant is told of its use; 0 for never. */
  readonly alerts: {
    readonly cpu: number;
    readonly network_in: number;
    readonly network_out: number;
    readonly transfer_quota: number;
    readonly io: number;
  };
  readonly tags: readonly string[];
  readonly backups: {
    readonly enabled: boolean;
    readonly available: boolean;
    readonly schedule: { readonly day: Weekday | null; readonly window: string | null };
    readonly last_successful: string | null;
  };
  /** Whether it is started again when it stops by itself. */
  readonly watchdog_enabled: boolean;
  readonly maintenance_policy: MaintenancePolicy;
  /** Whether it is promised that its disks are encrypted. */
  readonly disk_encryption: 'enabled' | 'disabled';
  /** What keeps it from being deleted; empty for nothing. */
  readonly locks: readonly string[];
  /** Whether a disk of it is being changed or a backup taken. */
  readonly working: boolean;
  /** Whether a resize or a move of it, or itself, waits for an operator. */
  readonly awaits: boolean;
  /** Whether something was given for cloud-init to read at its first start. */
  readonly has_user_data: boolean;
  readonly created: string;
  readonly updated: string;
}

export type Weekday = 'Monday' | 'Tuesday' | 'Wednesday' | 'Thursday' | 'Friday' | 'Saturday' | 'Sunday';

export type MachineStatus =
  | 'running'
  | 'offline'
  | 'booting'
  | 'busy'
  | 'rebooting'
  | 'shutting_down'
  | 'provisioning'
  | 'deleting'
  | 'migrating'
  | 'rebuilding'
  | 'cloning'
  | 'restoring'
  | 'stopped'
  | 'billing_suspension'
  | 'resizing'
  | 'failed'
  | 'deletion_failed'
  | 'awaiting_approval';

export interface Plan {
  readonly id: string;
  readonly label: string;
  readonly class: string;
  readonly price: PlanPrice;
  readonly region_prices: readonly (PlanPrice & { readonly id: string })[];
  readonly addons: {
    readonly backups: {
      readonly price: PlanPrice;
      readonly region_prices: readonly (PlanPrice & { readonly id: string })[];
    };
  };
  readonly memory: number;
  readonly disk: number;
  readonly transfer: number;
  /** In Mbit/s. */
  readonly network_out: number;
  readonly vcpus: number;
}

/** The disk of an own machine; what is written is null where nobody measures it. */
export interface OwnRack {
  readonly id: number;
  readonly name: string;
  readonly heightU: number;
  readonly numberedTopDown: boolean;
}

/** A rack with gear of one's own; of what others have there only the units are told. */
export interface OwnElevation {
  readonly rack: OwnRack;
  readonly devices: readonly {
    readonly deviceId: number;
    readonly name: string;
    readonly serial: string | null;
    readonly manufacturer: string;
    readonly model: string;
    readonly state: string;
    readonly heightU: number;
    readonly fullDepth: boolean;
    readonly face: 'FRONT' | 'REAR' | null;
    readonly positionU: number | null;
  }[];
  readonly occupied: readonly {
    readonly positionU: number;
    readonly heightU: number;
    readonly face: 'FRONT' | 'REAR' | null;
    readonly fullDepth: boolean;
  }[];
}

export interface OwnVolume {
  readonly instanceId: number;
  readonly label: string;
  readonly status: string;
  readonly plan: string;
  readonly promisedBytes: number;
  readonly logicalBytes?: number | null;
  readonly measuredAt?: string | null;
}

/** A volume whose content was measured, before anything is shared or compressed. */
export interface OwnMeasured {
  readonly name: string;
  readonly logicalBytes: number;
  readonly measuredAt: string;
}

export interface PlanPrice {
  readonly hourly: number | string | null;
  readonly monthly: number | string | null;
}

export interface Region {
  readonly id: string;
  readonly label: string;
  readonly country: string;
  readonly status: 'ok' | 'outage';
  readonly capabilities: readonly string[];
}

export interface OsImage {
  readonly id: string;
  readonly label: string;
  readonly vendor: string | null;
  readonly status: string;
  readonly deprecated: boolean;
  readonly size: number;
  readonly is_public: boolean;
}

export interface AccountEvent {
  readonly id: number;
  readonly action: string;
  readonly status: 'scheduled' | 'started' | 'finished' | 'failed' | 'notification' | 'canceled';
  readonly created: string;
  readonly percent_complete: number | null;
  /** In seconds, as long as it goes on, by how long the same took before. */
  readonly time_remaining: number | null;
  readonly duration: number | null;
  readonly entity: { readonly id: number | string; readonly label: string | null; readonly type: string } | null;
  readonly message: string | null;
  readonly username: string | null;
  readonly seen: boolean;
  /** Told while it waits for other actions. */
  readonly queued?: Queued;
}

export interface AccountInvoice {
  readonly id: number;
  readonly date: string;
  readonly label: string;
  readonly subtotal: number | string;
  readonly tax: number | string;
  readonly total: number | string;
}

export interface InvoiceItem {
  readonly label: string;
  readonly type: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly quantity: number | null;
  readonly unit_price: string | null;
  readonly amount: number | string;
  readonly tax: number | string;
  readonly total: number | string;
  readonly region: string | null;
}

export interface AccessToken {
  readonly id: number;
  readonly label: string;
  readonly scopes: string;
  readonly created: string;
  readonly expiry: string | null;
  readonly token: string;
}

export interface SshKey {
  readonly id: number;
  readonly label: string;
  readonly ssh_key: string;
  readonly created: string;
}

export interface Profile {
  readonly username: string;
  readonly email: string;
  readonly timezone: string;
  readonly restricted: boolean;
  readonly two_factor_auth: boolean;
  /** How one signs in to the gateway of consoles. */
  readonly lish_auth_method: ConsoleSignIn;
  /** Public keys for that. */
  readonly authorized_keys: readonly string[] | null;
}

export const consoleSignIns = ['password_keys', 'keys_only', 'disabled'] as const;
export type ConsoleSignIn = (typeof consoleSignIns)[number];

/** Where consoles open over SSH; all but the first is null where there is no gateway. */
export interface ConsoleGateway {
  readonly open: boolean;
  /** Null for the name by which the portal is reached. */
  readonly host: string | null;
  readonly port: number | null;
  readonly fingerprint: string | null;
}

export interface Account {
  readonly company: string;
  readonly email: string;
  readonly balance: number | string;
  readonly balance_uninvoiced: number | string;
  readonly currency?: string;
  readonly active_since: string;
}

/** What the portal tells of a machine's state where Linode's status has one word for several. */
interface MachineOnWire extends Omit<Machine, 'working' | 'awaits'> {
  readonly myidc?: {
    readonly state?: {
      readonly name: MachineStatus;
      readonly working: boolean;
      readonly awaits_approval: boolean;
    };
  };
}

/** A machine by the portal's own word for its state; of the past there is Linode's alone. */
function machineOf({ myidc, ...wire }: MachineOnWire): Machine {
  const state = myidc?.state;
  return {
    ...wire,
    status: state?.name ?? wire.status,
    working: state?.working ?? false,
    awaits: state?.awaits_approval ?? false,
  };
}

const inOwnWords = { include: 'state' } as const;
const list = { page_size: 500 } as const;
const instance = (id: number) => `/v4/linode/instances/${id}`;

export const tenantQueries = {
  machines: (asOf?: string) =>
    query<Page<Machine>>('/v4/linode/instances', { ...list, ...inOwnWords, as_of: asOf }, (wire) => {
      const page = wire as Page<MachineOnWire>;
      return { ...page, data: page.data.map(machineOf) };
    }),
  machine: (id: number, asOf?: string) =>
    query<Machine>(instance(id), { ...inOwnWords, as_of: asOf }, (wire) => machineOf(wire as MachineOnWire)),
  /** Which GPUs it has, or slices of GPUs. */
  machineGpus: (id: number) =>
    query<{ readonly myidc?: { readonly gpus?: readonly { model: string; slice_type: string | null }[] } }>(
      instance(id),
      { include: 'gpus' },
    ),
  machineIps: (id: number) => query<MachineIps>(`${instance(id)}/ips`),
  racks: (asOf: string | undefined) => query<Page<OwnRack>>('/portal/v1/racks', { pageSize: 500, asOf }),
  rack: (id: number, asOf: string | undefined) => query<OwnElevation>(`/portal/v1/racks/${id}`, { asOf }),
  volumes: (asOf: string | undefined, paging: { page: number; pageSize: number }) =>
    query<Page<OwnVolume>>('/portal/v1/volumes', { ...paging, asOf }),
  measuredVolumes: (asOf: string | undefined, paging: { page: number; pageSize: number }) =>
    query<Page<OwnMeasured>>('/portal/v1/volumes/measured', { ...paging, asOf }),
  plans: () => ({ ...query<Page<Plan>>('/v4/linode/types', list), staleTime: 300_000 }),
  regions: () => ({ ...query<Page<Region>>('/v4/regions', list), staleTime: 300_000 }),
  images: () => ({ ...query<Page<OsImage>>('/v4/images', list), staleTime: 300_000 }),
  events: (page = 1) => query<Page<AccountEvent>>('/v4/account/events', { page, page_size: 100 }),
  invoices: () => query<Page<AccountInvoice>>('/v4/account/invoices', list),
  invoice: (id: number) => query<AccountInvoice>(`/v4/account/invoices/${id}`),
  invoiceItems: (id: number) => query<Page<InvoiceItem>>(`/v4/account/invoices/${id}/items`, list),
  tokens: () => query<Page<AccessToken>>('/v4/profile/tokens', list),
  keys: () => query<Page<SshKey>>('/v4/profile/sshkeys', list),
  profile: () => query<Profile>('/v4/profile'),
  consoleGateway: () => query<ConsoleGateway>('/portal/v1/console-gateway'),
  account: () => query<Account>('/v4/account'),
};

export interface IpJson {
  readonly address: string;
  readonly gateway: string | null;
  readonly prefix: number;
  readonly public: boolean;
  readonly rdns: string | null;
  readonly type: string;
}

export interface MachineIps {
  readonly ipv4: {
    readonly public: readonly IpJson[];
    readonly private: readonly IpJson[];
    /** Those of other machines that this one answers for as well. */
    readonly shared?: readonly IpJson[];
  };
  readonly ipv6?: { readonly slaac: IpJson | null; readonly link_local: IpJson | null } | null;
}

export type MachineAction = 'boot' | 'shutdown' | 'reboot' | 'delete';

/** Where an action waits that could not begin at once, and what it waits for. */
export interface Queued {
  readonly event: number;
  readonly place: number;
  readonly behind: string | null;
}

export interface ActionAnswer {
  readonly queued?: Queued;
}

/** What a change would cost. */
export interface Trial {
  readonly prices: readonly { readonly this_month: string; readonly currency: string }[];
}

export const tenant = {
  createMachine: (wish: MachineWish, key: string) => create<Machine>('/v4/linode/instances', wish, key),
  /** What would come of it: the same answer or refusal, and nothing made. */
  tryMachine: async (path: string, body: object): Promise<Trial> =>
    (await send<{ myidc: Trial }>('POST', path, { body, headers: { Prefer: 'dry-run' } })).body.myidc,
  /** A machine that is busy takes the action into its queue instead of refusing it. */
  act: async (id: number, action: MachineAction): Promise<ActionAnswer> => {
    const headers = { Prefer: 'respond-async' };
    const answer =
      action === 'delete'
        ? await send<ActionAnswer>('DELETE', instance(id), { headers })
        : await send<ActionAnswer>('POST', `${instance(id)}/${action}`, { body: {}, headers });
    return answer.body;
  },
  unqueue: (id: number, event: number) => remove(`${instance(id)}/queue/${event}`),
  alert: (id: number, levels: Readonly<Record<string, number>>) => put<Machine>(instance(id), { alerts: levels }),
  rename: (id: number, label: string) => put<Machine>(instance(id), { label }),
  createToken: (label: string, scopes: string, expiry: string | null, key: string) =>
    create<AccessToken>('/v4/profile/tokens', { label, scopes, expiry }, key),
  revokeToken: (id: number) => remove(`/v4/profile/tokens/${id}`),
  createKey: (label: string, sshKey: string, key: string) =>
    create<SshKey>('/v4/profile/sshkeys', { label, ssh_key: sshKey }, key),
  deleteKey: (id: number) => remove(`/v4/profile/sshkeys/${id}`),
  seen: (eventId: number) => post(`/v4/account/events/${eventId}/seen`),
  /** Every invoice item of every page, for invoices longer than one page. */
  allItems: async (id: number): Promise<readonly InvoiceItem[]> => {
    const items: InvoiceItem[] = [];
    for (let page = 1, pages = 1; page <= pages; page += 1) {
      const answer = await get<Page<InvoiceItem>>(`/v4/account/invoices/${id}/items`, { page, page_size: 500 });
      items.push(...answer.data);
      pages = answer.pages;
    }
    return items;
  },
};
