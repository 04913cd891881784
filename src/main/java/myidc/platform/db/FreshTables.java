package myidc.platform.db;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Empty twins of tables, for the length of the running transaction. They are temporary tables of the same names, which
 * PostgreSQL finds before the real ones: whatever the transaction writes goes to the twins, without a log and without an
 * index of the real table growing. At the end the real tables take over the rows that are different, and those only.
 */
public final class FreshTables {
    private static final String HISTORY = "view_history";

    private final Sql sql;
    private final List<String> tables;
    private final List<String> kinds;
    private final String schema;

    /**
     * Twins of tables and of the history rows of some kinds.
     *
     * @param tables in the order in which rows may be deleted
     */
    public FreshTables(Sql sql, List<String> tables, List<String> kinds) {
        this.sql = sql;
        this.tables = tables;
        this.kinds = kinds;
        this.schema = sql.row("select quote_ident(current_schema())", row -> row.getString(1))
                .orElseThrow();
    }

    /** Keeps other writers from the real tables until the transaction ends, and makes the twins. */
    public void lockAndMake() {
        for (String table : tables) {
            sql.change("lock table " + real(table) + " in share row exclusive mode");
        }
        for (String table : tables) {
            make(table, "including all");
        }
        if (!kinds.isEmpty()) {
            // Rows are copied in and compared as a whole: no index would be read.
            make(HISTORY, "including defaults");
        }
        forgetPlans();
    }

    private void make(String table, String including) {
        sql.change("create temporary table " + table + " (like " + real(table) + " " + including + ") on commit drop");
    }

    /** Statements prepared before know the real tables by number and would go on writing there. */
    private void forgetPlans() {
        sql.change("discard plans");
    }

    /** Digests of the real tables' rows and of the twins'. */
    public List<String> digests(boolean fresh) {
        List<String> digests = new ArrayList<>();
        for (String table : tables) {
            digests.add(
                    table + " " + digest("select t::text as line from " + (fresh ? twin(table) : real(table)) + " t"));
        }
        for (String kind : kinds) {
            String lines = "select id || valid::text || shown::text as line from "
                    + (fresh ? twin(HISTORY) : real(HISTORY)) + " where kind = ?";
            digests.add("history of " + kind + " " + digest(lines, kind));
        }
        return digests;
    }

    private String digest(String lines, Object... values) {
        return sql.row(
                        "select count(*) || ' rows, digest ' || coalesce(sum(hashtextextended(line, 0)::numeric), 0)"
                                + " from (" + lines + ") as lines",
                        row -> row.getString(1),
                        values)
                .orElseThrow();
    }

    /** Makes the real tables equal to their twins. */
    public void takeOver() {
        // A twin without an index must not be searched once for each row.
        sql.change("set local enable_nestloop = off");
        tables.forEach(table -> removeOthers(table, ""));
        tables.reversed().forEach(this::addMissing);
        if (!kinds.isEmpty()) {
            String ofKinds = " and live.kind in ("
                    + kinds.stream()
                            .map(kind -> "'" + kind.replace("'", "''") + "'")
                            .collect(Collectors.joining(", ")) + ")";
            removeOthers(HISTORY, ofKinds);
            addMissing(HISTORY);
        }
        sql.change("set local enable_nestloop = on");
    }

    private void removeOthers(String table, String which) {
        sql.change("analyze " + twin(table));
        sql.change("delete from " + real(table) + " live where not exists (select from " + twin(table) + " fresh where "
                + sameKey(table) + " and fresh *= live)" + which);
    }

    private void addMissing(String table) {
        String columns = columns(table);
        sql.change(
                "insert into " + real(table) + " (" + columns + ") overriding system value select " + columns + " from "
                        + twin(table) + " fresh where not exists (select from " + real(table) + " live where "
                        + sameKey(table) + ")");
    }

    private String columns(String table) {
        return String.join(
                ", ",
                names(
                        "select quote_ident(attname) from pg_attribute where attrelid = ?::regclass and attnum > 0"
                                + " and not attisdropped and attgenerated = '' order by attnum",
                        table));
    }

    private String sameKey(String table) {
        return names(
                        "select quote_ident(attname) from pg_attribute join pg_index on attrelid = indrelid"
                                + " and attnum = any(indkey) where indisprimary and indrelid = ?::regclass",
                        table)
                .stream()
                .map(column -> "fresh." + column + " = live." + column)
                .collect(Collectors.joining(" and "));
    }

    private List<String> names(String query, String table) {
        List<String> names = sql.rows(query, row -> row.getString(1), real(table));
        if (names.isEmpty()) {
            throw new IllegalStateException(table + " has no primary key, by which its rows could be compared");
        }
        return names;
    }

    private String real(String table) {
        return schema + "." + table;
    }

    private static String twin(String table) {
        return "pg_temp." + table;
    }
}
