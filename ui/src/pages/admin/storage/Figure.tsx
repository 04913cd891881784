import type { Estimate, GroupFigures } from '../../../api/storage.ts';
import { useWords } from '../../../components/words.tsx';
import { Facts } from '../../../ui/index.ts';
import { formatBytes } from '../../../util/units.ts';

/** Bytes with their ± at 95 %; what is exact says so by having none. */
export function Figure({ of }: { readonly of: Estimate | null | undefined }) {
  const { t, locale } = useWords();
  if (!of) return <span className="muted">{t('common.unknown')}</span>;
  return (
    <span className="nowrap">
      {formatBytes(of.bytes, locale)}
      {of.plusMinus > 0 ? <span className="muted"> ± {formatBytes(of.plusMinus, locale)}</span> : null}
    </span>
  );
}

/** A group's figures in words that say what each answers. */
export function GroupFacts({ figures }: { readonly figures: GroupFigures }) {
  const { t, number, locale } = useWords();
  const exact = figures.standalone.plusMinus === 0;
  return (
    <>
      <Facts
        columns={3}
        facts={[
          { label: t('sharing.volumes'), value: number(figures.volumes) },
          { label: t('sharing.logical'), value: formatBytes(figures.logicalBytes, locale) },
          { label: t('sharing.standalone'), value: <Figure of={figures.standalone} /> },
          { label: t('sharing.reclaimable'), value: <Figure of={figures.reclaimable} /> },
          { label: t('sharing.attributed'), value: <Figure of={figures.attributed} /> },
          {
            label: t('sharing.ratio'),
            value: `${number(figures.ratio, 2)} : 1${figures.ratioPlusMinus > 0 ? ` ± ${number(figures.ratioPlusMinus, 2)}` : ''}`,
          },
          { label: t('sharing.compressed'), value: <Figure of={figures.compressed} /> },
          { label: t('sharing.zeros'), value: formatBytes(figures.zeroBytes + figures.holeBytes, locale) },
        ]}
      />
      <p className="muted small">{exact ? t('sharing.exact') : t('sharing.sampled')}</p>
    </>
  );
}
