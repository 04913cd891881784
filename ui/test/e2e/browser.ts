import chromium from '@sparticuz/chromium';
import { chromium as playwright, type Browser } from 'playwright-core';

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A headless Chromium that came as an npm package; MYIDC_CHROMIUM names another one. */
export async function openBrowser(): Promise<Browser> {
  return playwright.launch({
    executablePath: process.env['MYIDC_CHROMIUM'] ?? (await chromium.executablePath()),
    args: FLAGS,
    headless: true,
  });
}
