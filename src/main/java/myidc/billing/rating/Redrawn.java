package myidc.billing.rating;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Prices as they would be with a draft among them: where a draft's entry holds, what it replaces does not. */
public final class Redrawn {
    private Redrawn() {}

    /** Published entries without the time the draft's entries for the same charge, place and holder take, and those. */
    public static List<PriceEntry> with(Collection<PriceEntry> published, Collection<PriceEntry> draft) {
        List<PriceEntry> entries = new ArrayList<>();
        for (PriceEntry entry : published) {
            List<PriceEntry> left = List.of(entry);
            for (PriceEntry taking : draft) {
                if (replaces(taking, entry)) {
                    left = left.stream()
                            .flatMap(part -> without(part, taking).stream())
                            .toList();
                }
            }
            entries.addAll(left);
        }
        entries.addAll(draft);
        return List.copyOf(entries);
    }

    /** The draft's entries in force at the instant, as if each of them had always been and stayed so. */
    public static List<PriceEntry> throughout(Collection<PriceEntry> draft, Instant at) {
        return draft.stream()
                .filter(entry -> entry.inForceAt(at))
                .map(entry -> dated(entry, Instant.EPOCH, null))
                .toList();
    }

    private static boolean replaces(PriceEntry taking, PriceEntry entry) {
        return taking.sku().equals(entry.sku()) && Objects.equals(taking.tenant(), entry.tenant());
    }

    private static List<PriceEntry> without(PriceEntry entry, PriceEntry taking) {
        Instant until = entry.until();
        Instant takenUntil = taking.until();
        boolean apart = (until != null && !until.isAfter(taking.from()))
                || (takenUntil != null && !takenUntil.isAfter(entry.from()));
        if (apart) {
            return List.of(entry);
        }
        List<PriceEntry> left = new ArrayList<>();
        if (entry.from().isBefore(taking.from())) {
            left.add(dated(entry, entry.from(), taking.from()));
        }
        if (takenUntil != null && (until == null || takenUntil.isBefore(until))) {
            left.add(dated(entry, takenUntil, until));
        }
        return left;
    }

    private static PriceEntry dated(PriceEntry entry, Instant from, @Nullable Instant until) {
        return new PriceEntry(entry.id(), entry.sku(), entry.tenant(), entry.tariff(), from, until);
    }
}
