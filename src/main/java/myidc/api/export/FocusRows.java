package myidc.api.export;

import java.math.BigDecimal;
import java.util.function.Consumer;
import myidc.api.export.FocusRow.Committed;
import myidc.billing.event.InvoiceLine;
import myidc.billing.read.Exports;
import myidc.billing.read.Exports.ExportedLine;
import myidc.billing.read.Exports.Window;
import org.jspecify.annotations.Nullable;

/**
 * A window's invoices as rows of FOCUS. A commitment's fee stands right before what was drained of it, if anything was; the
 * two make the rows of what was used and what was not.
 */
final class FocusRows {
    private final Exports exports;
    private final String entityName;
    private final Consumer<FocusRow> out;
    private @Nullable ExportedLine fee;

    FocusRows(Exports exports, String entityName, Consumer<FocusRow> out) {
        this.exports = exports;
        this.entityName = entityName;
        this.out = out;
    }

    /** All rows; credit notes and granted credits follow the invoices, where {@code last} says that no more of those come. */
    void write(Window window, boolean last) {
        exports.lines(window, this::line);
        settle(BigDecimal.ZERO);
        if (last) {
            exports.credited(window, credited -> {
                out.accept(FocusRow.credited(credited, entityName, false));
                if (credited.tax().signum() != 0) {
                    out.accept(FocusRow.credited(credited, entityName, true));
                }
            });
            exports.grants(window, used -> out.accept(FocusRow.granted(used, entityName)));
        }
    }

    private void line(ExportedLine exported) {
        InvoiceLine line = exported.line();
        boolean commitment = FocusRow.isCommitment(exported) && line.kind() == InvoiceLine.Kind.USAGE;
        ExportedLine known = fee;
        boolean drained = commitment
                && line.amount().signum() < 0
                && known != null
                && known.invoice().id() == exported.invoice().id()
                && known.line().priceEntry().equals(line.priceEntry());
        settle(drained ? line.amount().negate() : BigDecimal.ZERO);
        if (commitment && line.amount().signum() > 0) {
            fee = exported;
        } else {
            out.accept(FocusRow.charge(exported, entityName));
        }
        if (line.tax().signum() != 0) {
            out.accept(FocusRow.tax(exported, entityName));
        }
    }

    private void settle(BigDecimal used) {
        ExportedLine known = fee;
        if (known == null) {
            return;
        }
        fee = null;
        BigDecimal covers = known.rated() == null
                ? known.line().amount()
                : new BigDecimal(known.rated()
                        .inputs()
                        .getOrDefault("covers", known.line().amount().toPlainString())
                        .replace(",", ""));
        Committed committed = new Committed(known, used.min(covers), covers);
        if (used.signum() > 0) {
            out.accept(FocusRow.commitment(committed, true, entityName));
        }
        if (used.signum() == 0 || committed.unused().signum() > 0) {
            out.accept(FocusRow.commitment(committed, false, entityName));
        }
    }
}
