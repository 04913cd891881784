/** A tenant as staff see it. */
export interface Tenant {
  readonly id: number;
  readonly name: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly suspended: boolean;
  readonly suspendedReason?: string | null;
  readonly openedAt: string;
  readonly closedAt?: string | null;
  readonly closedComments?: string | null;
  /** Why staff closed it; absent where its tenant did. */
  readonly closedReason?: string | null;
  readonly email?: string | null;
}

/** How much of what is still in an account. */
export type Left = Partial<Readonly<Record<'machines' | 'volumes' | 'images' | 'leases', number>>>;

export interface User {
  readonly id: number;
  readonly username: string;
  readonly role: string;
  readonly tenantId?: number | null;
  readonly restricted: boolean;
  readonly secondFactor: boolean;
  /** Whether they sign in from some addresses alone. */
  readonly signInLimited: boolean;
  readonly state: string;
  readonly email?: string | null;
  readonly displayName?: string | null;
}
