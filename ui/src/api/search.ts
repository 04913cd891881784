import { query } from './page.ts';

export type HitKind =
  | 'RACK'
  | 'DEVICE'
  | 'PART'
  | 'POWER_NODE'
  | 'LOCATION'
  | 'PREFIX'
  | 'ADDRESS'
  | 'AGGREGATE'
  | 'VLAN'
  | 'VLAN_GROUP'
  | 'VNI'
  | 'VPC'
  | 'VRF'
  | 'GUEST'
  | 'TENANT'
  | 'INVOICE';

/** A thing that the search found; `within` is where it is to be looked at: a device's rack, a part's device. */
export interface Hit {
  readonly kind: HitKind;
  readonly id: number;
  readonly name: string;
  readonly detail?: string | null;
  readonly within?: number | null;
  readonly positionU?: number | null;
}

export interface Found {
  readonly q: string;
  readonly kinds: readonly { readonly kind: HitKind; readonly more: boolean; readonly data: readonly Hit[] }[];
}

/** The server looks for no less: one letter is found in everything. */
export const SEARCH_FROM = 2;

export const searchQueries = {
  everything: (q: string, asOf: string | undefined, each?: number) =>
    query<Found>('/admin/v1/search', { q, asOf, each }),
};
