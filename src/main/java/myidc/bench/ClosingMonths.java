package myidc.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import myidc.billing.reconcile.InvoiceRuns;
import myidc.billing.reconcile.InvoiceRuns.Run;
import myidc.billing.reconcile.InvoiceRuns.State;
import myidc.billing.reconcile.InvoiceRuns.Wanted;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sql;
import myidc.shared.Caller;

/** Closes a month by an invoice run, as finance would. */
final class ClosingMonths {
    private static final Caller FINANCE = Caller.program("bench");
    private static final int READINGS = 744;
    private static final int WARM_UP = 200;
    private static final long FIRST_METERED = 1_000_001;
    private static final double AIM_CPU_MS = 0.5;
    private static final double AIM_WALL_S = 60;
    private static final int TENANTS_STATED = 5_000;

    private final BilledAccounts accounts;
    private final Commands commands = BenchPortal.bean(Commands.class);
    private final InvoiceRuns runs = BenchPortal.bean(InvoiceRuns.class);
    private final Sql sql = BenchPortal.bean(Sql.class);

    ClosingMonths(BilledAccounts accounts) {
        this.accounts = accounts;
    }

    /** Accounts with one recurring line and two metered ones over 744 readings each. */
    void metered(int count) throws InterruptedException {
        int all = WARM_UP + 2 * count;
        accounts.open(FIRST_METERED, all);
        guests(FIRST_METERED, all);
        accounts.meters(FIRST_METERED, all, READINGS);
        close(LongStream.range(FIRST_METERED, FIRST_METERED + WARM_UP).boxed().toList());
        long first = FIRST_METERED + WARM_UP;
        report(
                "close, 1 recurring and 2 metered lines",
                close(LongStream.range(first, first + count).boxed().toList()));
        report(
                "the same once more, the compiler done",
                close(LongStream.range(first + count, first + 2L * count)
                        .boxed()
                        .toList()));
    }

    /** Accounts with so many guests each. */
    void guests(int tenants, int each) throws InterruptedException {
        int warm = Math.min(WARM_UP, tenants);
        accounts.open(1, tenants + warm);
        accounts.guests(1, tenants + warm, each);
        sql.change("analyze charging_span");
        close(LongStream.rangeClosed(tenants + 1L, tenants + (long) warm)
                .boxed()
                .toList());
        Closed closed = close(LongStream.rangeClosed(1, tenants).boxed().toList());
        report("close, " + each + " guests an account", closed);
        System.out.printf(
                Locale.ROOT,
                "%,d guests of %,d tenants in %.1f s; at this pace %,d tenants take %.0f s, aim %.0f s; heap in use after"
                        + " it %,d MB%n",
                tenants * each,
                tenants,
                closed.wallS(),
                TENANTS_STATED,
                closed.wallS() / tenants * TENANTS_STATED,
                AIM_WALL_S,
                heapMb());
    }

    private void guests(long first, int count) {
        accounts.guests(first, count, 1);
    }

    private Closed close(List<Long> tenants) throws InterruptedException {
        long gapsBefore = gaps();
        CpuTime before = CpuTime.now();
        long begun = System.nanoTime();
        long run = commands.perform(
                () -> runs.start(FINANCE, accounts.month(), new Wanted(tenants, false, false)), id -> id);
        Run now = runs.find(run).orElseThrow();
        while (now.state() != State.FINISHED) {
            Thread.sleep(100);
            now = runs.find(run).orElseThrow();
        }
        double wallS = (System.nanoTime() - begun) / 1e9;
        CpuTime used = CpuTime.now().since(before);
        if (now.invoiced() != tenants.size() || now.failed() > 0 || gaps() != gapsBefore) {
            throw new IllegalStateException("Not every account got its invoice: " + now);
        }
        return new Closed(tenants.size(), wallS, used);
    }

    /** Numbers that were left out; there must be none. */
    private long gaps() {
        return sql.count("select count(*) from (select serial - lag(serial) over (partition by entity order by serial)"
                + " as step from invoice_view) steps where step <> 1");
    }

    private static void report(String what, Closed closed) {
        double ms = closed.cpu().ms() / closed.invoices();
        System.out.printf(
                Locale.ROOT,
                "%-44s %,d invoices in %.1f s, %,.0f a second%n",
                what,
                closed.invoices(),
                closed.wallS(),
                closed.invoices() / closed.wallS());
        System.out.printf(
                Locale.ROOT,
                "%-44s %.2f ms CPU an invoice (portal %.2f, PostgreSQL %.2f)",
                "",
                ms,
                closed.cpu().jvmMs() / closed.invoices(),
                closed.cpu().postgresMs() / closed.invoices());
        System.out.printf(Locale.ROOT, "; aim %.1f %s%n", AIM_CPU_MS, ms <= AIM_CPU_MS ? "met" : "missed");
    }

    private static long heapMb() {
        System.gc();
        Runtime memory = Runtime.getRuntime();
        return (memory.totalMemory() - memory.freeMemory()) >> 20;
    }

    private record Closed(int invoices, double wallS, CpuTime cpu) {}
}
