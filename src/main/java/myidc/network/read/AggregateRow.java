package myidc.network.read;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** An aggregate as screens show it. */
public record AggregateRow(
        long id,
        long version,
        String cidr,
        int family,
        String registry,
        @Nullable LocalDate givenOn,
        @Nullable String description)
        implements Shelved {}
