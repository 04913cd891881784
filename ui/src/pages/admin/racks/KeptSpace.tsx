import type { Elevation, Face } from '../../../api/admin-types.ts';
import { Link } from '../../../components/Link.tsx';
import { useWords, When } from '../../../components/words.tsx';
import { Panel, Tag } from '../../../ui/index.ts';
import { download } from '../../../util/csv.ts';
import { paths } from '../../../util/paths.ts';

interface SpaceProps {
  readonly elevation: Elevation;
  readonly face: Face;
  readonly unit: number;
  readonly left: number;
  readonly width: number;
}

/** What a use is told by beside its colour: a letter at the left, and an outline of its own. */
const MARK = { RESERVED: 'R', PLANNED: 'P', BLOCKED: '×' } as const;

/** Space kept on a face: reserved, planned and blocked differ by outline, ground and letter. */
export function KeptSpace({ elevation, face, unit, left, width }: SpaceProps) {
  const { t } = useWords();
  const height = elevation.rack.heightU * unit;
  return (
    <>
      {(elevation.reservations ?? []).flatMap((kept) =>
        kept.spansLeft
          .filter((span) => span.face === face)
          .map((span) => {
            const y = height - (span.positionU - 1 + span.heightU) * unit + 1;
            const tall = span.heightU * unit - 2;
            const label = t('inventory.keptFor', {
              use: t(`inventory.uses.${kept.use}`),
              owner: kept.owner,
              height: span.heightU,
              u: span.positionU,
            });
            return (
              <g
                key={`${kept.id}-${span.positionU}`}
                className={`kept ${kept.use.toLowerCase()}`}
                role="img"
                aria-label={label}
              >
                <title>{label}</title>
                <rect x={left + 1} y={y} width={width - 2} height={tall} rx={2} />
                <text
                  x={left + 8}
                  y={y + tall / 2 + (span.heightU < 1 ? 3 : 4)}
                  className={span.heightU < 1 ? 'device-name slim' : 'device-name'}
                >
                  {`${MARK[kept.use]} ${kept.owner.slice(0, 20)}`}
                </text>
              </g>
            );
          }),
      )}
    </>
  );
}

/** What the drawing cannot show in units: what hangs beside them, sits in bays, and for whom space is kept. */
export function BesideUnits({ elevation }: { readonly elevation: Elevation }) {
  const { t } = useWords();
  const beside = elevation.devices.filter((device) => typeof device.positionU !== 'number');
  const kept = elevation.reservations ?? [];
  return (
    <>
      {beside.length === 0 ? null : (
        <Panel title={t('inventory.beside')}>
          <ul className="link-list">
            {beside.map((device) => (
              <li key={device.deviceId}>
                <Link to={paths.device(device.deviceId)}>{device.name}</Link>{' '}
                <span className="muted small">
                  {device.type.manufacturer} {device.type.model}
                  {device.bay ? ` · ${t('inventory.bay', { bay: device.bay })}` : ''}
                </span>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {kept.length === 0 ? null : (
        <Panel title={t('inventory.kept')}>
          <ul className="link-list">
            {kept.map((space) => (
              <li key={space.id}>
                <Tag>{t(`inventory.uses.${space.use}`)}</Tag> U{space.positionU} · {space.heightU}U · {space.owner}
                {space.expiresAt ? (
                  <>
                    {' · '}
                    <When at={space.expiresAt} />
                  </>
                ) : null}
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </>
  );
}

/** Saves the drawing as it is seen, with the colours it has on the screen. */
export function saveDrawing(name: string): void {
  const drawings = [...document.querySelectorAll<SVGSVGElement>('.rack-faces svg.rack')];
  const width = drawings.reduce((sum, each) => sum + each.width.baseVal.value + 20, 0);
  const height = Math.max(...drawings.map((each) => each.height.baseVal.value));
  const sheet = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  sheet.setAttribute('width', String(width));
  sheet.setAttribute('height', String(height));
  let left = 0;
  for (const drawing of drawings) {
    const copy = drawing.cloneNode(true) as SVGSVGElement;
    const seen = [drawing, ...drawing.querySelectorAll('*')];
    [copy, ...copy.querySelectorAll<SVGElement>('*')].forEach((element, index) => {
      const source = seen[index];
      if (source === undefined) return;
      const style = getComputedStyle(source);
      for (const property of ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'font-size', 'font-family'])
        element.style.setProperty(property, style.getPropertyValue(property));
    });
    copy.setAttribute('x', String(left));
    left += drawing.width.baseVal.value + 20;
    sheet.append(copy);
  }
  download(`${name}.svg`, new Blob([new XMLSerializer().serializeToString(sheet)], { type: 'image/svg+xml' }));
}
