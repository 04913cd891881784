import { useEffect, useRef } from 'react';
import { init } from './echarts.ts';

/** Okabe and Ito's colours, which the colour-blind tell apart; a legend names them, and a table says the same in figures. */
const COLOURS = ['#0072b2', '#e69f00', '#009e73', '#d55e00', '#cc79a7', '#56b4e9'] as const;

export interface Bars {
  readonly name: string;
  readonly values: readonly number[];
  /** Bars of one stack stand on one another; without one they stand side by side. */
  readonly stack?: string;
}

interface BarChartProps {
  readonly label: string;
  /** What each group of bars is of, the first on top. */
  readonly names: readonly string[];
  readonly bars: readonly Bars[];
  readonly format: (value: number) => string;
  /** Changes when colours of the page change, so that the chart is drawn anew. */
  readonly scheme: string;
}

const colour = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Bars from zero, lying, so that long names can be read. */
export default function BarChart({ label, names, bars, format, scheme }: BarChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const groups = new Set(bars.map((one) => one.stack ?? one.name)).size;
  const height = Math.max(140, 64 + names.length * Math.max(24, groups * 16));
  useEffect(() => {
    if (box.current === null) return undefined;
    const chart = init(box.current, null, { renderer: 'svg' });
    const text = { color: colour('--text'), fontSize: 12 };
    chart.setOption({
      animation: false,
      color: [...COLOURS],
      aria: { enabled: true, label: { description: label } },
      grid: { left: 12, right: 40, top: bars.length > 1 ? 36 : 12, bottom: 12, containLabel: true },
      legend: { show: bars.length > 1, top: 0, left: 0, textStyle: text },
      tooltip: {
        trigger: 'axis',
        axisPointer: { type: 'shadow' },
        backgroundColor: colour('--panel'),
        borderColor: colour('--line'),
        textStyle: text,
        valueFormatter: (value: unknown) => format(Number(value)),
      },
      xAxis: {
        type: 'value',
        axisLabel: {
          color: colour('--muted'),
          fontSize: 12,
          formatter: (value: number) => format(value),
          hideOverlap: true,
        },
        splitLine: { lineStyle: { color: colour('--line') } },
      },
      yAxis: {
        type: 'category',
        inverse: true,
        data: [...names],
        axisLabel: { ...text, width: 180, overflow: 'truncate' },
        axisLine: { lineStyle: { color: colour('--line-strong') } },
        axisTick: { show: false },
      },
      series: bars.map((one) => ({
        type: 'bar',
        name: one.name,
        data: [...one.values],
        barMaxWidth: 18,
        ...(one.stack === undefined ? {} : { stack: one.stack }),
        ...(bars.length === 1
          ? {
              label: {
                show: true,
                position: 'right',
                color: colour('--text'),
                fontSize: 12,
                formatter: ({ value }: { value: unknown }) => format(Number(value)),
              },
            }
          : {}),
      })),
    });
    const observer = new ResizeObserver(() => chart.resize());
    observer.observe(box.current);
    return () => {
      observer.disconnect();
      chart.dispose();
    };
    // A new scheme means new custom properties, which the drawing reads.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [label, names, bars, format, scheme]);
  return <div ref={box} style={{ height }} role="img" aria-label={label} />;
}
