import { useEffect, useRef } from 'react';
import { init } from './echarts.ts';

/** Okabe and Ito's colours, which the colour-blind tell apart; each series has its own dash as well. */
const COLOURS = ['#0072b2', '#e69f00', '#009e73', '#d55e00', '#cc79a7'] as const;
const DASHES = ['solid', 'dashed', 'dotted'] as const;

/** The mean width of a letter at the size of the names; a Chinese one is twice as wide, and there are half as many. */
const LETTER_PX = 7;
const NARROW_PX = 520;

export interface Series {
  readonly name: string;
  /** Epoch milliseconds and value. */
  readonly points: readonly (readonly [number, number | null])[];
}

interface LineChartProps {
  readonly label: string;
  readonly series: readonly Series[];
  readonly format: (value: number) => string;
  readonly formatTime: (time: number) => string;
  readonly height?: number;
  /** A level drawn across and named. */
  readonly mark?: { readonly name: string; readonly value: number };
  /** Points set off from the lines, with their name. */
  readonly dots?: Series;
  /** Changes when colours of the page change, so that the chart is drawn anew. */
  readonly scheme: string;
}

const markLine = (mark: { readonly name: string; readonly value: number }, format: (value: number) => string) => ({
  silent: true,
  symbol: 'none',
  label: {
    formatter: `${mark.name} ${format(mark.value)}`,
    position: 'insideStartTop',
    color: colour('--text'),
    fontSize: 12,
  },
  lineStyle: { color: COLOURS[3], width: 2, type: 'solid' },
  data: [{ yAxis: mark.value }],
});

const colour = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

export default function LineChart(props: LineChartProps) {
  const { label, series, format, formatTime, height = 300, scheme, mark, dots } = props;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (box.current === null) return undefined;
    const chart = init(box.current, null, { renderer: 'svg' });
    const text = { color: colour('--muted'), fontSize: 12 };
    // Beside a narrow drawing there is no room for names.
    const narrow = box.current.clientWidth < NARROW_PX;
    const named = series.length > 1;
    const longest = Math.max(0, ...series.map((one) => one.name.length));
    const right = narrow ? 20 : Math.max(96, LETTER_PX * longest + 16);
    chart.setOption({
      animation: false,
      color: [...COLOURS],
      aria: { enabled: true, label: { description: label } },
      grid: { left: 12, right, top: narrow && named ? 36 : 16, bottom: 28, containLabel: true },
      legend: { show: narrow && named, top: 0, left: 0, textStyle: text },
      tooltip: {
        trigger: 'axis',
        backgroundColor: colour('--panel'),
        borderColor: colour('--line'),
        textStyle: { color: colour('--text'), fontSize: 12 },
        valueFormatter: (value: unknown) => format(Number(value)),
      },
      xAxis: {
        type: 'time',
        axisLabel: { ...text, formatter: (time: number) => formatTime(time), hideOverlap: true },
        axisLine: { lineStyle: { color: colour('--line-strong') } },
      },
      yAxis: {
        type: 'value',
        min: 0,
        axisLabel: { ...text, formatter: (value: number) => format(value) },
        splitLine: { lineStyle: { color: colour('--line') } },
      },
      series: series.map((one, index) => ({
        type: 'line',
        name: one.name,
        // Of samples that fall on one place the highest is drawn, so that no peak gets lost.
        sampling: 'max',
        connectNulls: false,
        data: one.points.map((point) => [...point]),
        showSymbol: one.points.length < 40,
        symbolSize: 5,
        lineStyle: { width: 2, type: DASHES[index % DASHES.length] },
        endLabel: { show: !narrow, formatter: one.name, color: colour('--text'), fontSize: 12 },
        labelLayout: { moveOverlap: 'shiftY' },
        ...(index === 0 && mark !== undefined ? { markLine: markLine(mark, format) } : {}),
      })),
    });
    if (dots !== undefined) {
      chart.setOption({
        series: [
          ...series.map(() => ({})),
          {
            type: 'line',
            name: dots.name,
            data: dots.points.map((point) => [...point]),
            showAllSymbol: true,
            symbol: 'diamond',
            symbolSize: 6,
            lineStyle: { width: 0 },
            itemStyle: { color: COLOURS[3] },
          },
        ],
      });
    }
    const observer = new ResizeObserver(() => chart.resize());
    observer.observe(box.current);
    return () => {
      observer.disconnect();
      chart.dispose();
    };
    // A new scheme means new custom properties, which the drawing reads.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [label, series, format, formatTime, scheme, mark, dots]);
  return <div ref={box} style={{ height }} role="img" aria-label={label} />;
}
