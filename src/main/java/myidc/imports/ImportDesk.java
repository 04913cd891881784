package myidc.imports;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;
import myidc.imports.Imports.Batch;
import myidc.imports.Imports.BatchRow;
import myidc.imports.Imports.Note;
import myidc.imports.RowWork.Done;
import myidc.imports.RowWork.Made;
import myidc.imports.RowWork.Outcome;
import myidc.imports.RowWork.Wish;
import myidc.inventory.InventoryRefusal;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.platform.security.CurrentCaller;
import myidc.shared.Caller;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.SiteId;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Leads batches: takes a file in, tries every row in a call that is then taken back, applies rows, undoes them, one batch
 * at a time beside all other work. Rows go many to a call; when one is refused, its call goes in halves.
 */
@Singleton
public final class ImportDesk {
    private static final int READ_AT_ONCE = 500;
    private static final int ROWS_A_CALL = 100;
    private static final int TALLY_EACH = 5_000;
    private static final int WAITING_MAX = 20;
    private static final Logger LOG = Logger.getLogger(ImportDesk.class);

    private final Imports imports;
    private final Map<ImportFormat, RowWork> works = new EnumMap<>(ImportFormat.class);
    private final Commands commands;
    private final Sequences sequences;
    private final CurrentCaller callers;
    private final ImportReader reader = new ImportReader();
    private final Semaphore room = new Semaphore(WAITING_MAX);
    private final ExecutorService worker = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("imports").factory());

    ImportDesk(Imports imports, Works works, Commands commands, Sequences sequences, CurrentCaller callers) {
        this.imports = imports;
        this.commands = commands;
        this.sequences = sequences;
        this.callers = callers;
        for (ImportFormat format : ImportFormat.values()) {
            this.works.put(format, works.of(format));
        }
    }

    void begin(@Observes StartupEvent started) {
        imports.noteInterrupted();
    }

    /** Takes a file in and begins to try its rows; nothing of the book changes. */
    public long upload(ImportFormat format, String name, @Nullable SiteId site, byte[] bytes) {
        String text = ImportText.of(bytes);
        long id = sequences.next("import");
        imports.open(
                id,
                format,
                name,
                site == null ? null : site.value(),
                callers.get().who());
        try {
            List<ImportReader.Row> waiting = new ArrayList<>(READ_AT_ONCE);
            reader.read(format, text, row -> {
                waiting.add(row);
                if (waiting.size() == READ_AT_ONCE) {
                    imports.add(id, waiting);
                    waiting.clear();
                }
            });
            imports.add(id, waiting);
            imports.tally(id);
        } catch (Refused e) {
            imports.fail(id, e.detail());
            throw e;
        }
        check(id);
        return id;
    }

    /** Tries every row that was not applied. */
    public void check(long id) {
        start(id, "CHECKING", this::checkRows, "UPLOADED", "CHECKED", "INTERRUPTED", "APPLIED", "UNDONE");
    }

    /** Applies the good rows; refused while there are bad ones, unless those are to be left out. */
    public void apply(long id, boolean leaveOutBad) {
        Batch batch = known(id);
        if (batch.bad() > 0 && !leaveOutBad) {
            throw Refused.field(
                    InventoryRefusal.IMPORT_HAS_ERRORS,
                    "leaveOutBad",
                    batch.bad() + " rows cannot be applied; mend the file, or leave them out");
        }
        start(id, "APPLYING", this::applyRows, "CHECKED", "INTERRUPTED");
    }

    /** Takes back what the batch made, the last first. */
    public void undo(long id) {
        start(id, "UNDOING", this::undoRows, "APPLIED", "INTERRUPTED", "FAILED");
    }

    private void start(long id, String state, java.util.function.ObjLongConsumer<Batch> work, String... from) {
        if (!room.tryAcquire()) {
            throw Refused.because(CommonRefusal.BUSY, WAITING_MAX + " batches are waiting; try again later");
        }
        if (!imports.advance(id, state, from)) {
            room.release();
            throw Refused.because(
                    InventoryRefusal.IMPORT_STATE,
                    "A batch that is " + known(id).state() + " cannot be taken to " + state);
        }
        Caller caller = callers.get();
        worker.execute(() -> callers.runAs(caller, () -> {
            try {
                work.accept(known(id), id);
            } catch (RuntimeException e) {
                LOG.errorf(e, "Import %d stopped", id);
                imports.fail(id, "Stopped by an error of the portal; see its log");
            } finally {
                room.release();
            }
        }));
    }

    private void checkRows(Batch batch, long id) {
        imports.resetChecks(id);
        Step trial = (row, work) -> {
            Supplier<Done> pending = work.apply(new Cells(row.cells()), wish(batch));
            return () -> {
                Done done = pending.get();
                String state = done.outcome() == Outcome.UNCHANGED ? "SAME" : "GOOD";
                return new Note(row.line(), state, null, done.note());
            };
        };
        each(id, false, "WAITING", trial, new Pass(batch, true, "REFUSED", rows -> {}));
        for (String column : doubles(batch.format())) {
            List<Imports.Twin> doubles = imports.doubles(id, column);
            for (int from = 0; from < doubles.size(); from += READ_AT_ONCE) {
                imports.markDoubles(id, column, doubles.subList(from, Math.min(from + READ_AT_ONCE, doubles.size())));
            }
        }
        imports.tally(id);
        imports.advance(id, "CHECKED", "CHECKING");
    }

    private void applyRows(Batch batch, long id) {
        Step deed = (row, work) -> {
            Supplier<Done> pending = work.apply(new Cells(row.cells()), wish(batch));
            return () -> {
                Done done = pending.get();
                return new Note(row.line(), done.made() == null ? "SAME" : "APPLIED", done.made(), done.note());
            };
        };
        each(id, false, "GOOD", deed, new Pass(batch, false, "REFUSED", rows -> {}));
        imports.tally(id);
        imports.advance(id, "APPLIED", "APPLYING");
    }

    private void undoRows(Batch batch, long id) {
        Befores befores = new Befores(imports, id);
        Step back = (row, work) -> {
            work.undo(made(row, befores));
            return () -> new Note(row.line(), "UNDONE", null, null);
        };
        RowWork work = workOf(batch);
        Ahead ahead =
                rows -> work.ahead(rows.stream().map(row -> made(row, befores)).toList());
        each(id, true, "APPLIED", back, new Pass(batch, false, "APPLIED", ahead));
        imports.tally(id);
        imports.advance(id, known(id).applied() == 0 ? "UNDONE" : "APPLIED", "UNDOING");
    }

    private RowWork workOf(Batch batch) {
        return java.util.Objects.requireNonNull(works.get(batch.format()));
    }

    private static Made made(BatchRow row, Befores befores) {
        return new Made(String.valueOf(row.thing()), befores.of(row.line()));
    }

    private void each(long id, boolean backwards, String state, Step step, Pass pass) {
        RowWork work = workOf(pass.batch());
        Run run = new Run(id, row -> step.take(row, work), pass);
        long line = backwards ? Long.MAX_VALUE : 0;
        long done = 0;
        List<BatchRow> rows = imports.next(id, line, ROWS_A_CALL, backwards, state);
        while (!rows.isEmpty()) {
            together(run, rows, false);
            done += rows.size();
            imports.progress(id, done);
            if (done % TALLY_EACH == 0) {
                imports.tally(id);
            }
            line = rows.getLast().line();
            rows = imports.next(id, line, ROWS_A_CALL, backwards, state);
        }
    }

    /**
     * Rows of a call that is refused go in two halves, down to the one row that is to blame. A half is tried before it is
     * done: what is refused on the way to being done leaves gaps in the numbers of facts.
     */
    private void together(Run run, List<BatchRow> rows, boolean careful) {
        try {
            if (careful && !run.pass().takenBack()) {
                commands.tryOut(() -> take(run, rows), ImportDesk::notes);
            }
            call(run, rows);
        } catch (Refused e) {
            if (rows.size() == 1) {
                imports.refused(run.id(), rows.getFirst().line(), run.pass().refusedState(), e);
                return;
            }
            int half = rows.size() / 2;
            together(run, rows.subList(0, half), true);
            together(run, rows.subList(half, rows.size()), true);
        }
    }

    private void call(Run run, List<BatchRow> rows) {
        if (run.pass().takenBack()) {
            imports.note(run.id(), commands.tryOut(() -> take(run, rows), ImportDesk::notes));
        } else {
            commands.perform(() -> take(run, rows), pending -> {
                imports.note(run.id(), notes(pending));
                return Boolean.TRUE;
            });
        }
    }

    private static List<Supplier<Note>> take(Run run, List<BatchRow> rows) {
        run.pass().ahead().read(rows);
        return rows.stream().map(run.taken()).toList();
    }

    private static List<Note> notes(List<Supplier<Note>> pending) {
        return pending.stream().map(Supplier::get).toList();
    }

    private static Wish wish(Batch batch) {
        Long site = batch.siteId();
        return new Wish(site == null ? null : new SiteId(site));
    }

    private static List<String> doubles(ImportFormat format) {
        return switch (format) {
            case DEVICES, NETBOX_DEVICES -> List.of("serial", "serial_number", "assettag", "asset_tag");
            case RACKS, NETBOX_RACKS -> List.of();
            case NETBOX_PREFIXES -> List.of("prefix");
            case NETBOX_ADDRESSES -> List.of("address", "ip_address");
            case CEPH_HOSTS -> List.of("host");
            case DEVICE_TYPES, DEVICE_TYPES_YAML -> List.of("slug");
            case MODULE_TYPES, MODULE_TYPES_YAML -> List.of();
        };
    }

    private Batch known(long id) {
        return imports.find(id).orElseThrow(() -> unknown(id));
    }

    public static Refused unknown(long id) {
        return Refused.because(InventoryRefusal.IMPORT_NOT_FOUND, "There is no import " + id);
    }

    /** Does what a row means, in the call under way; answers, once views are written, what is to be noted of it. */
    @FunctionalInterface
    private interface Step {
        Supplier<Note> take(BatchRow row, RowWork work);
    }

    /** Reads for a call what its rows will ask for one by one. */
    @FunctionalInterface
    private interface Ahead {
        void read(List<BatchRow> rows);
    }

    private record Pass(Batch batch, boolean takenBack, String refusedState, Ahead ahead) {}

    /** What rows changed, read for many lines at once as undoing goes back through them. */
    private static final class Befores {
        private final Imports imports;
        private final long id;
        private int first;
        private int last;
        private Map<Integer, Map<String, String>> read = Map.of();

        Befores(Imports imports, long id) {
            this.imports = imports;
            this.id = id;
        }

        Map<String, String> of(int line) {
            if (line < first || line > last) {
                first = line - READ_AT_ONCE + 1;
                last = line;
                read = imports.before(id, first, last);
            }
            return read.getOrDefault(line, Map.of());
        }
    }

    /** A pass over rows of a batch. */
    private record Run(long id, Function<BatchRow, Supplier<Note>> taken, Pass pass) {}

    /** What rows mean, by format. */
    @Singleton
    record Works(
            TypeRows types,
            ModuleRows modules,
            RackRows racks,
            DeviceRows devices,
            PrefixRows prefixes,
            AddressRows addresses,
            CephRows hosts) {
        RowWork of(ImportFormat format) {
            return switch (format) {
                case DEVICE_TYPES, DEVICE_TYPES_YAML -> types;
                case MODULE_TYPES, MODULE_TYPES_YAML -> modules;
                case RACKS, NETBOX_RACKS -> racks;
                case DEVICES, NETBOX_DEVICES -> devices;
                case NETBOX_PREFIXES -> prefixes;
                case NETBOX_ADDRESSES -> addresses;
                case CEPH_HOSTS -> hosts;
            };
        }
    }
}
