import { lazy, Suspense, useCallback } from 'react';
import { urlOf, type Params } from '../../../api/http.ts';
import type { Bars } from '../../../charts/BarChart.tsx';
import { useWords } from '../../../components/words.tsx';
import { useScheme } from '../../../layouts/preferences.tsx';
import { Panel, TableSkeleton } from '../../../ui/index.ts';
import { formatMoney } from '../../../util/money.ts';

const BarChart = lazy(() => import('../../../charts/BarChart.tsx'));

interface MoneyBarsProps {
  readonly label: string;
  readonly names: readonly string[];
  readonly bars: readonly Bars[];
  readonly currency: string;
}

/** Money as bars; the table below it says the same in figures. */
export function MoneyBars({ label, names, bars, currency }: MoneyBarsProps) {
  const { t, locale } = useWords();
  const scheme = useScheme();
  const format = useCallback(
    (value: number) => formatMoney({ amount: value.toFixed(2), currency }, locale, Math.abs(value) < 10 ? 2 : 0),
    [currency, locale],
  );
  if (names.length === 0) return null;
  return (
    <Panel title={label}>
      <Suspense fallback={<TableSkeleton columns={2} label={t('common.loading')} />}>
        <BarChart label={label} names={names} bars={bars} format={format} scheme={scheme} />
      </Suspense>
    </Panel>
  );
}

/** Costs as bars; where nothing has a cost, what is to be entered first. */
export function CostBars(props: MoneyBarsProps) {
  const { t } = useWords();
  const known = props.bars.some((each) => each.values.some((value) => value !== 0));
  if (known || props.names.length === 0) return <MoneyBars {...props} />;
  return (
    <Panel title={props.label}>
      <p>{t('reports.noRatesNext')}</p>
    </Panel>
  );
}

/** The whole report as a file, whatever page is shown. */
export function ReportFiles({ report, params }: { readonly report: string; readonly params?: Params }) {
  const { t } = useWords();
  return (
    <span className="row">
      {(['xlsx', 'csv'] as const).map((format) => (
        <a
          key={format}
          href={urlOf(`/admin/v1/report-files/${report}`, { ...params, format })}
          download={`${report}.${format}`}
        >
          {t('reports.file', { format: format.toUpperCase() })}
        </a>
      ))}
    </span>
  );
}
