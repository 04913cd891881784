import type { Hit } from '../api/search.ts';
import { paths } from '../util/paths.ts';

/** Where a hit is to be looked at; a rack at the unit that was asked for. */
export function pathOfHit(hit: Hit, u?: number): string {
  const within = hit.within ?? undefined;
  switch (hit.kind) {
    case 'RACK':
      return paths.rack(hit.id, u === undefined ? {} : { u });
    case 'DEVICE':
      return paths.device(hit.id);
    case 'PART':
      return within === undefined ? paths.parts({ serial: hit.name }) : paths.device(within, 'parts');
    case 'POWER_NODE':
      return paths.powerNode(hit.id);
    case 'LOCATION':
      return paths.floor(within);
    case 'PREFIX':
      return paths.prefix(hit.id);
    case 'ADDRESS':
      return paths.address(hit.name);
    case 'AGGREGATE':
      return paths.numbers('aggregates');
    case 'VLAN':
      return paths.numbers('vlans', within);
    case 'VLAN_GROUP':
      return paths.numbers('vlans', hit.id);
    case 'VNI':
      return paths.numbers('vnis');
    case 'VPC':
      return within === undefined ? paths.tenants() : paths.tenant(within);
    case 'VRF':
      return paths.numbers('vrfs');
    case 'GUEST':
      return paths.guest(hit.id);
    case 'TENANT':
      return paths.tenant(hit.id);
    case 'INVOICE':
      return paths.invoice(hit.id);
  }
}

/** Where a device stands in its rack, when it takes units there. */
export function placeOfHit(hit: Hit): { readonly path: string; readonly u: number } | undefined {
  if (hit.kind !== 'DEVICE' || typeof hit.within !== 'number' || typeof hit.positionU !== 'number') return undefined;
  return { path: paths.rack(hit.within, { u: hit.positionU, device: hit.id }), u: hit.positionU };
}
