/** Every colour and measure of the UI. Both palettes keep AA contrast: text on its ground, and marks on their panel. */
export interface Palette {
  readonly ground: string;
  readonly panel: string;
  readonly raised: string;
  readonly line: string;
  readonly lineStrong: string;
  readonly text: string;
  readonly muted: string;
  readonly accent: string;
  readonly accentSoft: string;
  readonly onAccent: string;
  readonly good: string;
  readonly goodSoft: string;
  readonly warn: string;
  readonly warnSoft: string;
  readonly bad: string;
  readonly badSoft: string;
  readonly amber: string;
  readonly amberSoft: string;
  readonly onAmber: string;
  readonly free: string;
  readonly device: string;
  readonly deviceLine: string;
}

export const light: Palette = {
  ground: '#f3f5f7',
  panel: '#ffffff',
  raised: '#eef1f4',
  line: '#dde2e7',
  lineStrong: '#8b97a3',
  text: '#18222c',
  muted: '#51606d',
  accent: '#0b6367',
  accentSoft: '#e0f0f0',
  onAccent: '#ffffff',
  good: '#18794e',
  goodSoft: '#e6f4ec',
  warn: '#8a5a00',
  warnSoft: '#fdf3dc',
  bad: '#b3261e',
  badSoft: '#fceceb',
  amber: '#e09b12',
  amberSoft: '#fff4d9',
  onAmber: '#4a3200',
  free: '#f7f9fa',
  device: '#d5e4e6',
  deviceLine: '#6d8f94',
};

export const dark: Palette = {
  ground: '#12181d',
  panel: '#1a2228',
  raised: '#222c34',
  line: '#303c45',
  lineStrong: '#73828e',
  text: '#e4eaee',
  muted: '#a3b1bc',
  accent: '#5ec2bb',
  accentSoft: '#17383a',
  onAccent: '#06211f',
  good: '#5cc492',
  goodSoft: '#163527',
  warn: '#e6b450',
  warnSoft: '#3a2f16',
  bad: '#ff8a80',
  badSoft: '#412220',
  amber: '#e0a526',
  amberSoft: '#3a2d0c',
  onAmber: '#ffe7b0',
  free: '#171e24',
  device: '#29454a',
  deviceLine: '#6ea0a3',
};

export const fontFamily =
  "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', 'WenQuanYi Zen Hei', sans-serif";
export const monoFamily = "ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, 'Liberation Mono', monospace";

/** Writes the palette as custom properties, so that style sheets and the component library read the same values. */
export function applyPalette(palette: Palette, scheme: 'light' | 'dark'): void {
  const root = document.documentElement;
  for (const [name, value] of Object.entries(palette)) {
    root.style.setProperty(`--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`, String(value));
  }
  root.style.setProperty('--font', fontFamily);
  root.style.setProperty('--mono', monoFamily);
  root.style.colorScheme = scheme;
  root.dataset['scheme'] = scheme;
}
