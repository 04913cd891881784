package myidc.platform.db;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * History rows of a rebuild. What a thing shows last is held in memory until the next row ends it, so that each interval
 * is written once, whole and in bulk; when too much is held, the things longest untouched are written and read back when
 * they change again. The rows are those that {@code show_in_history} and {@code end_in_history} would have left.
 */
public final class GatheredHistory {
    private static final ScopedValue<GatheredHistory> CURRENT = ScopedValue.newInstance();
    private static final String WRITE = "insert into view_history (kind, id, valid, shown)"
            + " select kind, id, tstzrange(since::timestamptz, until::timestamptz), shown::jsonb"
            + " from unnest(?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[]) as row (kind, id, since, until, shown)";
    private static final int HELD_CHARS_MAX = 32 << 20;
    private static final int WAITING_MAX = 1_000;
    private static final int WAITING_CHARS_MAX = 4 << 20;

    private final Sql sql;
    private final long heldCharsMax;
    private final Map<Thing, Interval> open = new LinkedHashMap<>(1_024, 0.75f, true);
    private final List<String> kinds = new ArrayList<>(WAITING_MAX);
    private final List<Long> ids = new ArrayList<>(WAITING_MAX);
    private final List<String> from = new ArrayList<>(WAITING_MAX);
    private final List<@Nullable String> untils = new ArrayList<>(WAITING_MAX);
    private final List<String> shown = new ArrayList<>(WAITING_MAX);
    private int waitingChars;
    private long heldChars;
    private boolean spilled;

    public GatheredHistory(Sql sql) {
        this(sql, HELD_CHARS_MAX);
    }

    GatheredHistory(Sql sql, long heldCharsMax) {
        this.sql = sql;
        this.heldCharsMax = heldCharsMax;
    }

    /** The gathering that is under way in this thread. */
    public static Optional<GatheredHistory> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    /** Does the work with its history gathered here, and writes what is still held at its end. */
    public <R> R during(Supplier<R> work) {
        R result = ScopedValue.where(CURRENT, this).call(work::get);
        writeEldest(0);
        return result;
    }

    /** From {@code at} on, the thing shows this JSON; of two changes in one instant the last counts. */
    public void show(String kind, long id, Instant at, String json) {
        Thing thing = new Thing(kind, id);
        Interval before = take(thing);
        Instant since = at;
        if (before != null && before.from().isBefore(at)) {
            write(thing, before, at);
        } else if (before != null) {
            since = before.from();
        }
        open.put(thing, new Interval(since, json));
        heldChars += json.length();
        if (heldChars > heldCharsMax) {
            spill();
        }
    }

    /** From {@code at} on, the thing shows nothing; an interval that would be empty vanishes. */
    public void end(String kind, long id, Instant at) {
        Thing thing = new Thing(kind, id);
        Interval before = take(thing);
        if (before != null && before.from().isBefore(at)) {
            write(thing, before, at);
        }
    }

    /** The JSON that the thing shows last. */
    public Optional<String> latest(String kind, long id) {
        Interval held = open.get(new Thing(kind, id));
        if (held != null) {
            return Optional.of(held.json());
        }
        return spilled
                ? sql.row(
                        "select shown::text from view_history where kind = ? and id = ? and upper_inf(valid)",
                        row -> row.getString(1),
                        kind,
                        id)
                : Optional.empty();
    }

    private @Nullable Interval take(Thing thing) {
        Interval held = open.remove(thing);
        if (held != null) {
            heldChars -= held.json().length();
            return held;
        }
        return spilled ? readBack(thing) : null;
    }

    private @Nullable Interval readBack(Thing thing) {
        return sql.row(
                        "delete from view_history where kind = ? and id = ? and upper_inf(valid)"
                                + " returning lower(valid) as since, shown::text as shown",
                        row -> new Interval(Sql.instant(row, "since"), row.getString("shown")),
                        thing.kind(),
                        thing.id())
                .orElse(null);
    }

    private void spill() {
        writeEldest(heldCharsMax / 2);
        if (!spilled) {
            spilled = true;
            sql.change("create index on view_history (kind, id) where upper_inf(valid)");
        }
    }

    private void writeEldest(long heldCharsLeft) {
        Iterator<Map.Entry<Thing, Interval>> eldest = open.entrySet().iterator();
        while (heldChars > heldCharsLeft) {
            Map.Entry<Thing, Interval> entry = eldest.next();
            heldChars -= entry.getValue().json().length();
            write(entry.getKey(), entry.getValue(), null);
            eldest.remove();
        }
        send();
    }

    private void write(Thing thing, Interval interval, @Nullable Instant until) {
        kinds.add(thing.kind());
        ids.add(thing.id());
        from.add(interval.from().toString());
        untils.add(until == null ? null : until.toString());
        shown.add(interval.json());
        waitingChars += interval.json().length();
        if (shown.size() == WAITING_MAX || waitingChars > WAITING_CHARS_MAX) {
            send();
        }
    }

    private void send() {
        if (shown.isEmpty()) {
            return;
        }
        sql.change(
                WRITE,
                kinds.toArray(new String[0]),
                ids.toArray(new Long[0]),
                from.toArray(new String[0]),
                untils.toArray(new String[0]),
                shown.toArray(new String[0]));
        List.of(kinds, ids, from, untils, shown).forEach(List::clear);
        waitingChars = 0;
    }

    private record Thing(String kind, long id) {}

    private record Interval(Instant from, String json) {}
}
