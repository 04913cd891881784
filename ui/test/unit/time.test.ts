import { describe, expect, test } from 'vitest';
import {
  formatExact,
  formatMonth,
  formatTime,
  fromLocalInput,
  instantOf,
  isoInstant,
  localInput,
  monthBefore,
} from '../../src/util/dates.ts';

describe('instants', () => {
  test('a wire time without a zone is UTC', () => {
    expect(isoInstant(instantOf('2026-03-03T06:05:00'))).toBe('2026-03-03T06:05:00Z');
    expect(isoInstant(instantOf('2026-03-03T14:05:00+08:00'))).toBe('2026-03-03T06:05:00Z');
  });

  test.each(['Asia/Shanghai', 'Europe/Berlin', 'America/St_Johns', 'UTC'])(
    'what is typed in %s reads back as typed',
    (zone) => {
      for (const text of ['2026-03-03T14:05:00', '2026-07-31T23:59:59', '2026-12-31T00:00:00']) {
        const date = fromLocalInput(text, zone);
        expect(date && localInput(date, zone)).toBe(text);
      }
    },
  );

  test('clocks that go forward or back do not lose an hour', () => {
    expect(fromLocalInput('2026-03-29T03:30', 'Europe/Berlin')?.toISOString()).toBe('2026-03-29T01:30:00.000Z');
    expect(fromLocalInput('2026-10-25T12:00', 'Europe/Berlin')?.toISOString()).toBe('2026-10-25T11:00:00.000Z');
  });

  test('what is no time gives none', () => {
    expect(fromLocalInput('', 'UTC')).toBeUndefined();
    expect(fromLocalInput('soon', 'UTC')).toBeUndefined();
  });

  test('times are shown in the person’s zone, exactly with its name', () => {
    const date = new Date('2026-03-03T06:05:07Z');
    expect(formatTime(date, 'Asia/Shanghai')).toBe('2026-03-03 14:05');
    expect(formatExact(date, 'en', 'UTC')).toBe('2026-03-03 06:05:07 UTC');
  });

  test('the month before January is December', () => {
    expect(monthBefore(new Date('2026-01-15T00:00:00Z'))).toBe('2025-12');
    expect(formatMonth('2025-12', 'zh-CN')).toBe('2025年12月');
    expect(formatMonth('2025-12', 'en')).toBe('December 2025');
  });
});
