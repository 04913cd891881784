import { App, ConfigProvider, theme, type ThemeConfig } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { useLayoutEffect, type ReactNode } from 'react';
import { applyPalette, dark, fontFamily, light, type Palette } from './tokens.ts';

export type Scheme = 'light' | 'dark';

function themeOf(palette: Palette, scheme: Scheme): ThemeConfig {
  const algorithms = scheme === 'dark' ? [theme.darkAlgorithm, theme.compactAlgorithm] : [theme.compactAlgorithm];
  return {
    algorithm: algorithms,
    token: {
      colorPrimary: palette.accent,
      colorLink: palette.accent,
      colorInfo: palette.accent,
      colorSuccess: palette.good,
      colorWarning: palette.warn,
      colorError: palette.bad,
      colorSuccessBg: palette.goodSoft,
      colorWarningBg: palette.warnSoft,
      colorErrorBg: palette.badSoft,
      colorInfoBg: palette.accentSoft,
      colorSuccessBorder: palette.good,
      colorWarningBorder: palette.warn,
      colorErrorBorder: palette.bad,
      colorInfoBorder: palette.accent,
      colorTextBase: palette.text,
      colorBgBase: palette.panel,
      colorBgContainer: palette.panel,
      colorBgElevated: palette.panel,
      colorBgLayout: palette.ground,
      colorBorder: palette.lineStrong,
      colorBorderSecondary: palette.line,
      colorText: palette.text,
      colorTextSecondary: palette.muted,
      colorTextTertiary: palette.muted,
      colorTextDescription: palette.muted,
      colorTextPlaceholder: palette.muted,
      colorTextDisabled: palette.muted,
      colorTextLightSolid: palette.onAccent,
      fontFamily,
      fontSize: 14,
      borderRadius: 4,
      controlHeight: 30,
      motion: !window.matchMedia('(prefers-reduced-motion: reduce)').matches,
      motionDurationFast: '0.06s',
      motionDurationMid: '0.1s',
      motionDurationSlow: '0.14s',
    },
    components: {
      Table: {
        fontSize: 13,
        headerBg: palette.raised,
        headerColor: palette.muted,
        headerSplitColor: 'transparent',
        bodySortBg: palette.panel,
        headerSortActiveBg: palette.raised,
        headerSortHoverBg: palette.raised,
        rowHoverBg: palette.raised,
        rowSelectedBg: palette.accentSoft,
        rowSelectedHoverBg: palette.accentSoft,
        borderColor: palette.line,
        cellPaddingBlockSM: 7,
        cellPaddingInlineSM: 10,
      },
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
      Tooltip: { colorBgSpotlight: '#1f2a33', colorTextLightSolid: '#ffffff' },
    },
  };
}

interface ThemeProps {
  readonly scheme: Scheme;
  readonly locale: string;
  readonly children: ReactNode;
}

/** Colours, measures and the library's own words for everything below it. */
export function Theme({ scheme, locale, children }: ThemeProps) {
  const palette = scheme === 'dark' ? dark : light;
  useLayoutEffect(() => applyPalette(palette, scheme), [palette, scheme]);
  return (
    <ConfigProvider
      theme={themeOf(palette, scheme)}
      locale={locale === 'zh-CN' ? zhCN : enUS}
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
    >
      <App component={false}>{children}</App>
    </ConfigProvider>
  );
}
